import { byId, useWorkbench } from './workbench';
import { testOperation } from './operationTests';

describe('claim create', () => {
	const bench = useWorkbench();
	const parameters = {
		resource: 'claim',
		operation: 'create',
		badge: byId('={{ $json.badge }}'),
		ownerType: '={{ $json.owner }}',
		referenceId: '={{ $json.reference }}',
	};

	testOperation(bench, {
		parameters,
		prepare(state) {
			const { id: badge } = state.addBadge({ restrictedToOwners: ['Loyalty', 'Journeys'] });
			// The second module is none that may own the badge; the third one had claimed it before.
			state.addClaim({
				badgeMetaId: badge,
				ownerType: 'Journeys',
				referenceId: '7',
				isActive: false,
			});
			const owners = [
				['Loyalty', 'spring 26'],
				['Milestones', '9'],
				['Journeys', '7'],
			];
			const items = owners.map(([owner, reference]) => ({ badge, owner, reference }));
			const [first, , third] = owners.map(([ownerType, referenceId]) => {
				return { badgeMetaId: badge, ownerType, referenceId };
			});
			return {
				items: [items[0], items[1], items[2]],
				done: [[{ ...first, isActive: true }], [{ ...third, isActive: true }]],
				error:
					`Could not claim badge ${badge} for Milestones 9: ` +
					'this kind of owner is not allowed for the badge (714)',
				changes: [[{ change: 'claimed', ...first }], [{ change: 'claimed', ...third }]],
				calls: owners.map(([ownerType, referenceId]) => ({
					method: 'POST',
					path: `/api_gateway/v1/badges/badgeMeta/${badge}/claim`,
					body: { ownerType, referenceId },
				})),
			};
		},
	});

	function claimedBefore() {
		const { state } = bench().sandbox;
		const { id: badge } = state.addBadge();
		state.addClaim({ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '123' });
		return { badge, owner: 'Loyalty', reference: 123 };
	}

	test('fails an item whose claim was there before', async () => {
		const item = claimedBefore();
		const { error } = await bench().run({ parameters, items: [item] });

		expect(error?.message).toBe(
			`Could not claim badge ${item.badge} for Loyalty 123: ` +
				'the badge is claimed by this owner with this reference ID already (900)',
		);
		expect(bench().changes).toEqual([]);
	});

	test("counts it as done when asked to, with Capillary's warning", async () => {
		const item = claimedBefore();
		const { outputs } = await bench().run({
			parameters: { ...parameters, options: { alreadyDone: 'success' } },
			items: [item],
		});

		const json = {
			badgeMetaId: item.badge,
			ownerType: 'Loyalty',
			referenceId: '123',
			isActive: true,
			alreadyDone: true,
			warnings: [{ code: 900, message: 'Badge is already claimed by this owner' }],
		};
		expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
	});

	test('counts as done what an unheard first attempt claimed', async () => {
		const { state, faults } = bench().sandbox;
		const { id: badge } = state.addBadge();
		faults.set([{ match: { path: '/claim' }, fault: { kind: 'dropAfter' } }]);
		const items = [{ badge, owner: 'Loyalty', reference: '123' }];
		const { outputs } = await bench().run({ parameters, items });

		const claim = { badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '123' };
		expect(outputs).toEqual([[{ json: { ...claim, isActive: true }, pairedItem: { item: 0 } }]]);
		expect(bench().calls.map(({ status }) => status)).toEqual(['dropped', 200]);
		expect(bench().changes).toEqual([{ change: 'claimed', ...claim }]);
	});
});
