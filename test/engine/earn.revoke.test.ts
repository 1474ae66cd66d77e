import { byId, useBench } from './bench';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/customer/revokeEarn';

describe('earn revoke one', () => {
	const bench = useBench();
	const parameters = {
		resource: 'earn',
		operation: 'revoke',
		badge: byId('={{ $json.badge }}'),
		customerIdentifier: 'customerId',
		customer: '={{ $json.customer }}',
		revoke: 'one',
		earnedBadge: byId('={{ $json.earned }}'),
	};

	testOperation(bench, {
		parameters,
		prepare(state) {
			const { id: badge } = state.addBadge();
			const customers = [62090013, 62090014, 62090015];
			const [first, second, third] = customers.map((customer) => {
				state.addCustomer({ id: customer });
				// The second one was taken back before.
				const revokedOn = customer === 62090014 ? state.now() : null;
				const { id } = state.addEarned({ badgeMetaId: badge, customerId: customer, revokedOn });
				return { badge, customer, earned: id };
			});
			const all = [first, second, third];
			const done = all.map(({ customer, earned }) => [
				{ badgeMetaId: badge, customerId: customer, earnedBadgeId: earned, isActive: false },
			]);
			const revoked = all.map(({ customer, earned }) => [
				{
					change: 'earnRevoked' as const,
					badgeMetaId: badge,
					customerId: String(customer),
					earnedBadgeId: earned,
				},
			]);
			return {
				items: [first, second, third],
				done: [done[0], done[2]],
				error:
					`Could not revoke earned badge ${second.earned} (badge ${badge}) from customer 62090014: ` +
					'the customer does not hold this earned badge, or no longer (814)',
				changes: [revoked[0], revoked[2]],
				calls: all.map(({ customer, earned }) => ({
					method: 'POST',
					path,
					body: { badgeMetaId: badge, customerId: customer, earnedBadgeId: earned },
				})),
			};
		},
	});

	test.each([
		['email', 'maya@example.com', 'maya@example.com'],
		['mobile', '+44 7700-900 001', '447700900001'],
		['externalId', ' EXT 1 ', 'EXT 1'],
		['cardNumber', 'CARD-1', 'CARD-1'],
	])('names the customer by %s', async (identifier, typed, sent) => {
		const { state } = bench().sandbox;
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: 62090013, [identifier]: sent });
		const { id: earned } = state.addEarned({ badgeMetaId: badge, customerId: 62090013 });
		const { outputs } = await bench().run({
			parameters: { ...parameters, customerIdentifier: identifier },
			items: [{ badge, customer: typed, earned }],
		});

		const earnedBadge = { badgeMetaId: badge, earnedBadgeId: earned };
		const json = { ...earnedBadge, customerId: 62090013, isActive: false };
		expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
		expect(bench().calls).toMatchObject([
			{ path, customerIdentifier: identifier, body: { ...earnedBadge, customerId: sent } },
		]);
	});

	test('keeps every digit of a long customer ID', async () => {
		const { state } = bench().sandbox;
		const customer = '9007199254740993';
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: customer });
		const { id: earned } = state.addEarned({ badgeMetaId: badge, customerId: customer });
		const { outputs } = await bench().run({ parameters, items: [{ badge, customer, earned }] });

		expect(outputs[0][0].json).toMatchObject({ customerId: customer, isActive: false });
		expect(bench().changes).toMatchObject([{ change: 'earnRevoked', customerId: customer }]);
	});

	test('counts what is gone already as done, when asked to', async () => {
		const { state } = bench().sandbox;
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: 62090013 });
		const revoked = { badgeMetaId: badge, customerId: 62090013, revokedOn: state.now() };
		const { id: earned } = state.addEarned(revoked);
		const { outputs } = await bench().run({
			parameters: { ...parameters, options: { alreadyDone: 'success' } },
			items: [{ badge, customer: 62090013, earned }],
		});

		expect(outputs[0]).toEqual([
			{
				json: {
					badgeMetaId: badge,
					customerId: 62090013,
					earnedBadgeId: earned,
					isActive: false,
					alreadyDone: true,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(bench().changes).toEqual([]);
	});

	test('counts as done what an unheard first attempt took back', async () => {
		const { state, faults } = bench().sandbox;
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: 62090013 });
		const { id: earned } = state.addEarned({ badgeMetaId: badge, customerId: 62090013 });
		faults.set([{ match: { path }, fault: { kind: 'dropAfter' } }]);
		const items = [{ badge, customer: 62090013, earned }];
		const { outputs } = await bench().run({ parameters, items });

		const done = { badgeMetaId: badge, customerId: 62090013, earnedBadgeId: earned };
		expect(outputs[0]).toEqual([{ json: { ...done, isActive: false }, pairedItem: { item: 0 } }]);
		expect(bench().calls.map(({ status }) => status)).toEqual(['dropped', 409]);
		expect(bench().changes).toHaveLength(1);
	});

	test('does not take a refusal for success because the token had died', async () => {
		const { state } = bench().sandbox;
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: 62090013 });
		const revoked = { badgeMetaId: badge, customerId: 62090013, revokedOn: state.now() };
		const { id: earned } = state.addEarned(revoked);
		const credential = bench().credential('oAuth', { accessToken: 'sandbox-token-of-yesterday' });
		const items = [{ badge, customer: 62090013, earned }];
		const { error } = await bench().run({ parameters, items, credential });

		expect(error?.message).toMatch(/or no longer \(814\)$/);
	});
});
