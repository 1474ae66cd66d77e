import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import { itemWith } from './itemWith';
import { callFor, lookUpOf, readRow } from './operation';

const badge = '653ddb33b3cda7078c7c68e9';
/** Without encoding, it would lead to another badge's endpoint, with a query. */
const customer = '../badgeMeta/653ddb33b3cda7078c7c68ea/activate?x=#';
const fields = { badge, customerIdentifier: 'externalId', customer, returnAll: true };

/** The operations whose call has the customer in its path, with their other fields. */
const named: Array<[string, string, object]> = [
	['customer', 'getBadge', {}],
	['customer', 'getBadges', { badgeType: 'EARNED' }],
	['customer', 'getBadges', { badgeType: 'EARNED_EVER' }],
	['earn', 'getAll', {}],
	['earn', 'revoke', { revoke: 'latest' }],
	['issue', 'getAll', {}],
];

test.each(named)(
	'a customer of %s: %s (%j) cannot change the path of the call',
	(resource, name, more) => {
		const operation = findOperation(resource, name) as Operation<unknown>;
		const row = readRow(operation, itemWith({ ...fields, ...more }));
		const call = lookUpOf(operation, row) ?? callFor(operation, [row]);

		const [parts] = call.path.split(badge).map((part) => part.split('/').map(decodeURIComponent));
		expect(call.path).not.toMatch(/\.\.\/|[?#]/);
		expect(parts).toContain(customer);
	},
);

test.each(['.', '..'])('refuses %s as a customer, because it is a step within a path', (dots) => {
	const operation = findOperation('customer', 'getBadges') as Operation;
	for (const customerIdentifier of ['cardNumber', 'externalId']) {
		const item = itemWith({ ...fields, customerIdentifier, customer: dots, badgeType: 'EARNED' });
		expect(() => operation.read(item)).toThrow(`: '${dots}'`);
	}
});
