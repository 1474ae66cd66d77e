'use strict';

const { demoBadges } = require('../../sandbox/demo/badges');
const { demoCustomers } = require('../../sandbox/demo/customers');
const { readExample } = require('../examples');
const { ChatModel } = require('./chatModel');
const { sandbox, signIn } = require('../helpers/demo');
const { withSandbox } = require('./standIns');

const { bigSpender } = demoBadges;
const { rahul } = demoCustomers;
const [FIND, TAKE_BACK] = ['Find_the_badges_of_a_customer', 'Take_a_badge_back'];

/** @type {ChatModel} */
let model;
beforeAll(async () => {
	model = await ChatModel.start();
	await sandbox.reset();
});
afterAll(async () => {
	await model.stop();
});

/** The example, with a credential for the scripted model. */
async function helpDesk(/** @type {import('../../tools/n8n/client').N8nClient} */ n8n) {
	const { id, name } = await n8n.createCredential({
		name: 'Scripted model of the help desk',
		type: 'openAiApi',
		data: { apiKey: 'sandbox-key', url: model.url },
	});
	const workflow = withSandbox(readExample('9-help-desk-agent.json'));
	const nodes = workflow.nodes.map((node) =>
		node.name === 'OpenAI Chat Model'
			? { ...node, credentials: { openAiApi: { id, name } } }
			: node,
	);
	return await n8n.createWorkflow({ ...workflow, nodes });
}

test("the help desk's agent finds the badge by email and revokes the latest one", async () => {
	const n8n = await signIn();
	model.follow([
		() => ({ use: FIND, with: { email: rahul.email } }),
		([found]) => {
			const badges = JSON.parse(found);
			const badge = badges.find(
				(/** @type {{name: string}} */ { name }) => name === bigSpender.name,
			);
			return { use: TAKE_BACK, with: { email: rahul.email, badge_id: badge.badgeMetaId } };
		},
		([, taken]) => ({ say: `Taken back: ${JSON.parse(taken)[0].earnedBadgeId}` }),
	]);
	const execution = await n8n.runWorkflow(await helpDesk(n8n));
	const { changes } = await sandbox.ledger();
	const [revoked, ...others] = changes.filter(({ change }) => change !== 'tokenIssued');

	expect(execution.error).toBeUndefined();
	expect(others).toEqual([]);
	expect(revoked).toMatchObject({
		change: 'earnRevoked',
		badgeMetaId: bigSpender.id,
		customerId: rahul.id,
	});
	expect(execution.itemsOf('AI Agent')).toEqual([
		[{ output: `Taken back: ${revoked.earnedBadgeId}` }],
	]);
	expect(model.tools.map(({ description }) => description)).toEqual(
		expect.arrayContaining([expect.stringContaining('cannot be undone')]),
	);
});
