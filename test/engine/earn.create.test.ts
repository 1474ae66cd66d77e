import type { SandboxState } from '../../sandbox/data/state';
import { byId, useHarness } from './testHarness';
import { following } from './following';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/customer';
const expiresOn = '2099-12-31T00:00:00.000Z';
const triggeredBy = { ownerType: 'Loyalty', referenceId: '123' };
const anyId = expect.stringMatching(/^\S+$/) as string;

const parameters = {
	resource: 'earn',
	operation: 'create',
	badge: byId('={{ $json.badge }}'),
	customerIdentifier: 'customerId',
	customer: '={{ $json.customer }}',
	...triggeredBy,
};

describe('earn create', () => {
	const harness = useHarness();

	testOperation(harness, {
		parameters: { ...parameters, options: { concurrency: 1 } },
		bulk: true,
		recovers: true,
		// Only of a customer who was enrolled before.
		variableFields: ['issuedId'],
		prepare(state) {
			const badge = claimedBadge(state);
			const customers = [62090013, 62090014, 62090015];
			// The second customer does not exist.
			[customers[0], customers[2]].forEach((id) => state.addCustomer({ id }));
			const items = customers.map((customer) => ({ badge, customer }));
			const earned = [items[0], items[2]].map(({ customer }, index) => ({
				badgeMetaId: badge,
				customerId: customer,
				earnedBadgeId: following(badge, index + 1, 'earned'),
			}));
			const outputs = earned.map((one) => ({ ...one, expiresOn, requestId: anyId }));
			const [first, third] = earned.map(({ customerId, ...one }) => {
				return { change: 'earned' as const, ...one, customerId: String(customerId) };
			});
			return {
				items: [items[0], items[1], items[2]],
				done: [[outputs[0]], [outputs[1]]],
				error:
					`Could not give badge ${badge} to customer 62090014: ` +
					'there is no such customer in Capillary (1026)',
				changes: [[first], [third]],
				calls: [
					{
						method: 'POST',
						path: `${path}/earnBulk`,
						body: { badgeMetaId: badge, requestId: anyId, triggeredBy, customerIds: customers },
					},
				],
			};
		},
	});

	test.each(['issuedBadges', 'single'] as const)(
		'accepts the response form %s for one customer and for several',
		async (earnBulkAnswer) => {
			const { state, faults } = harness().sandbox;
			faults.set({ variants: { earnBulkAnswer } });
			const [badge, other] = [claimedBadge(state), claimedBadge(state)];
			const customers = addCustomers(state, 2);
			const { outputs, rows } = await harness().run({
				parameters,
				items: [
					...customers.map((customer) => ({ badge, customer })),
					{ badge: other, customer: customers[0] },
				],
			});

			expect(rows[0]).toEqual([0, 1, 2]);
			expect(outputs[0].map(({ json }) => json.customerId)).toEqual([...customers, customers[0]]);
			expect(harness().changes).toHaveLength(3);
		},
	);

	test('sends a single customer in the call for one, with its own request ID', async () => {
		const { state } = harness().sandbox;
		const badge = claimedBadge(state);
		const [customer] = addCustomers(state, 1);
		const { outputs } = await harness().run({ parameters, items: [{ badge, customer }] });

		const earnedBadgeId = following(badge, 1, 'earned');
		const given = { badgeMetaId: badge, customerId: customer, requestId: anyId };
		expect(outputs).toEqual([
			[{ json: { ...given, earnedBadgeId, expiresOn }, pairedItem: { item: 0 } }],
		]);
		expect(harness().calls).toMatchObject([
			{ path: `${path}/earn`, body: { ...given, triggeredBy } },
		]);
		const [{ body }] = harness().calls;
		expect((body as { requestId: string }).requestId).toBe(outputs[0][0].json.requestId);
	});

	test('puts at most 20 customers into a call, and a customer who appears twice into two calls', async () => {
		const { state } = harness().sandbox;
		const badge = claimedBadge(state);
		const customers = addCustomers(state, 25);
		const items = [...customers, customers[0]].map((customer) => ({ badge, customer }));
		const { outputs, rows } = await harness().run({ parameters, items });

		expect(rows[0]).toEqual(items.map((_, row) => row));
		expect(outputs[0].map(({ json }) => json.customerId)).toEqual(
			items.map((item) => item.customer),
		);
		const earned = harness().changes.map(
			(change) => 'earnedBadgeId' in change && change.earnedBadgeId,
		);
		const ids = outputs[0].map(({ json }) => json.earnedBadgeId);
		expect(new Set(ids).size).toBe(26);
		expect([...ids].sort()).toEqual(earned.sort());
		expect(sizes(harness().calls)).toEqual([1, 5, 20]);
		expect(new Set(outputs[0].map(({ json }) => json.requestId)).size).toBe(3);
	});

	test('sends the event date, and outputs the enrolment that the badge was given on', async () => {
		const { state } = harness().sandbox;
		const badge = claimedBadge(state, 'ISSUE_EARN');
		const [customer] = addCustomers(state, 1);
		const { id: issuedId } = state.addEnrolment({
			badgeMetaId: badge,
			customerId: customer,
			eventOn: Date.parse('2025-02-01T00:00:00Z'),
		});
		const { outputs } = await harness().run({
			parameters: { ...parameters, options: { eventDate: '2025-03-15T11:20:00+05:30' } },
			items: [{ badge, customer }],
		});

		expect(outputs[0][0].json).toMatchObject({ customerId: customer, issuedId });
		const [{ body }] = harness().calls;
		expect(body).toMatchObject({ earnEventDateISO: '2025-03-15T11:20:00.000+05:30' });
		const [earned] = state.earnedOf(customer, badge);
		expect(earned.eventOn).toBe(Date.parse('2025-03-15T05:50:00Z'));
	});

	test.each([1, 3])('reads what was given after a lost response (%i customers)', async (count) => {
		const { state, faults } = harness().sandbox;
		const badge = claimedBadge(state);
		const customers = addCustomers(state, count);
		// Badges that were given before are not mistaken for those of the call.
		const givenOn = Date.parse('2026-01-01T00:00:00Z');
		customers.forEach((customerId) => state.addEarned({ badgeMetaId: badge, customerId, givenOn }));
		faults.set([{ match: { path: `${path}/earn` }, fault: { kind: 'dropAfter' } }]);
		const { outputs } = await harness().run({
			parameters,
			items: customers.map((customer) => ({ badge, customer })),
		});

		expect(harness().changes).toHaveLength(count);
		expect(outputs).toEqual([
			customers.map((customerId, index) => ({
				json: {
					badgeMetaId: badge,
					customerId,
					earnedBadgeId: following(badge, count + index + 1, 'earned'),
					expiresOn,
					requestId: anyId,
				},
				pairedItem: { item: index },
			})),
		]);
		const [first, second, ...reads] = harness().calls;
		expect([first.status, second.status]).toEqual(['dropped', 400]);
		expect(second.body).toEqual(first.body);
		expect(reads.map(({ method }) => method)).toEqual(customers.map(() => 'GET'));
	});

	test('gives nothing twice when a workflow with its own request ID runs again', async () => {
		const { state } = harness().sandbox;
		const badge = claimedBadge(state);
		const [customer] = addCustomers(state, 1);
		const again = { parameters: { ...parameters, options: { requestId: 'order-1' } } };
		await harness().run({ ...again, items: [{ badge, customer }] });
		const { error } = await harness().run({ ...again, items: [{ badge, customer }] });

		expect(error?.message).toMatch(
			/: Capillary had a request with this request ID before \(809\)$/,
		);
		expect(harness().changes).toHaveLength(1);
	});
});

/** A live badge that Loyalty 123 has claimed. */
function claimedBadge(state: SandboxState, earnType: 'EARN' | 'ISSUE_EARN' = 'EARN'): string {
	const { id: badgeMetaId } = state.addBadge({
		earnType,
		startOn: Date.parse('2025-01-01T00:00:00Z'),
		expiresOn: Date.parse(expiresOn),
		earnedBadgeExpiry: {
			expiryType: 'ABSOLUTE',
			type: 'WITH_BADGE_META',
			expireWithBadgeMeta: true,
			expiresOn: null,
		},
	});
	state.addClaim({ badgeMetaId, ...triggeredBy });
	return badgeMetaId;
}

function addCustomers(state: SandboxState, count: number): number[] {
	const ids = Array.from({ length: count }, (_, index) => 62090001 + index);
	ids.forEach((id) => state.addCustomer({ id }));
	return ids;
}

/** The number of customers of each call, smallest first. */
function sizes(calls: Array<{ body?: unknown }>): number[] {
	return calls
		.map(({ body }) => (body as { customerIds?: unknown[] }).customerIds?.length ?? 1)
		.sort((one, other) => one - other);
}
