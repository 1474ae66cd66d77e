import type { SandboxState } from '../../sandbox/data/state';
import { byId, useHarness } from './testHarness';
import { following } from './following';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/badgeMeta/customer/issueBulk';
const expiresOn = '2099-12-31T00:00:00.000Z';
const triggeredBy = { ownerType: 'Journeys', referenceId: '7' };
const anyId = expect.stringMatching(/^\S+$/) as string;

const parameters = {
	resource: 'issue',
	operation: 'create',
	badge: byId('={{ $json.badge }}'),
	customerIdentifier: 'customerId',
	customer: '={{ $json.customer }}',
	...triggeredBy,
};

describe('issue create', () => {
	const harness = useHarness();

	testOperation(harness, {
		parameters: { ...parameters, options: { concurrency: 1 } },
		bulk: true,
		recovers: true,
		prepare(state) {
			const badge = enrolmentBadge(state);
			const customers = addCustomers(state, 3);
			// The second customer is already enrolled.
			state.addEnrolment({ badgeMetaId: badge, customerId: customers[1] });
			const items = customers.map((customer) => ({ badge, customer }));
			const issued = [items[0], items[2]].map(({ customer }, index) => ({
				badgeMetaId: badge,
				customerId: customer,
				issuedId: following(badge, index + 2, 'enrolment'),
			}));
			const outputs = issued.map((one) => ({ ...one, expiresOn, requestId: anyId }));
			const [first, third] = issued.map(({ customerId, ...one }) => {
				return { change: 'issued' as const, ...one, customerId: String(customerId) };
			});
			return {
				items: [items[0], items[1], items[2]],
				done: [[outputs[0]], [outputs[1]]],
				error:
					`Could not enrol customer ${customers[1]} for badge ${badge}: ` +
					'the customer is enrolled for this badge already (1040)',
				changes: [[first], [third]],
				calls: [
					{
						method: 'POST',
						path,
						body: { badgeMetaId: badge, requestId: anyId, triggeredBy, customers },
					},
				],
			};
		},
	});

	test('puts at most 20 customers into a call, and each customer once', async () => {
		const { state } = harness().sandbox;
		const badge = enrolmentBadge(state);
		const customers = addCustomers(state, 25);
		const items = [...customers, customers[0]].map((customer) => ({ badge, customer }));
		const { outputs, rows } = await harness().run({ parameters, items });

		expect(rows[0]).toEqual(items.map((_, row) => row));
		const issuedTo = new Map(
			harness().changes.map((change) =>
				'issuedId' in change ? [change.customerId, change.issuedId] : [],
			) as Array<[string, string]>,
		);
		expect(harness().changes).toHaveLength(25);
		expect(outputs[0].map(({ json }) => json.issuedId)).toEqual(
			items.map(({ customer }) => issuedTo.get(String(customer))),
		);
		const sizes = harness().calls.map(({ body }) => (body as { customers: [] }).customers.length);
		expect(sizes.sort()).toEqual([20, 5]);
	});

	test('sends the event date', async () => {
		const { state } = harness().sandbox;
		const badge = enrolmentBadge(state);
		const [customer] = addCustomers(state, 1);
		const { outputs } = await harness().run({
			parameters: { ...parameters, options: { eventDate: '2025-03-15T11:20:00+05:30' } },
			items: [{ badge, customer }],
		});

		const issuedId = following(badge, 1, 'enrolment');
		const json = {
			badgeMetaId: badge,
			customerId: customer,
			issuedId,
			expiresOn,
			requestId: anyId,
		};
		expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
		const [{ body }] = harness().calls;
		expect(body).toMatchObject({ issueEventDateISO: '2025-03-15T11:20:00.000+05:30' });
		expect(state.enrolment(issuedId)?.eventOn).toBe(Date.parse('2025-03-15T05:50:00Z'));
	});

	test('reads the enrolments after a lost response', async () => {
		const { state, faults } = harness().sandbox;
		const badge = enrolmentBadge(state);
		const customers = addCustomers(state, 3);
		faults.set([{ match: { path }, fault: { kind: 'dropAfter' } }]);
		const { outputs } = await harness().run({
			parameters,
			items: customers.map((customer) => ({ badge, customer })),
		});

		expect(harness().changes).toHaveLength(3);
		expect(outputs).toEqual([
			customers.map((customerId, index) => ({
				json: {
					badgeMetaId: badge,
					customerId,
					issuedId: following(badge, index + 1, 'enrolment'),
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

	test('does not mistake an enrolment from before the lost response for its own', async () => {
		const { state, faults } = harness().sandbox;
		const badge = enrolmentBadge(state);
		const customers = addCustomers(state, 2);
		const givenOn = Date.now() - 3_600_000;
		state.addEnrolment({ badgeMetaId: badge, customerId: customers[0], givenOn });
		faults.set([{ match: { path }, fault: { kind: 'dropAfter' } }]);
		const { rows, outputs } = await harness().run({
			parameters,
			items: customers.map((customer) => ({ badge, customer })),
			onError: 'continueErrorOutput',
		});

		expect(rows).toEqual([[1], [0]]);
		expect(outputs[1][0].json.error).toMatch(/\(1040\)$/);
		expect(harness().changes).toMatchObject([{ customerId: String(customers[1]) }]);
	});

	test.each(['omitCustomer', 'wrongCustomer'] as const)(
		'fails only the item that the response does not confirm (%s)',
		async (kind) => {
			const { state, faults } = harness().sandbox;
			const badge = enrolmentBadge(state);
			const customers = addCustomers(state, 3);
			faults.set([{ match: { path }, fault: { kind, customerId: customers[1] } }]);
			const { rows, outputs } = await harness().run({
				parameters,
				items: customers.map((customer) => ({ badge, customer })),
				onError: 'continueErrorOutput',
			});

			expect(rows).toEqual([[0, 2], [1]]);
			expect(outputs[1][0].json.error).toBe(
				`Could not enrol customer ${customers[1]} for badge ${badge}: ` +
					"Capillary's response has no entry for this customer",
			);
		},
	);
});

/** A live badge with enrolments. */
function enrolmentBadge(state: SandboxState): string {
	const dates = { startOn: Date.parse('2025-01-01T00:00:00Z'), expiresOn: Date.parse(expiresOn) };
	return state.addBadge({ earnType: 'ISSUE_EARN', ...dates }).id;
}

function addCustomers(state: SandboxState, count: number): number[] {
	const ids = Array.from({ length: count }, (_, index) => 62090001 + index);
	ids.forEach((id) => state.addCustomer({ id }));
	return ids;
}
