import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { Outcome } from '../../../nodes/CapillaryBadges/engine/results';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import { itemWith } from './itemWith';
import { callFor, readRow, settleRow } from './operation';

const badge = '653ddb33b3cda7078c7c68e9';
const otherBadge = '653ddb33b3cda7078c7c68ea';
const claim = { badge, ownerType: 'Loyalty', referenceId: '7' };
const operation = (name: string) => findOperation('claim', name) as Operation;
const notDone = { status: 'failed', refusal: { cause: 'unreadable' } };

function settle(
	name: string,
	data: unknown,
	more = {},
	warnings: Array<{ message: string }> = [],
): Outcome {
	const row = readRow(operation(name), itemWith({ ...claim, ...more }));
	return settleRow(operation(name), row, { data, warnings }, callFor(operation(name), [row]));
}

describe('claim create', () => {
	const output = { badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '7', isActive: true };

	it.each([
		['a reference ID as a number', { ownerType: 'Loyalty', referenceId: 7, isActive: true }],
		['active in place of isActive', { ownerType: 'Loyalty', referenceId: '7', active: true }],
		['without a state', { badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '7' }],
		['with an owner in the words of the guide', { ownerType: 'LOYALTY', referenceId: '7' }],
	])('accepts %s', (_, data) => {
		expect(settle('create', data)).toEqual({ status: 'succeeded', output: [output] });
	});

	it.each([
		['another reference', { ownerType: 'Loyalty', referenceId: '8', isActive: true }],
		['another owner', { ownerType: 'Journeys', referenceId: '7', isActive: true }],
		['another badge', { badgeMetaId: otherBadge, ownerType: 'Loyalty', referenceId: '7' }],
		['a released claim', { ownerType: 'Loyalty', referenceId: '7', isActive: false }],
		['no owner', { referenceId: '7', isActive: true }],
		['nothing', {}],
	])('fails when the response has %s', (_, data) => {
		expect(settle('create', data)).toMatchObject(notDone);
	});

	it.each([
		['all of it', { ownerType: 'Loyalty', referenceId: '7', isActive: true }],
		['null for the badge', { badgeMetaId: null, ownerType: 'Loyalty', referenceId: '7' }],
		['null for all', { badgeMetaId: null, ownerType: null, referenceId: null, isActive: null }],
		['nothing', {}],
	])('recognizes an existing claim by the warning when the data has %s', (_, data) => {
		const warnings = [{ message: 'Badge is already claimed by this owner' }];
		expect(settle('create', data, {}, warnings)).toEqual({
			status: 'alreadyDone',
			output: [output],
		});
	});

	it.each([
		['another badge', { badgeMetaId: otherBadge }],
		['another reference', { referenceId: '8' }],
		['another owner', { ownerType: 'Journeys' }],
		['a released claim', { isActive: false }],
	])('fails when the warning comes with %s', (_, data) => {
		const warnings = [{ code: 900, message: 'Badge is already claimed by this owner' }];
		expect(settle('create', data, {}, warnings)).toMatchObject(notDone);
	});

	it('outputs any other warning', () => {
		const warnings = [{ message: 'Look out' }];
		const data = { ownerType: 'Loyalty', referenceId: '7', isActive: true };
		expect(settle('create', data, {}, warnings)).toEqual({
			status: 'succeeded',
			output: [{ ...output, warnings }],
		});
	});
});

describe('claim unclaim', () => {
	it('releases a picked claim whose reference ID contains spaces', () => {
		const picked = { badge, claimBy: 'list', activeClaim: 'Loyalty_Promotion summer 26' };
		const row = readRow(operation('unclaim'), itemWith(picked));
		expect(callFor(operation('unclaim'), [row]).body).toEqual({
			ownerType: 'Loyalty_Promotion',
			referenceId: 'summer 26',
		});
	});
});

describe('claim get many', () => {
	it.each([
		['null for the claims', { id: badge, ownership: { claims: null } }, []],
		[
			'active in place of isActive',
			{
				id: badge,
				ownership: { claims: [{ ownerType: 'Loyalty', referenceId: 7, active: false }] },
			},
			[],
		],
		[
			'a claim without state',
			{ id: badge, ownership: { claims: [{ ownerType: 'Loyalty', referenceId: 7 }] } },
			[{ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '7', isActive: true }],
		],
	])('accepts %s', (_, data, output) => {
		expect(settle('getAll', data)).toEqual({ status: 'succeeded', output });
	});

	it.each([
		['another badge', { id: otherBadge, ownership: { claims: [] } }],
		['no claims', { id: badge }],
	])('fails when the response has %s', (_, data) => {
		expect(settle('getAll', data)).toMatchObject(notDone);
	});
});
