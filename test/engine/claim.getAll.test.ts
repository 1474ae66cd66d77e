import { byId, useHarness } from './testHarness';
import { testOperation } from './operationTests';

const unknown = '000000000000000000000000';

describe('claim get many', () => {
	const harness = useHarness();
	const parameters = { resource: 'claim', operation: 'getAll', badge: byId('={{ $json.badge }}') };

	testOperation(harness, {
		parameters,
		prepare(state) {
			const [first, third] = [state.addBadge().id, state.addBadge().id];
			const claims = [
				{ badgeMetaId: first, ownerType: 'Loyalty', referenceId: '123', isActive: true },
				{ badgeMetaId: first, ownerType: 'Journeys', referenceId: '7', isActive: true },
				{ badgeMetaId: third, ownerType: 'Rewards_Catalog', referenceId: 'summer', isActive: true },
			];
			claims.forEach((claim) => state.addClaim(claim));
			state.addClaim({ badgeMetaId: third, referenceId: 'released', isActive: false });
			const ids = [first, unknown, third];
			return {
				items: [{ badge: ids[0] }, { badge: ids[1] }, { badge: ids[2] }],
				done: [claims.slice(0, 2), claims.slice(2)],
				error: `Could not get the claims of badge ${unknown}: there is no badge with this ID in Capillary (404)`,
				changes: [[], []],
				calls: ids.map((badge) => {
					return { method: 'GET', path: `/api_gateway/v1/badges/badgeMeta/${badge}` };
				}),
			};
		},
	});

	test('includes released claims when the filter asks for them', async () => {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge();
		const claims = [
			{ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '123', isActive: false },
			{ badgeMetaId: badge, ownerType: 'Journeys', referenceId: '7', isActive: true },
		];
		claims.forEach((claim) => state.addClaim(claim));
		const { outputs } = await harness().run({
			parameters: { ...parameters, filters: { includeReleased: true } },
			items: [{ badge }],
		});

		expect(outputs).toEqual([claims.map((json) => ({ json, pairedItem: { item: 0 } }))]);
	});

	test('succeeds without output for a badge without claims', async () => {
		const { id: badge } = harness().sandbox.state.addBadge();
		const { status, outputs } = await harness().run({ parameters, items: [{ badge }] });

		expect(status).toBe('success');
		expect(outputs).toEqual([[]]);
	});
});
