import { byId, useHarness } from './testHarness';
import { testOperation } from './operationTests';

describe('claim unclaim', () => {
	const harness = useHarness();
	const parameters = {
		resource: 'claim',
		operation: 'unclaim',
		badge: byId('={{ $json.badge }}'),
		ownerType: '={{ $json.owner }}',
		referenceId: '={{ $json.reference }}',
	};

	testOperation(harness, {
		recovers: true,
		parameters,
		prepare(state) {
			const { id: badge } = state.addBadge();
			state.addClaim({ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '123' });
			state.addClaim({ badgeMetaId: badge, ownerType: 'Rewards_Catalog', referenceId: 'summer' });
			const owners = [
				['Loyalty', '123'],
				['Loyalty', 'never-claimed'],
				['Rewards_Catalog', 'summer'],
			];
			const [first, second, third] = owners.map(([owner, reference]) => ({
				badge,
				owner,
				reference,
			}));
			const done = owners.map(([ownerType, referenceId]) => [
				{ badgeMetaId: badge, ownerType, referenceId, isActive: false },
			]);
			const removed = owners.map(([ownerType, referenceId]) => [
				{ change: 'claimRemoved' as const, badgeMetaId: badge, ownerType, referenceId },
			]);
			return {
				items: [first, second, third],
				done: [done[0], done[2]],
				error:
					`Could not release badge ${badge} from Loyalty never-claimed: the badge is not ` +
					'claimed by this owner with this reference ID, or no longer is (737)',
				changes: [removed[0], removed[2]],
				calls: owners.map(([ownerType, referenceId]) => ({
					method: 'POST',
					path: `/api_gateway/v1/badges/badgeMeta/${badge}/unclaim`,
					body: { ownerType, referenceId },
				})),
			};
		},
	});

	test('counts a claim that does not exist as done when Already Done is Success', async () => {
		const { id: badge } = harness().sandbox.state.addBadge();
		const { outputs } = await harness().run({
			parameters: { ...parameters, options: { alreadyDone: 'success' } },
			items: [{ badge, owner: 'Journeys', reference: 7 }],
		});

		const owner = { ownerType: 'Journeys', referenceId: '7' };
		const json = { badgeMetaId: badge, ...owner, isActive: false, alreadyDone: true };
		expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
	});

	describe.each([0, 1])('after a lost response (%i retries)', (maxRetries) => {
		function claimed() {
			const { state } = harness().sandbox;
			const { id: badge } = state.addBadge();
			state.addClaim({ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '123' });
			return badge;
		}

		test.each([
			{ kind: 'dropAfter' },
			{ kind: 'statusAfterWork', status: 502 },
			{ kind: 'html', status: 504, afterWork: true },
		] as const)('succeeds when the claim was released (%j)', async (fault) => {
			const badge = claimed();
			harness().sandbox.faults.set([{ match: { path: '/unclaim' }, fault }]);
			const { outputs } = await harness().run({
				parameters: { ...parameters, options: { maxRetries } },
				items: [{ badge, owner: 'Loyalty', reference: 123 }],
			});

			const owner = { ownerType: 'Loyalty', referenceId: '123' };
			const json = { badgeMetaId: badge, ...owner, isActive: false };
			expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
			expect(harness().changes).toHaveLength(1);
		});

		test('says that the change may have been made when the claims cannot be read either', async () => {
			const badge = claimed();
			harness().sandbox.faults.set([
				{ match: { path: '/unclaim' }, fault: { kind: 'status', status: 504 } },
				{ match: { method: 'GET' }, times: 'always', fault: { kind: 'status', status: 400 } },
			]);
			const { error } = await harness().run({
				parameters: { ...parameters, options: { maxRetries } },
				items: [{ badge, owner: 'Loyalty', reference: 'never-claimed' }],
			});

			expect(error?.description).toContain('may have been carried out');
			expect(harness().changes).toEqual([]);
		});

		test('with Already Done as Success, trusts a refused retry alone, and does not mark it as already done', async () => {
			const badge = claimed();
			harness().sandbox.faults.set([
				{ match: { path: '/unclaim' }, fault: { kind: 'dropAfter' } },
				{ match: { method: 'GET' }, times: 'always', fault: { kind: 'status', status: 400 } },
			]);
			const { outputs, error } = await harness().run({
				parameters: { ...parameters, options: { maxRetries, alreadyDone: 'success' } },
				items: [{ badge, owner: 'Loyalty', reference: 123 }],
			});

			// Without a retry, no response says that no claim is left.
			if (maxRetries === 0) expect(error?.description).toContain('may have been carried out');
			else {
				const owner = { ownerType: 'Loyalty', referenceId: '123' };
				const json = { badgeMetaId: badge, ...owner, isActive: false };
				expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
			}
		});

		test('fails when there never was such a claim', async () => {
			const badge = claimed();
			harness().sandbox.faults.set([
				{ match: { path: '/unclaim' }, fault: { kind: 'status', status: 504 } },
			]);
			const { error } = await harness().run({
				parameters: { ...parameters, options: { maxRetries } },
				items: [{ badge, owner: 'Loyalty', reference: 'never-claimed' }],
			});

			expect(error?.message).toMatch(
				/is not claimed by this owner with this reference ID, or no longer/,
			);
			expect(harness().changes).toEqual([]);
		});
	});

	test('says that nothing was changed when the claim is still active', async () => {
		const { state, faults } = harness().sandbox;
		const { id: badge } = state.addBadge();
		state.addClaim({ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '123' });
		faults.set([{ match: { path: '/unclaim' }, fault: { kind: 'dropBefore' } }]);
		const { error } = await harness().run({
			parameters: { ...parameters, options: { maxRetries: 0 } },
			items: [{ badge, owner: 'Loyalty', reference: 123 }],
		});

		expect(error?.description).toMatch(/^Nothing was changed\. Run it again/);
	});
});
