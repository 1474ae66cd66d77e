import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import { itemWith } from './parameters';

const badge = '653ddb33b3cda7078c7c68e9';
const earnedBadge = '654cbea06bccde1274b6d3a2';
const customerId = { customerIdentifier: 'customerId', customer: '62090013' };

const GOOD: Record<string, Record<string, unknown>> = {
	'badge activate': { badge },
	'badge deactivate': { badge },
	'claim unclaim': { badge, ownerType: 'Loyalty', referenceId: '123' },
	'earn revoke': { badge, ...customerId, revoke: 'one', earnedBadge },
	'issue revoke': { badge, ...customerId, revoke: 'one', issueId: '236' },
};

const read = (name: string, change: Record<string, unknown>, index = 0) => {
	const [resource, operation] = name.split(' ');
	return (findOperation(resource, operation) as Operation).row(
		itemWith({ ...GOOD[name], ...change }, index),
	);
};

describe('bad input', () => {
	it.each(Object.keys(GOOD))('%s takes what is right', (name) => {
		expect(() => read(name, {})).not.toThrow();
	});

	it.each(
		Object.keys(GOOD).flatMap((name) =>
			['', '   ', 'summer', '653ddb33b3cda7078c7c68e', 'x/../y', `${badge}0`, {}, [], true, 1.5].map(
				(value) => ({ name, value }),
			),
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
		expect(() => read('earn revoke', change, 7)).toThrow(/^'Customer' .* \[Item 7\]$/);
		expect(() => read('issue revoke', change, 7)).toThrow(/^'Customer' .* \[Item 7\]$/);
	});

	it.each([
		['earn revoke', { customerIdentifier: 'phone' }, 'Customer Identifier'],
		['earn revoke', { earnedBadge: '' }, 'Earned Badge'],
		['earn revoke', { earnedBadge: 'the last' }, 'Earned Badge'],
		['earn revoke', { revoke: 'everything' }, 'What to Revoke'],
		['issue revoke', { revoke: 'both' }, 'What to Revoke'],
		['issue revoke', { issueId: '' }, 'Enrolment'],
		['issue revoke', { issueId: 'a b' }, 'Enrolment'],
		['claim unclaim', { ownerType: 'LOYALTY' }, 'Owner Type'],
		['claim unclaim', { ownerType: '' }, 'Owner Type'],
		['claim unclaim', { referenceId: '' }, 'Reference ID'],
		['claim unclaim', { referenceId: null }, 'Reference ID'],
	])('%s refuses %j', (name, change, label) => {
		expect(() => read(name, change)).toThrow(new RegExp(`^'${label}' `));
	});

	it('tells what to do next', () => {
		expect.assertions(1);
		try {
			read('claim unclaim', { ownerType: 'LOYALTY' });
		} catch (error) {
			expect((error as { description: string }).description).toMatch(/Use one of: .*Loyalty_Promotion/);
		}
	});
});

describe('good input in other clothes', () => {
	it.each([
		['mobile', '+91 91111-11111', '919111111111'],
		['mobile', '(0049) 171 1234567', '00491711234567'],
		['mobile', 919111111111, '919111111111'],
		['email', ' tom@example.com ', 'tom@example.com'],
		['customerId', ' 62090013 ', '62090013'],
		['customerId', 62090013, '62090013'],
		['customerId', '9223372036854775807', '9223372036854775807'],
		['cardNumber', '0001234', '0001234'],
		['externalId', 'ext 7/b', 'ext 7/b'],
	])('%s %j is read as %s', (customerIdentifier, customer, value) => {
		expect(read('earn revoke', { customerIdentifier, customer })).toMatchObject({
			customer: { identifier: customerIdentifier, value },
		});
	});

	it('takes a badge ID in capitals and with blanks around it', () => {
		expect(read('badge activate', { badge: ` ${badge.toUpperCase()} ` })).toBe(badge);
	});
});
