import type { INodeParameters } from 'n8n-workflow';

import { byId, useWorkbench } from './workbench';

const bench = useWorkbench();

// docs/errors.md warns of it: n8n makes `{}` of an expression in the place of a whole collection, before the
// node sees it. A test that fails here means that the page can say something better.

/** Parameters of which one expression stands for a collection, which n8n's types do not foresee. */
const withExpression = (parameters: object) => parameters as INodeParameters;

test('Options that one expression is to give are lost: Preview Only changes the badge', async () => {
	const badge = bench().sandbox.state.addBadge().id;
	await bench().run({
		items: [{ given: { dryRun: true } }],
		parameters: withExpression({
			...{ resource: 'badge', operation: 'deactivate', badge: byId(badge) },
			options: '={{ $json.given }}',
		}),
	});

	expect(bench().changes).toEqual([{ change: 'deactivated', badgeMetaId: badge }]);
});

test('Filters that one expression is to give are lost: every badge comes out', async () => {
	const { state } = bench().sandbox;
	state.addBadge({ name: 'One', earnType: 'EARN' });
	state.addBadge({ name: 'Other', earnType: 'ISSUE_EARN' });
	const list = async (filters: unknown) => {
		const parameters = { resource: 'badge', operation: 'getAll', returnAll: true, filters };
		const { outputs } = await bench().run({
			items: [{ given: { earnType: 'ISSUE_EARN' } }],
			parameters: withExpression(parameters),
		});
		return outputs[0].map(({ json }) => json.name).sort();
	};

	expect(await list('={{ $json.given }}')).toEqual(['One', 'Other']);
	expect(await list({ earnType: '={{ $json.given.earnType }}' })).toEqual(['Other']);
});
