import type { SandboxState } from '../../sandbox/data/state';
import { byId, useHarness } from './testHarness';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/badgeMeta/customer/revokeIssue';

const parameters = {
	resource: 'issue',
	operation: 'revoke',
	badge: byId('={{ $json.badge }}'),
	customerIdentifier: 'customerId',
	customer: '={{ $json.customer }}',
};

describe('issue revoke all', () => {
	const harness = useHarness();

	testOperation(harness, {
		recovers: true,
		parameters: { ...parameters, revoke: 'all' },
		bulk: true,
		prepare(state) {
			const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
			const customers = [62090013, 62090014, 62090015];
			const [first, second, third] = customers.map((customer) => ({ badge, customer }));
			// The first customer is enrolled twice, the second not at all.
			const twice = [first, first].map(({ customer }) => enrol(state, badge, customer));
			const once = enrol(state, badge, third.customer);
			return {
				items: [first, second, third],
				done: [twice.map(asOutput), [asOutput(once)]],
				error:
					`Could not revoke the enrolment of customer 62090014 for badge ${badge}: ` +
					'the customer is not enrolled for this badge, or no longer is (404)',
				changes: [twice.map(asChange), [asChange(once)]],
				calls: [{ method: 'POST', path, body: { badgeMetaId: badge, customers } }],
			};
		},
	});

	test.each([
		['email', 'maya@example.com', 'email', 'maya@example.com'],
		['mobile', '+44 7700-900 001', 'mobile', '447700900001'],
		['externalId', 'EXT 1', 'externalId', 'EXT 1'],
		['cardNumber', 'CARD-1', 'cardnumber', 'CARD-1'],
	])('looks a customer up once, by %s', async (identifier, typed, sent, value) => {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
		state.addCustomer({ id: 62090013, [identifier]: value });
		const enrolment = enrol(state, badge, 62090013);
		const { outputs } = await harness().run({
			parameters: { ...parameters, customerIdentifier: identifier },
			items: [
				{ badge, customer: typed },
				{ badge, customer: value },
			],
		});

		expect(outputs).toEqual([
			[0, 1].map((item) => ({ json: asOutput(enrolment), pairedItem: { item } })),
		]);
		expect(harness().calls).toMatchObject([
			{
				method: 'GET',
				path: '/v2/customers/lookup',
				query: { source: 'INSTORE', identifierName: sent, identifierValue: value },
			},
			{ method: 'POST', path, body: { badgeMetaId: badge, customers: [62090013] } },
		]);
	});

	test('fails only the items of the customer that the look-up does not find', async () => {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
		state.addCustomer({ id: 62090013, email: 'maya@example.com' });
		const enrolment = enrol(state, badge, 62090013);
		const { outputs } = await harness().run({
			parameters: { ...parameters, customerIdentifier: 'email' },
			items: ['nobody@example.com', 'maya@example.com'].map((customer) => ({ badge, customer })),
			onError: 'continueErrorOutput',
		});

		expect(outputs[0]).toEqual([{ json: asOutput(enrolment), pairedItem: { item: 1 } }]);
		expect(outputs[1]).toMatchObject([
			{
				json: {
					customer: 'nobody@example.com',
					error:
						'Could not revoke the enrolment of the customer with email nobody@example.com ' +
						`for badge ${badge}: Capillary found no such customer in the loyalty program (8015)`,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('puts at most 20 customers of one badge into a call, and each customer once', async () => {
		const { state } = harness().sandbox;
		const badges = [1, 2].map(() => state.addBadge({ earnType: 'ISSUE_EARN' }).id);
		const customers = Array.from({ length: 45 }, (_, index) => 62090001 + index);
		// Both badges in turn, and the first customer of each a second time at the end.
		const items = [...customers, customers[0]].flatMap((customer) =>
			badges.map((badge) => ({ badge, customer })),
		);
		const enrolments = new Map(
			customers.flatMap((customer) =>
				badges.map((badge) => [`${badge} ${customer}`, enrol(state, badge, customer)] as const),
			),
		);
		const { outputs } = await harness().run({ parameters, items });

		expect(outputs[0]).toEqual(
			items.map(({ badge, customer }, item) => ({
				json: asOutput(enrolments.get(`${badge} ${customer}`)!),
				pairedItem: { item },
			})),
		);
		const sent = harness().calls.map(({ body }) => body as { badgeMetaId: string; customers: [] });
		for (const badge of badges) {
			const lists = sent.filter(({ badgeMetaId }) => badgeMetaId === badge);
			expect(lists.map((list) => list.customers.length).sort()).toEqual([20, 20, 5]);
		}
		expect(harness().changes).toHaveLength(enrolments.size);
	});

	test.each(['omitCustomer', 'wrongCustomer'] as const)(
		'fails only the item that the response does not confirm (%s)',
		async (kind) => {
			const { state, faults } = harness().sandbox;
			const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
			const customers = [62090013, 62090014, 62090015];
			customers.forEach((customer) => enrol(state, badge, customer));
			faults.set([{ match: { path }, fault: { kind, customerId: 62090014 } }]);
			const { rows, outputs } = await harness().run({
				parameters,
				items: customers.map((customer) => ({ badge, customer })),
				onError: 'continueErrorOutput',
			});

			expect(rows).toEqual([[0, 2], [1]]);
			expect(outputs[1][0].json.error).toBe(
				`Could not revoke the enrolment of customer 62090014 for badge ${badge}: ` +
					"Capillary's response has no entry for this customer",
			);
		},
	);

	describe('with Already Done as Success, succeeds without an enrolment', () => {
		const asSuccess = { ...parameters, options: { alreadyDone: 'success' } };

		test.each([
			['there never was one', undefined, { issuedId: null, revoked: false }],
			['it was revoked', 'revokedOn', { revoked: true }],
			['it expired', 'expiresOn', { revoked: false }],
		] as const)('and outputs that %s', async (_, ended, expected) => {
			const { state } = harness().sandbox;
			const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
			state.addCustomer({ id: 62090013 });
			const before = ended && {
				...{ badgeMetaId: badge, customerId: 62090013 },
				...{ [ended]: state.now() - 1000 },
			};
			const enrolment = before && state.addEnrolment(before);
			const { outputs } = await harness().run({
				parameters: asSuccess,
				items: [{ badge, customer: 62090013 }],
			});

			const json = {
				...{ badgeMetaId: badge, customerId: 62090013, issuedId: enrolment?.id ?? null },
				...{ ...expected, alreadyDone: true },
			};
			expect(outputs[0]).toEqual([{ json, pairedItem: { item: 0 } }]);
			expect(harness().changes).toEqual([]);
		});

		test.each([
			['customer', { customer: 62099999 }, /\(1026\)$/],
			['badge', { badge: '66ba0000000000000000ffff' }, /\(404\)$/],
		])('but fails for a %s that does not exist', async (_, wrong, refusal) => {
			const { state } = harness().sandbox;
			const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
			state.addCustomer({ id: 62090013 });
			const items = [{ badge, customer: 62090013, ...wrong }];
			const { error } = await harness().run({ parameters: asSuccess, items });

			expect(error?.message).toMatch(refusal);
		});
	});

	describe('after a lost response', () => {
		const faults = [
			{ kind: 'dropAfter' },
			{ kind: 'statusAfterWork', status: 504 },
			{ kind: 'html', status: 502, afterWork: true },
		] as const;

		test.each(faults.flatMap((fault) => [0, 1].map((maxRetries) => [fault, maxRetries] as const)))(
			'outputs each enrolment that was revoked (%j, %i retries)',
			async (fault, maxRetries) => {
				const { state, faults: rules } = harness().sandbox;
				const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
				const twice = [1, 2].map(() => enrol(state, badge, 62090013));
				const once = enrol(state, badge, 62090014);
				const revokedOn = state.now() - 3_600_000;
				state.addEnrolment({ badgeMetaId: badge, customerId: 62090013, revokedOn });
				state.addCustomer({ id: 62090015 });
				state.addEnrolment({ badgeMetaId: badge, customerId: 62090015, revokedOn });
				rules.set([{ match: { path }, fault }]);
				const { outputs, rows } = await harness().run({
					parameters: { ...parameters, options: { maxRetries } },
					items: [62090013, 62090014, 62090015].map((customer) => ({ badge, customer })),
					onError: 'continueErrorOutput',
				});

				expect(rows).toEqual([[0, 0, 1], [2]]);
				expect(outputs[0].map(({ json }) => json)).toEqual([...twice, once].map(asOutput));
				expect(outputs[1][0].json.error).toMatch(/is not enrolled for this badge, or no longer/);
				expect(harness().changes).toHaveLength(3);
			},
		);

		test('says that nothing was changed when the customer is still enrolled', async () => {
			const { state, faults: rules } = harness().sandbox;
			const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
			enrol(state, badge, 62090013);
			rules.set([{ match: { path }, fault: { kind: 'dropBefore' } }]);
			const { error } = await harness().run({
				parameters: { ...parameters, options: { maxRetries: 0 } },
				items: [{ badge, customer: 62090013 }],
			});

			expect(error?.description).toMatch(/^Nothing was changed\. Run it again/);
		});
	});
});

describe('issue revoke one', () => {
	const harness = useHarness();
	const one = { ...parameters, revoke: 'one', issueId: byId('={{ $json.enrolment }}') };

	testOperation(harness, {
		recovers: true,
		parameters: one,
		bulk: true,
		prepare(state) {
			const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
			const [first, other, third] = [62090013, 62090014, 62090013].map((customer) =>
				enrol(state, badge, customer),
			);
			const items = [first, other, third].map(({ id }) => ({
				badge,
				// The second enrolment is of another customer.
				customer: 62090013,
				enrolment: id,
			}));
			return {
				items: [items[0], items[1], items[2]],
				done: [[asOutput(first)], [asOutput(third)]],
				error:
					`Could not revoke enrolment ${other.id} of customer 62090013 for badge ${badge}: ` +
					'this enrolment is for another badge or of another customer',
				changes: [[asChange(first)], [asChange(third)]],
				calls: [
					{
						method: 'POST',
						path,
						body: {
							badgeMetaId: badge,
							revokeIssuals: items.map(({ enrolment }) => ({
								customerId: '62090013',
								issueId: enrolment,
							})),
						},
					},
				],
			};
		},
	});

	test('fails for an enrolment of another badge', async () => {
		const { state } = harness().sandbox;
		const [right, wrong] = [1, 2].map(() => state.addBadge({ earnType: 'ISSUE_EARN' }).id);
		const { id } = enrol(state, right, 62090013);
		const { error } = await harness().run({
			parameters: one,
			items: [{ badge: wrong, customer: 62090013, enrolment: id }],
		});

		expect(error?.message).toMatch(/for another badge or of another customer$/);
	});

	test('with Already Done as Success, accepts only the enrolment that was revoked before', async () => {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
		const before = enrol(state, badge, 62090013);
		before.revokedOn = state.now();
		const ids = [before.id, '66ea0000000000000000ffff'];
		const { outputs } = await harness().run({
			parameters: { ...one, options: { alreadyDone: 'success' } },
			items: ids.map((enrolment) => ({ badge, customer: 62090013, enrolment })),
			onError: 'continueErrorOutput',
		});

		expect(outputs[0]).toEqual([
			{ json: { ...asOutput(before), alreadyDone: true }, pairedItem: { item: 0 } },
		]);
		expect(outputs[1]).toHaveLength(1);
	});

	test('sends customers and single enrolments in separate calls', async () => {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN' });
		const whole = enrol(state, badge, 62090013);
		const single = enrol(state, badge, 62090014);
		const { outputs } = await harness().run({
			parameters: { ...one, revoke: '={{ $json.which }}' },
			items: [
				{ badge, customer: 62090013, which: 'all' },
				{ badge, customer: 62090014, which: 'one', enrolment: single.id },
			],
		});

		expect(outputs[0].map(({ json }) => json)).toEqual([asOutput(whole), asOutput(single)]);
		expect(harness().calls.map(({ body }) => Object.keys(body as object).sort())).toEqual([
			['badgeMetaId', 'customers'],
			['badgeMetaId', 'revokeIssuals'],
		]);
	});
});

interface Enrolled {
	badgeMetaId: string;
	customerId: string;
	id: string | null;
}

function enrol(state: SandboxState, badgeMetaId: string, customerId: number) {
	if (!state.customers.has(String(customerId))) state.addCustomer({ id: customerId });
	return state.addEnrolment({ badgeMetaId, customerId });
}

function asOutput({ badgeMetaId, customerId, id }: Enrolled) {
	return { badgeMetaId, customerId: Number(customerId), issuedId: id, revoked: true };
}

function asChange({ badgeMetaId, customerId, id }: Enrolled) {
	return { change: 'issueRevoked' as const, badgeMetaId, customerId, issuedId: String(id) };
}
