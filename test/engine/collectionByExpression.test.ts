import type { INodeParameters } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';

const harness = useHarness();

// n8n turns an expression in place of a whole collection into `{}` before the node sees it.
// docs/errors.md warns of that. When a test here fails, that page can say something better.

/** n8n's types do not allow an expression in place of a collection. */
const withExpression = (parameters: object) => parameters as INodeParameters;

test('ignores Options set by one expression, so that Preview Only has no effect and the badge changes', async () => {
	const badge = harness().sandbox.state.addBadge().id;
	await harness().run({
		items: [{ given: { dryRun: true } }],
		parameters: withExpression({
			...{ resource: 'badge', operation: 'deactivate', badge: byId(badge) },
			options: '={{ $json.given }}',
		}),
	});

	expect(harness().changes).toEqual([{ change: 'deactivated', badgeMetaId: badge }]);
});

test('ignores Filters set by one expression, so that every badge comes out', async () => {
	const { state } = harness().sandbox;
	state.addBadge({ name: 'One', earnType: 'EARN' });
	state.addBadge({ name: 'Other', earnType: 'ISSUE_EARN' });
	const list = async (filters: unknown) => {
		const parameters = { resource: 'badge', operation: 'getAll', returnAll: true, filters };
		const { outputs } = await harness().run({
			items: [{ given: { earnType: 'ISSUE_EARN' } }],
			parameters: withExpression(parameters),
		});
		return outputs[0].map(({ json }) => json.name).sort();
	};

	expect(await list('={{ $json.given }}')).toEqual(['One', 'Other']);
	expect(await list({ earnType: '={{ $json.given.earnType }}' })).toEqual(['Other']);
});
