import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../../nodes/CapillaryBadges/resources';
import { itemWith } from '../itemWith';
import { callFor, completed, lookUpOf, readRow, settleRow } from '../operation';

const operation = findOperation('badge', 'getUsage') as Operation;
const BADGE = '69381220cebb9648d8974518';
const read = (change: Record<string, unknown>) =>
	readRow(
		operation,
		itemWith({ badge: BADGE, constraintType: 'BADGE', limit: 5, simplify: true, ...change }),
	);
const window = { fixedWindowCycleReferenceId: 'w', startDate: 1709337600, earnCount: 2 };

it('sends no customer for the limits of the badge', () => {
	const row = read({ customerIdentifier: 'email', customer: 'tom@example.com' });
	expect(lookUpOf(operation, row)).toBeUndefined();
	expect(callFor(operation, [row]).query).not.toHaveProperty('customerId');
});

it.each(['CUSTOMER', 'ALL'])('looks the customer up for %s', (constraintType) => {
	const row = read({ constraintType, customerIdentifier: 'email', customer: 'tom@example.com' });
	expect(lookUpOf(operation, row)).toMatchObject({ path: '/v2/customers/lookup' });
	const taken = completed(operation, row, { data: 62090013, warnings: [] });
	if (taken.status !== 'found') throw new Error('was settled by what was looked up');
	expect(callFor(operation, [taken.rows[0]]).query).toMatchObject({
		constraintType,
		customerId: '62090013',
		includeEarnCount: true,
	});
});

it.each([
	[{ constraintType: 'MINE' }, 'Which Limits'],
	[{ constraintType: 'CUSTOMER', customerIdentifier: 'customerId', customer: '' }, 'Customer'],
	[{ filters: { startDate: 'today' } }, 'From'],
])('refuses %j', (change, label) => {
	expect(() => read(change)).toThrow(new RegExp(`^'${label}' `));
});

const settle = (data: unknown, simplify = true) => {
	const row = read({ simplify });
	return settleRow(operation, row, { data, warnings: [] }, callFor(operation, [row]));
};

it('adds the badge to each window, unless Simplify is off', () => {
	const data = { badgeMetaId: BADGE.toUpperCase(), fixedWindowCycles: [window] };
	expect(settle(data)).toMatchObject({
		status: 'succeeded',
		output: [{ badgeMetaId: BADGE, startDate: '2024-03-02T00:00:00.000Z', earnCount: 2 }],
	});
	expect(settle(data, false)).toEqual({ status: 'succeeded', output: [window] });
});

it.each([
	['another badge', { badgeMetaId: '0'.repeat(24), fixedWindowCycles: [window] }],
	['no windows', { badgeMetaId: BADGE }],
])('fails when the response contains %s', (_, data) => {
	expect(settle(data)).toMatchObject({ status: 'failed', refusal: { cause: 'unreadable' } });
});
