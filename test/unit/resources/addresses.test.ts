import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import { itemWith } from './itemWith';
import { callFor, lookUpOf, readRow } from './operation';

const badge = '653ddb33b3cda7078c7c68e9';
/** Raw, it would lead to another badge's endpoint, with a query. */
const customer = '../badgeMeta/653ddb33b3cda7078c7c68ea/activate?x=#';
const fields = { badge, customerIdentifier: 'externalId', customer, returnAll: true };

/** The operations whose call has the customer in its address, and what else they ask for. */
const named: Array<[string, string, object]> = [
	['customer', 'getBadge', {}],
	['customer', 'getBadges', { badgeType: 'EARNED' }],
	['customer', 'getBadges', { badgeType: 'EARNED_EVER' }],
	['earn', 'getAll', {}],
	['earn', 'revoke', { revoke: 'latest' }],
	['issue', 'getAll', {}],
];

test.each(named)('a customer of %s: %s (%j) cannot name another call', (resource, name, more) => {
	const operation = findOperation(resource, name) as Operation<unknown>;
	const row = readRow(operation, itemWith({ ...fields, ...more }));
	const call = lookUpOf(operation, row) ?? callFor(operation, [row]);

	const [parts] = call.path.split(badge).map((part) => part.split('/').map(decodeURIComponent));
	expect(call.path).not.toMatch(/\.\.\/|[?#]/);
	expect(parts).toContain(customer);
});

test.each(['.', '..'])('%s alone, a step within an address, names no customer', (dots) => {
	const operation = findOperation('customer', 'getBadges') as Operation;
	for (const customerIdentifier of ['cardNumber', 'externalId']) {
		const item = itemWith({ ...fields, customerIdentifier, customer: dots, badgeType: 'EARNED' });
		expect(() => operation.read(item)).toThrow(`: '${dots}'`);
	}
});
