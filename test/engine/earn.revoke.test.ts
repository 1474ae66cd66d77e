import type { SandboxState } from '../../sandbox/data/state';
import { byId, useHarness } from './testHarness';
import { testModes } from './modeTests';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/customer/revokeEarn';

describe('earn revoke one', () => {
	const harness = useHarness();
	const parameters = {
		resource: 'earn',
		operation: 'revoke',
		badge: byId('={{ $json.badge }}'),
		customerIdentifier: 'customerId',
		customer: '={{ $json.customer }}',
		revoke: 'one',
		earnedBadge: byId('={{ $json.earned }}'),
	};

	testOperation(harness, {
		recovers: true,
		parameters,
		prepare(state) {
			const { id: badge } = state.addBadge();
			const customers = [62090013, 62090014, 62090015];
			const [first, second, third] = customers.map((customer) => {
				state.addCustomer({ id: customer });
				// The second earned badge was revoked before.
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
					`Could not revoke earned badge ${second.earned} of badge ${badge} from customer 62090014: ` +
					'the customer does not have this earned badge, or no longer has it (814)',
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
		['mobile', '\u202a(44) 7700–900–001\u202c', '447700900001'],
		['externalId', ' EXT 1 ', 'EXT 1'],
		['cardNumber', 'CARD-1', 'CARD-1'],
	])('sends the customer by %s', async (identifier, typed, sent) => {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: 62090013, [identifier]: sent });
		const { id: earned } = state.addEarned({ badgeMetaId: badge, customerId: 62090013 });
		const { outputs } = await harness().run({
			parameters: { ...parameters, customerIdentifier: identifier },
			items: [{ badge, customer: typed, earned }],
		});

		const earnedBadge = { badgeMetaId: badge, earnedBadgeId: earned };
		const json = { ...earnedBadge, customerId: 62090013, isActive: false };
		expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
		expect(harness().calls).toMatchObject([
			{ path, customerIdentifier: identifier, body: { ...earnedBadge, customerId: sent } },
		]);
	});

	test('sends one call when the ID of an earned badge also comes in capitals', async () => {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: 62090013 });
		const { id: earned } = state.addEarned({ badgeMetaId: badge, customerId: 62090013 });
		const { rows } = await harness().run({
			parameters,
			items: [earned, earned.toUpperCase()].map((id) => ({
				badge,
				customer: 62090013,
				earned: id,
			})),
		});

		expect(rows[0]).toEqual([0, 1]);
		expect(harness().changes).toHaveLength(1);
		expect(harness().calls).toHaveLength(1);
	});

	test('keeps every digit of a long customer ID', async () => {
		const { state } = harness().sandbox;
		const customer = '9007199254740993';
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: customer });
		const { id: earned } = state.addEarned({ badgeMetaId: badge, customerId: customer });
		const { outputs } = await harness().run({ parameters, items: [{ badge, customer, earned }] });

		expect(outputs[0][0].json).toMatchObject({ customerId: customer, isActive: false });
		expect(harness().changes).toMatchObject([{ change: 'earnRevoked', customerId: customer }]);
	});

	test('counts a revoked earned badge as done when Already Done is Success', async () => {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: 62090013 });
		const revoked = { badgeMetaId: badge, customerId: 62090013, revokedOn: state.now() };
		const { id: earned } = state.addEarned(revoked);
		const { outputs } = await harness().run({
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
		expect(harness().changes).toEqual([]);
	});

	test('is not marked as already done when its own first attempt revoked it', async () => {
		const { state, faults } = harness().sandbox;
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: 62090013 });
		const { id: earned } = state.addEarned({ badgeMetaId: badge, customerId: 62090013 });
		faults.set([{ match: { path }, fault: { kind: 'dropAfter' } }]);
		const items = [{ badge, customer: 62090013, earned }];
		const { outputs } = await harness().run({ parameters, items });

		const done = { badgeMetaId: badge, customerId: 62090013, earnedBadgeId: earned };
		expect(outputs[0]).toEqual([{ json: { ...done, isActive: false }, pairedItem: { item: 0 } }]);
		expect(harness().calls.map(({ status }) => status)).toEqual(['dropped', 409, 200]);
		expect(harness().changes).toHaveLength(1);
	});

	describe('when Capillary refuses the earned badge as not active', () => {
		const asSuccess = { ...parameters, options: { alreadyDone: 'success', maxRetries: 1 } };
		const [mine, theirs] = [62090013, 62090014];

		/**
		 * What a row can name by mistake: something that this customer never had for this badge.
		 */
		const mistakes = {
			'one of another badge': (state: SandboxState) =>
				state.addEarned({ badgeMetaId: state.addBadge().id, customerId: mine }).id,
			'one of another customer': (state: SandboxState, badge: string) =>
				state.addEarned({ badgeMetaId: badge, customerId: theirs }).id,
			'one that another customer had': (state: SandboxState, badge: string) =>
				state.addEarned({ badgeMetaId: badge, customerId: theirs, revokedOn: state.now() }).id,
			'an enrolment': (state: SandboxState, badge: string) =>
				state.addEnrolment({ badgeMetaId: badge, customerId: mine }).id,
			'an invented one': () => '66ea0000000000000000ffff',
		};

		function rowWith(what: keyof typeof mistakes) {
			const { state } = harness().sandbox;
			const { id: badge } = state.addBadge();
			[mine, theirs].forEach((id) => state.addCustomer({ id }));
			return { badge, customer: mine, earned: mistakes[what](state, badge) };
		}

		const kinds = Object.keys(mistakes) as Array<keyof typeof mistakes>;

		test.each(kinds)('fails with Already Done as Success when it is %s', async (what) => {
			const { badge, customer, earned } = rowWith(what);
			const items = [{ badge, customer, earned }];
			const { error } = await harness().run({ parameters: asSuccess, items });

			expect(error?.message).toBe(
				`Could not revoke earned badge ${earned} of badge ${badge} from customer ${customer}: ` +
					'this earned badge is for another badge or of another customer (814)',
			);
			expect(harness().changes).toEqual([]);
		});

		test.each(kinds)(
			'fails after an attempt without a clear response when it is %s',
			async (what) => {
				const items = [rowWith(what)];
				harness().sandbox.faults.set([{ match: { path }, fault: { kind: 'status', status: 504 } }]);
				const { error } = await harness().run({
					parameters: { ...parameters, options: { maxRetries: 1 } },
					items,
				});

				expect(error?.message).toMatch(/for another badge or of another customer \(814\)$/);
				expect(harness().changes).toEqual([]);
			},
		);

		test('fails when the customer still has it', async () => {
			const { state, faults } = harness().sandbox;
			const { id: badge } = state.addBadge();
			state.addCustomer({ id: mine });
			const { id: earned } = state.addEarned({ badgeMetaId: badge, customerId: mine });
			const errors = [{ code: 814, message: 'Active earn instance is not present.' }];
			const body = { data: null, errors, warnings: null };
			faults.set([{ match: { path }, fault: { kind: 'status', status: 409, body } }]);
			const items = [{ badge, customer: mine, earned }];
			const { error } = await harness().run({ parameters: asSuccess, items });

			expect(error?.message).toMatch(/but it is still there \(814\)$/);
			expect(harness().changes).toEqual([]);
		});
	});

	describe('when the response is lost and no retry is left', () => {
		const once = { ...parameters, options: { maxRetries: 0 } };

		function addEarnedBadge() {
			const { state } = harness().sandbox;
			const { id: badge } = state.addBadge();
			state.addCustomer({ id: 62090013 });
			const { id: earned } = state.addEarned({ badgeMetaId: badge, customerId: 62090013 });
			return { badge, customer: 62090013, earned };
		}

		test.each([
			{ kind: 'dropAfter' },
			{ kind: 'statusAfterWork', status: 502 },
			{ kind: 'statusAfterWork', status: 504 },
			{ kind: 'html', status: 504, afterWork: true },
		] as const)('succeeds when it was revoked (%j)', async (fault) => {
			const item = addEarnedBadge();
			harness().sandbox.faults.set([{ match: { path }, fault }]);
			const { outputs } = await harness().run({ parameters: once, items: [item] });

			const done = { badgeMetaId: item.badge, customerId: 62090013, earnedBadgeId: item.earned };
			expect(outputs[0]).toEqual([{ json: { ...done, isActive: false }, pairedItem: { item: 0 } }]);
			expect(harness().changes).toHaveLength(1);
		});

		test.each([{ kind: 'dropBefore' }, { kind: 'status', status: 504 }] as const)(
			'says that nothing was changed when the customer still has it (%j)',
			async (fault) => {
				const item = addEarnedBadge();
				harness().sandbox.faults.set([{ match: { path }, fault }]);
				const { error } = await harness().run({ parameters: once, items: [item] });

				expect(error?.description).toMatch(/^Nothing was changed\. Run it again/);
				expect(harness().changes).toEqual([]);
			},
		);

		test('reads nothing for rows that were not sent', async () => {
			const item = addEarnedBadge();
			const { id } = harness().sandbox.state.addEarned({
				...{ badgeMetaId: item.badge, customerId: item.customer },
			});
			harness().sandbox.faults.set([{ match: { path }, fault: { kind: 'status', status: 504 } }]);
			const options = { maxRetries: 0, concurrency: 1 };
			const items = [item, { ...item, earned: id }];
			const { error } = await harness().run({ parameters: { ...parameters, options }, items });

			expect(error?.description).toMatch(/Not sent: 1\.$/);
			expect(harness().calls.map(({ method }) => method)).toEqual(['POST', 'GET']);
		});

		test('says that the change may have been made when Capillary does not list revoked badges', async () => {
			const item = addEarnedBadge();
			const fault = { kind: 'dropAfter' } as const;
			harness().sandbox.faults.set({
				rules: [{ match: { path }, fault }],
				variants: { revokedEarns: 'leftOut' },
			});
			const { error } = await harness().run({ parameters: once, items: [item] });

			expect(error?.description).toMatch(/may have been carried out/);
		});

		test('says that the change may have been made when the customer cannot be read', async () => {
			const item = addEarnedBadge();
			harness().sandbox.faults.set([
				{ match: { path }, fault: { kind: 'dropAfter' } },
				{ match: { path: '/management/' }, fault: { kind: 'status', status: 500 } },
			]);
			const { error } = await harness().run({ parameters: once, items: [item] });

			expect(error?.description).toMatch(/may have been carried out/);
		});

		test('marks it as already done when it was revoked before the run', async () => {
			const { state, faults } = harness().sandbox;
			const { id: badge } = state.addBadge();
			state.addCustomer({ id: 62090013 });
			const revokedOn = state.now() - 3_600_000;
			const { id: earned } = state.addEarned({
				badgeMetaId: badge,
				customerId: 62090013,
				revokedOn,
			});
			faults.set([{ match: { path }, fault: { kind: 'dropBefore' } }]);
			const items = [{ badge, customer: 62090013, earned }];
			const options = { maxRetries: 1, alreadyDone: 'success' };
			const { outputs } = await harness().run({ parameters: { ...parameters, options }, items });

			expect(outputs[0][0].json).toMatchObject({ earnedBadgeId: earned, alreadyDone: true });
		});
	});

	test('still fails on a refusal that follows the renewal of an expired token', async () => {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge();
		state.addCustomer({ id: 62090013 });
		const revoked = { badgeMetaId: badge, customerId: 62090013, revokedOn: state.now() };
		const { id: earned } = state.addEarned(revoked);
		const credential = harness().credential('oAuth', { accessToken: 'sandbox-token-of-yesterday' });
		const items = [{ badge, customer: 62090013, earned }];
		const { error } = await harness().run({ parameters, items, credential });

		expect(error?.message).toMatch(/or no longer has it \(814\)$/);
	});
});

describe.each([
	['latest', 'the latest earned badge'],
	['all', 'the earned badges'],
])('earn revoke %s', (which, words) => {
	const harness = useHarness();

	testModes(harness, {
		parameters: {
			resource: 'earn',
			operation: 'revoke',
			badge: byId('={{ $json.badge }}'),
			customerIdentifier: 'customerId',
			customer: '={{ $json.customer }}',
			revoke: which,
		},
		prepare({ sandbox: { state } }) {
			const { id: badge } = state.addBadge();
			const customers = [62090013, 62090014, 62090015];
			customers.forEach((id) => state.addCustomer({ id }));
			// The first customer got it twice. The second no longer has it.
			const twice = [1, 2].map((day) => give(state, badge, customers[0], day));
			state.addEarned({ badgeMetaId: badge, customerId: customers[1], revokedOn: state.now() });
			const once = give(state, badge, customers[2], 3);
			const ofFirst = which === 'all' ? twice : [twice[1]];
			const revoked = [...ofFirst.map((id) => [customers[0], id]), [customers[2], once]].map(
				([customerId, earnedBadgeId]) => ({ badgeMetaId: badge, customerId, earnedBadgeId }),
			);
			const done = revoked.map((earnedBadge) => ({ ...earnedBadge, isActive: false }));
			const reads = customers.map((customer) => ({
				method: 'GET',
				path: `/api_gateway/v1/badges/management/${customer}/badge/${badge}`,
				query: { includeStatistics: 'true' },
			}));
			return {
				items: customers.map((customer) => ({ badge, customer })),
				done: [done.slice(0, -1), done.slice(-1)],
				error:
					`Could not revoke ${words} of customer 62090014 for badge ${badge}: ` +
					'the customer has not earned this badge, or no longer has it (814)',
				calls: [...reads, ...revoked.map((body) => ({ method: 'POST', path, body }))],
				stopped: reads.slice(0, 2),
				changes: revoked.map(({ customerId, ...earnedBadge }) => {
					return { change: 'earnRevoked', ...earnedBadge, customerId: String(customerId) };
				}),
			};
		},
	});
});

describe('earn revoke without an ID', () => {
	const harness = useHarness();
	const parameters = (which: string) => ({
		resource: 'earn',
		operation: 'revoke',
		badge: byId('={{ $json.badge }}'),
		customerIdentifier: 'email',
		customer: 'maya@example.com',
		revoke: which,
	});

	/** A badge that Maya got once a day for some days, and what she got, oldest first. */
	function addEarnedBadges(days: number) {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge();
		if (!state.customers.has('62090013'))
			state.addCustomer({ id: 62090013, email: 'maya@example.com' });
		const earned = Array.from({ length: days }, (_, day) => give(state, badge, 62090013, day + 1));
		return { badge, earned };
	}

	const asOutput = (badgeMetaId: string, earnedBadgeId: string | null) => {
		return { badgeMetaId, customerId: 62090013, earnedBadgeId, isActive: false };
	};

	test('revokes the latest with only a badge and an email', async () => {
		const { badge, earned } = addEarnedBadges(2);
		const { outputs } = await harness().run({
			parameters: { ...parameters('latest'), badge: byId(badge) },
		});

		expect(outputs).toEqual([[{ json: asOutput(badge, earned[1]), pairedItem: { item: 0 } }]]);
		expect(harness().calls).toMatchObject([
			{
				method: 'GET',
				customerIdentifier: 'email',
				path: expect.stringContaining('maya%40example.com') as string,
			},
			{ method: 'POST', path, customerIdentifier: 'email' },
		]);
	});

	test('revokes one earned badge for each item that asks for the latest', async () => {
		const [one, other] = [addEarnedBadges(3), addEarnedBadges(2)];
		const { outputs } = await harness().run({
			parameters: parameters('latest'),
			items: [one, other, one, other].map(({ badge }) => ({ badge })),
		});

		const ids = [one.earned[2], other.earned[1], one.earned[1], other.earned[0]];
		expect(outputs[0].map(({ json }) => json.earnedBadgeId)).toEqual(ids);
		const revoked = harness().changes.map(
			(change) => 'earnedBadgeId' in change && change.earnedBadgeId,
		);
		expect([...revoked].sort()).toEqual([...ids].sort());
		expect(harness().calls.filter(({ method }) => method === 'GET')).toHaveLength(2);
	});

	test.each(['error', 'success'])(
		'fails the items for which no earned badge is left (%s)',
		async (alreadyDone) => {
			const { badge, earned } = addEarnedBadges(1);
			const { outputs } = await harness().run({
				parameters: { ...parameters('latest'), options: { alreadyDone } },
				items: [{ badge }, { badge }],
				onError: 'continueErrorOutput',
			});

			const done = { json: asOutput(badge, earned[0]), pairedItem: { item: 0 } };
			const failed = {
				badge,
				error:
					'Could not revoke the latest earned badge of the customer with email maya@example.com ' +
					`for badge ${badge}: the customer has not earned this badge, or no longer has it (814)`,
				message: expect.stringMatching(
					/^Other items revoke all that the customer has\. \S/,
				) as string,
			};
			// The badge that the other item revokes does not count as already done.
			expect(outputs).toEqual([[done], [{ json: failed, pairedItem: { item: 1 } }]]);
			expect(harness().changes).toMatchObject([
				{ change: 'earnRevoked', earnedBadgeId: earned[0] },
			]);
		},
	);

	test('gives every item that asks for all the same outcome', async () => {
		const { badge, earned } = addEarnedBadges(2);
		const { outputs } = await harness().run({
			parameters: parameters('all'),
			items: [{ badge }, { badge }],
		});

		expect(outputs[0]).toEqual(
			[0, 1].flatMap((item) =>
				earned.map((id) => ({ json: asOutput(badge, id), pairedItem: { item } })),
			),
		);
		expect(harness().changes).toHaveLength(2);
	});

	test.each(['latest', 'all'])(
		'revokes %s once for a customer who is named in two ways',
		async (which) => {
			const { badge, earned } = addEarnedBadges(2);
			const { outputs } = await harness().run({
				parameters: {
					...parameters(which),
					customerIdentifier: '={{ $json.by }}',
					customer: '={{ $json.customer }}',
				},
				items: [
					{ badge, by: 'email', customer: 'maya@example.com' },
					{ badge, by: 'customerId', customer: 62090013 },
				],
			});

			const ids = outputs[0].map(({ json }) => json.earnedBadgeId);
			const all = which === 'all' ? [...earned, ...earned] : earned;
			expect([...ids].sort()).toEqual([...all].sort());
			expect(harness().changes.map(({ change }) => change)).toEqual(['earnRevoked', 'earnRevoked']);
		},
	);

	describe.each(['latest', 'all'])(
		'counts a customer with nothing to revoke as success (%s)',
		(which) => {
			const asSuccess = { ...parameters(which), options: { alreadyDone: 'success' } };

			test('and marks it when the customer never got the badge', async () => {
				const { badge } = addEarnedBadges(0);
				const { outputs } = await harness().run({ parameters: asSuccess, items: [{ badge }] });

				const json = {
					...{ badgeMetaId: badge, customerId: 'maya@example.com', earnedBadgeId: null },
					...{ isActive: false, alreadyDone: true },
				};
				expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
			});

			test('and outputs the ID of what was revoked before', async () => {
				const { badge } = addEarnedBadges(0);
				const { state } = harness().sandbox;
				const before = { badgeMetaId: badge, customerId: 62090013, revokedOn: state.now() };
				const { id: earnedBadgeId } = state.addEarned(before);
				const { outputs } = await harness().run({ parameters: asSuccess, items: [{ badge }] });

				expect(outputs[0][0].json).toMatchObject({ earnedBadgeId, alreadyDone: true });
			});

			test.each([
				['customer', { customer: 'nobody@example.com' }, /\(1026\)$/],
				['badge', { badge: byId('66ba0000000000000000ffff') }, /\(404\)$/],
			])('but fails for a %s that does not exist', async (_, fields, refusal) => {
				const { badge } = addEarnedBadges(0);
				const { error } = await harness().run({
					parameters: { ...asSuccess, ...fields },
					items: [{ badge }],
				});

				expect(error?.message).toMatch(refusal);
			});
		},
	);

	test('reports an item that was partly done as done in part', async () => {
		const [first, failing, many] = [addEarnedBadges(1), addEarnedBadges(1), addEarnedBadges(9)];
		const fault = { kind: 'status' as const, status: 400 };
		harness().sandbox.faults.set([{ match: { path }, skip: 1, fault }]);
		const { error } = await harness().run({
			parameters: { ...parameters('all'), options: { concurrency: 2 } },
			items: [first, failing, many].map(({ badge }) => ({ badge })),
		});

		const done = harness().changes.length - 1;
		expect(done).toBeGreaterThan(0);
		expect(error?.description).toMatch(
			new RegExp(`1 of 3 items were done: 0\\. Done in part: 2 \\(${done} of 9\\)\\.$`),
		);
	});
});

/** Gives a customer a badge on a day of January 2026. */
function give(state: SandboxState, badgeMetaId: string, customerId: number, day: number): string {
	return state.addEarned({ badgeMetaId, customerId, givenOn: Date.UTC(2026, 0, day) }).id;
}
