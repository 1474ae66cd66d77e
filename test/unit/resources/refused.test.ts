import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import { itemWith } from './itemWith';
import { readRow } from './operation';

const badge = '653ddb33b3cda7078c7c68e9';
const earnedBadge = '654cbea06bccde1274b6d3a2';
const owner = { ownerType: 'Loyalty', referenceId: '123' };
const customerId = { customerIdentifier: 'customerId', customer: '62090013' };

const GOOD: Record<string, Record<string, unknown>> = {
	'badge activate': { badge },
	'badge deactivate': { badge },
	'claim create': { badge, ...owner },
	'claim getAll': { badge },
	'claim unclaim': { badge, claimBy: 'owner', ...owner },
	'customer getBadges': { ...customerId, badgeType: 'EARNED', limit: 50 },
	'customer lookup': { customerIdentifier: 'email', customer: 'tom@example.com' },
	'customer getBadge': { badge, ...customerId },
	'earn create': { badge, ...customerId, ...owner },
	'earn getAll': { badge, ...customerId },
	'earn import': { badge, ...customerId, earnEventDate: '2026-01-01', earnExpiresOn: '2026-02-01' },
	'earn revoke': { badge, ...customerId, revoke: 'one', earnedBadge },
	'issue create': { badge, ...customerId, ...owner },
	'issue getAll': { badge, ...customerId },
	'issue revoke': { badge, ...customerId, revoke: 'one', issueId: '236' },
};

const withParameter = (parameter: string) =>
	Object.keys(GOOD).filter((name) => parameter in GOOD[name]);

const read = (name: string, change: Record<string, unknown>, index = 0) => {
	const [resource, operation] = name.split(' ');
	return readRow(
		findOperation(resource, operation) as Operation,
		itemWith({ ...GOOD[name], ...change }, index),
	);
};

describe('bad input', () => {
	it.each(Object.keys(GOOD))('%s accepts valid input', (name) => {
		expect(() => read(name, {})).not.toThrow();
	});

	it.each(
		withParameter('badge').flatMap((name) =>
			[
				'',
				'   ',
				'summer',
				'653ddb33b3cda7078c7c68e',
				'x/../y',
				`${badge}0`,
				{},
				[],
				true,
				1.5,
			].map((value) => ({ name, value })),
		),
	)('$name refuses the badge $value', ({ name, value }) => {
		expect(() => read(name, { badge: value })).toThrow(/^'Badge' .* \[Item 0\]$/);
	});

	it.each([
		['customerId', ''],
		['customerId', 'tom@example.com'],
		['customerId', '12a'],
		['customerId', '0'],
		['customerId', '-5'],
		['customerId', 2 ** 60],
		['email', 'tom'],
		['email', 'tom @example.com'],
		['mobile', 'tom@example.com'],
		['mobile', '+91'],
		['cardNumber', ''],
		['externalId', ' '],
	])('refuses %s %j', (customerIdentifier, customer) => {
		const change = { customerIdentifier, customer };
		for (const name of withParameter('customer')) {
			expect(() => read(name, change, 7)).toThrow(/^'Customer( Identifier)?' .* \[Item 7\]$/);
		}
	});

	it.each([
		['earn revoke', { customerIdentifier: 'phone' }, 'Customer Identifier'],
		['earn revoke', { earnedBadge: '' }, 'Earned Badge'],
		['earn revoke', { earnedBadge: 'the last' }, 'Earned Badge'],
		['earn revoke', { revoke: 'everything' }, 'What to Revoke'],
		['issue revoke', { revoke: 'both' }, 'What to Revoke'],
		['issue revoke', { issueId: '' }, 'Enrolment'],
		['issue revoke', { issueId: 'a b' }, 'Enrolment'],
		['claim create', { ownerType: 'loyalty' }, 'Owner Type'],
		['claim create', { referenceId: ' ' }, 'Reference ID'],
		['claim unclaim', { claimBy: 'both' }, 'Which Claim'],
		['claim unclaim', { claimBy: 'list', activeClaim: '' }, 'Claim'],
		['claim unclaim', { claimBy: 'list', activeClaim: 'Loyalty' }, 'Claim'],
		['claim unclaim', { claimBy: 'list', activeClaim: 'Terms 123' }, 'Claim'],
		['customer getBadges', { badgeType: 'MINE' }, 'Which Badges'],
		['customer getBadges', { limit: 0 }, 'Limit'],
		['customer getBadges', { filters: { badgeStatus: 'ENDED' } }, 'Status'],
		['customer getBadges', { filters: { badgeGroup: 'mine' } }, 'Badge Group'],
		['customer getBadges', { filters: { startsAfter: 'soon' } }, 'Starts After'],
		[
			'customer getBadges',
			{ filters: { endsAfter: '2026-01-01', endsBefore: '2026-02-01' } },
			'Ends Before',
		],
		['customer lookup', { customerIdentifier: 'customerId', customer: 12 }, 'Customer Identifier'],
		['customer lookup', { customer: 'tom' }, 'Customer'],
		['earn create', { referenceId: '' }, 'Reference ID'],
		['earn create', { options: { eventDate: 1764658800000 } }, 'Event Date'],
		['earn create', { options: { requestId: { a: 1 } } }, 'Request ID'],
		['earn import', { earnEventDate: '' }, 'Earned On'],
		['earn import', { earnExpiresOn: 'never' }, 'Expires On'],
		['earn import', { earnExpiresOn: '2025-12-31' }, 'Expires On'],
		['issue create', { ownerType: 'Membercare' }, 'Owner Type'],
		['issue create', { options: { eventDate: 'x' } }, 'Event Date'],
		['claim unclaim', { ownerType: 'LOYALTY' }, 'Owner Type'],
		['claim unclaim', { ownerType: '' }, 'Owner Type'],
		['claim unclaim', { referenceId: '' }, 'Reference ID'],
		['claim unclaim', { referenceId: null }, 'Reference ID'],
	])('%s refuses %j', (name, change: Record<string, unknown>, label) => {
		expect(() => read(name, change)).toThrow(new RegExp(`^'${label}' `));
	});

	it('says what to do next', () => {
		expect.assertions(1);
		try {
			read('claim unclaim', { ownerType: 'LOYALTY' });
		} catch (error) {
			expect((error as { description: string }).description).toMatch(
				/Use one of: .*Loyalty_Promotion/,
			);
		}
	});
});

describe('input in other forms', () => {
	it.each([
		['mobile', '+91 91111-11111', '919111111111'],
		['mobile', '(0049) 171 1234567', '491711234567'],
		['mobile', 919111111111, '919111111111'],
		['email', ' tom@example.com ', 'tom@example.com'],
		['customerId', ' 62090013 ', '62090013'],
		['customerId', 62090013, '62090013'],
		['customerId', '9223372036854775807', '9223372036854775807'],
		['cardNumber', '0001234', '0001234'],
		['externalId', 'ext 7/b', 'ext 7/b'],
	])('reads %s %j as %s', (customerIdentifier, customer, value) => {
		expect(read('earn revoke', { customerIdentifier, customer })).toMatchObject({
			customer: { identifier: customerIdentifier, value },
		});
	});

	it('accepts a badge ID in capitals and with spaces around it', () => {
		expect(read('badge activate', { badge: ` ${badge.toUpperCase()} ` })).toMatchObject({ badge });
	});
});
