'use strict';

const { marked } = require('../../../tools/editor/marked');
const { eventually } = require('../../../tools/services/polling');
const { signIn } = require('../../helpers/demo');
const { editorTest } = require('./editorTest');

const NODE = 'Capillary Badges';

/** @param {object[]} nodes */
async function workflowOf(nodes) {
	const n8n = await signIn();
	return await n8n.createWorkflow({ name: 'Node panel', nodes, connections: {}, settings: {} });
}

const start = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

editorTest(
	'search terms find the node, and an action adds it with its operation',
	async (editor) => {
		await editor.openWorkflow(await workflowOf([start]));
		const panel = await editor.openNodePanel();
		for (const text of [
			...['capillary', 'loyalty', 'badge', 'rewards', 'unclaim'],
			...['take back badge', 'revoke badge', 'give badge', 'create badge'],
			...['deactivate badge', 'points badge'],
		]) {
			await panel.search('');
			await panel.search(text);
			await eventually(async () => {
				expect({ text, first: (await panel.names())[0] }).toEqual({ text, first: NODE });
			});
		}
		await panel.open(NODE);
		await panel.open('Revoke earned badge from customer');
		const node = await editor.openedNode();

		expect(await node.form.parameter('resource').locator('input').inputValue()).toBe(
			'Earn (Earned Badge)',
		);
		expect(await node.form.parameter('operation').locator('input').inputValue()).toBe('Revoke');
	},
);

editorTest('the trigger is found as the first step of a workflow', async (editor) => {
	await editor.openWorkflow(await workflowOf([]));
	const panel = await editor.openNodePanel();
	for (const text of ['loyalty', 'badge earned']) {
		await panel.search('');
		await panel.search(text);
		await panel.entry(NODE).waitFor();
	}
	await panel.open(NODE);
	await panel.open('On badge earned');
	await editor.openedNode();

	const title = editor.page.locator(marked('node-title-container'));
	expect(await title.innerText()).toBe('Capillary Badges Trigger');
});
