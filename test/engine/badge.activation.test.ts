import { byId, useHarness } from './testHarness';
import { testOperation } from './operationTests';

const unknown = '000000000000000000000000';

describe.each(['activate', 'deactivate'] as const)('badge %s', (operation) => {
	const harness = useHarness();
	const isActive = operation === 'activate';
	const parameters = { resource: 'badge', operation, badge: byId('={{ $json.badge }}') };

	testOperation(harness, {
		recovers: true,
		parameters,
		prepare(state) {
			const first = state.addBadge({ active: !isActive }).id;
			const third = state.addBadge({ active: !isActive }).id;
			const change = isActive ? 'activated' : 'deactivated';
			const path = (badge: string) => `/api_gateway/v1/badges/badgeMeta/${badge}/${operation}`;
			return {
				items: [{ badge: first }, { badge: unknown, name: 'Nobody’s' }, { badge: third }],
				done: [[{ id: first, isActive }], [{ id: third, isActive }]],
				error: `Could not ${operation} badge ${unknown}: there is no badge with this ID in Capillary (404)`,
				changes: [[{ change, badgeMetaId: first }], [{ change, badgeMetaId: third }]],
				calls: [first, unknown, third].map((badge) => ({ method: 'PUT', path: path(badge) })),
			};
		},
	});

	test('succeeds when the badge is already in that state', async () => {
		const { id } = harness().sandbox.state.addBadge({ active: isActive });
		const { outputs } = await harness().run({ parameters, items: [{ badge: id }] });

		expect(outputs).toEqual([[{ json: { id, isActive }, pairedItem: { item: 0 } }]]);
		expect(harness().changes).toEqual([]);
	});

	test.each([
		['done', { kind: 'dropAfter' }],
		['done', { kind: 'html', status: 502, afterWork: true }],
		['not done', { kind: 'dropBefore' }],
		['not done', { kind: 'status', status: 504 }],
	] as const)(
		'reads the state of the badge when the response is lost, and reports the change as %s (%j)',
		async (actual, fault) => {
			const { state, faults } = harness().sandbox;
			const { id } = state.addBadge({ active: !isActive });
			faults.set([{ match: { method: 'PUT' }, fault }]);
			const { outputs, error } = await harness().run({
				parameters: { ...parameters, options: { maxRetries: 0 } },
				items: [{ badge: id }],
			});

			if (actual === 'done') expect(outputs[0][0].json).toEqual({ id, isActive });
			else expect(error?.description).toMatch(/^Nothing was changed\. Run it again/);
			expect(harness().changes).toHaveLength(actual === 'done' ? 1 : 0);
		},
	);
});
