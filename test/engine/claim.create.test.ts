import { byId, useHarness } from './testHarness';
import { testOperation } from './operationTests';

describe('claim create', () => {
	const harness = useHarness();
	const parameters = {
		resource: 'claim',
		operation: 'create',
		badge: byId('={{ $json.badge }}'),
		ownerType: '={{ $json.owner }}',
		referenceId: '={{ $json.reference }}',
	};

	testOperation(harness, {
		recovers: true,
		parameters,
		prepare(state) {
			const { id: badge } = state.addBadge({ restrictedToOwners: ['Loyalty', 'Journeys'] });
			// The badge allows no owner of the second kind. The third owner had claimed it before.
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

	function addClaimedBadge() {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge();
		state.addClaim({ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '123' });
		return { badge, owner: 'Loyalty', reference: 123 };
	}

	// The claim operation of earlier versions had this option, so a saved workflow may set it.
	test.each([{}, { alreadyDone: 'error' }, { alreadyDone: 'success' }])(
		"succeeds with Capillary's warning when the claim is already there (%j)",
		async (options) => {
			const item = addClaimedBadge();
			const { outputs } = await harness().run({
				parameters: { ...parameters, options },
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
			expect(harness().changes).toEqual([]);
		},
	);

	test('is not marked as already done when its own first attempt made the claim', async () => {
		const { state, faults } = harness().sandbox;
		const { id: badge } = state.addBadge();
		faults.set([{ match: { path: '/claim' }, fault: { kind: 'dropAfter' } }]);
		const items = [{ badge, owner: 'Loyalty', reference: '123' }];
		const { outputs } = await harness().run({ parameters, items });

		const claim = { badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '123' };
		const warnings = [{ code: 900, message: 'Badge is already claimed by this owner' }];
		const json = { ...claim, isActive: true, warnings };
		expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
		expect(harness().calls.map(({ status }) => status)).toEqual(['dropped', 200]);
		expect(harness().changes).toEqual([{ change: 'claimed', ...claim }]);
	});

	test.each([
		['done', { kind: 'dropAfter' }],
		['not done', { kind: 'dropBefore' }],
	] as const)(
		'reads the claims of the badge when the response is lost, and reports the claim as %s',
		async (actual, fault) => {
			const { state, faults } = harness().sandbox;
			const { id: badge } = state.addBadge();
			faults.set([{ match: { path: '/claim' }, fault }]);
			const { outputs, error } = await harness().run({
				parameters: { ...parameters, options: { maxRetries: 0 } },
				items: [{ badge, owner: 'Loyalty', reference: '123' }],
			});

			if (actual === 'done') {
				const claim = { badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '123' };
				expect(outputs[0][0].json).toEqual({ ...claim, isActive: true });
			} else {
				expect(error?.description).toMatch(/^Nothing was changed\. Run it again/);
			}
			expect(harness().changes).toHaveLength(actual === 'done' ? 1 : 0);
		},
	);
});
