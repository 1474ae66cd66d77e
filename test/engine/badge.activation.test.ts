import { byId, useWorkbench } from './workbench';
import { testOperation } from './operationTests';

const unknown = '000000000000000000000000';

describe.each(['activate', 'deactivate'] as const)('badge %s', (operation) => {
	const bench = useWorkbench();
	const isActive = operation === 'activate';
	const parameters = { resource: 'badge', operation, badge: byId('={{ $json.badge }}') };

	testOperation(bench, {
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

	test('is content when the badge is in that state already', async () => {
		const { id } = bench().sandbox.state.addBadge({ active: isActive });
		const { outputs } = await bench().run({ parameters, items: [{ badge: id }] });

		expect(outputs).toEqual([[{ json: { id, isActive }, pairedItem: { item: 0 } }]]);
		expect(bench().changes).toEqual([]);
	});

	test.each([
		['is done', { kind: 'dropAfter' }],
		['is done', { kind: 'html', status: 502, afterWork: true }],
		['was not made', { kind: 'dropBefore' }],
		['was not made', { kind: 'status', status: 504 }],
	] as const)('in doubt %s by the state of the badge (%j)', async (known, fault) => {
		const { state, faults } = bench().sandbox;
		const { id } = state.addBadge({ active: !isActive });
		faults.set([{ match: { method: 'PUT' }, fault }]);
		const { outputs, error } = await bench().run({
			parameters: { ...parameters, options: { maxRetries: 0 } },
			items: [{ badge: id }],
		});

		if (known === 'is done') expect(outputs[0][0].json).toEqual({ id, isActive });
		else expect(error?.description).toMatch(/^Nothing was changed\. Run it again/);
		expect(bench().changes).toHaveLength(known === 'is done' ? 1 : 0);
	});
});
