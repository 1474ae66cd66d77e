'use strict';

const { accounts } = require('../../../sandbox/http/authentication');
const { demoBadges } = require('../../../sandbox/demo/badges');
const { demoCustomers } = require('../../../sandbox/demo/customers');
const { sandbox, signIn } = require('../../helpers/demo');
const { editorTest } = require('./editorTest');

// What people do every day, each from a new workflow on, with nothing but the screen. The seconds that the
// browser needs for each are printed at the end.

/**
 * @typedef {import('../../../tools/editor').Editor} Editor
 * @typedef {import('../../../tools/editor/nodeWindow').NodeWindow} NodeWindow
 */

const NODE = 'Capillary Badges';
const { winterWarmer, bigSpender, petParent, firstPurchase } = demoBadges;
const { rahul, vikram, maya } = demoCustomers;

/** @type {Array<{task: string, seconds: number}>} */
const took = [];

/** @param {string} name @param {(editor: Editor) => Promise<void>} body */
function task(name, body) {
	editorTest(name, async (editor) => {
		const begun = performance.now();
		await body(editor);
		took.push({ task: name, seconds: (performance.now() - begun) / 1000 });
	});
}

beforeEach(async () => {
	await sandbox.reset();
});
afterAll(() => {
	for (const { task: name, seconds } of took) {
		process.stderr.write(`${seconds.toFixed(1).padStart(6)} s  ${name}\n`);
	}
});

const start = {
	...{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
	...{ position: [0, 0], parameters: {} },
};

/** @param {Array<{name: string}>} nodes each leading to the next */
async function workflowOf(nodes) {
	const connections = nodes
		.slice(1)
		.map(({ name: node }, at) => [nodes[at].name, { main: [[{ node, type: 'main', index: 0 }]] }]);
	const n8n = await signIn();
	return await n8n.createWorkflow({
		...{ name: 'Everyday task', nodes, settings: {} },
		connections: Object.fromEntries(connections),
	});
}

/**
 * @param {Editor} editor @param {string} search typed into the node panel @param {string} action chosen there
 * @returns {Promise<NodeWindow>} of the node behind a manual trigger
 */
async function added(editor, search, action) {
	await editor.openWorkflow(await workflowOf([start]));
	return await addedBehind(editor, search, action);
}

/** @param {Editor} editor @param {string} search @param {string} action */
async function addedBehind(editor, search, action) {
	const panel = await editor.openNodePanelBehind();
	await panel.search(search);
	await panel.open(NODE);
	await panel.open(action);
	return await editor.openedNode();
}

/** What was really done to the sandbox. */
async function done() {
	const { changes } = await sandbox.ledger();
	return changes.filter(({ change }) => change !== 'tokenIssued');
}

task('deactivate a badge', async (editor) => {
	const node = await added(editor, 'deactivate badge', 'Deactivate badge for all customers');
	await node.pickFromList('badge', winterWarmer.name, 'winter');
	await node.executeStep();

	expect(await node.outputWith(winterWarmer.id)).toContain('false');
	expect(await done()).toEqual([{ change: 'deactivated', badgeMetaId: winterWarmer.id }]);
});

task('revoke the latest badge of a customer by email', async (editor) => {
	const node = await added(editor, 'take back badge', 'Revoke earned badge from customer');
	await node.pickFromList('badge', bigSpender.name, 'big');
	await node.form.choose('customerIdentifier', 'Email');
	await node.form.fill('customer', rahul.email);
	await node.form.choose('revoke', 'Latest Earned Badge');
	await node.executeStep();

	const [revoked, ...others] = await done();
	expect(others).toEqual([]);
	expect(revoked).toMatchObject({ change: 'earnRevoked', badgeMetaId: bigSpender.id });
	expect(await node.outputWith(revoked.earnedBadgeId)).toContain('false');
});

task('a sheet in bulk: preview, then run, with the error output', async (editor) => {
	const emails = [vikram.email, 'nobody@example.com'];
	const sheet = {
		...{ id: 'sheet', name: 'Sheet', type: 'n8n-nodes-base.code', typeVersion: 2 },
		position: [220, 0],
		parameters: {
			jsCode: `return ${JSON.stringify(emails)}.map((email) => ({ json: { email } }));`,
		},
	};
	await editor.openWorkflow(await workflowOf([start, sheet]));
	const node = await addedBehind(editor, 'enrolment', 'Revoke enrolment of customer for badge');
	await node.executePreviousNodes();
	await node.pickFromList('badge', petParent.name, 'pet');
	await node.form.choose('customerIdentifier', 'Email');
	await node.drag('email', 'customer');
	await node.setOnError('Continue (using error output)');
	await node.form.addTo('options', 'Preview Only');
	await node.executeStep();

	expect(await node.hint()).toContain('Preview: nothing was changed');
	const wouldBeDone = `Would revoke the enrolment of customer ${vikram.id} (${vikram.email}) for badge ${petParent.name}`;
	await node.outputWith(wouldBeDone);
	expect(await done()).toEqual([]);

	await node.form.toggle('dryRun');
	await node.executeStep();
	await node.outputWith(vikram.id);
	expect(await done()).toMatchObject([{ change: 'issueRevoked', customerId: vikram.id }]);
	await node.showBranch('Error');
	expect(await node.outputWith('nobody@example.com')).toContain('Could not revoke the enrolment');
});

task('unclaim a badge', async (editor) => {
	const node = await added(editor, 'unclaim', 'Unclaim badge from program, campaign or promotion');
	await node.pickFromList('badge', winterWarmer.name, 'winter');
	await node.pickFromList('referenceId', 'Audience Campaigns · AC-WINTER');
	await node.executeStep();

	expect(await node.outputWith('AC-WINTER')).toContain('Audience_Campaigns');
	expect(await done()).toMatchObject([{ change: 'claimRemoved', referenceId: 'AC-WINTER' }]);
});

task('create a badge', async (editor) => {
	const node = await added(editor, 'loyalty', 'Create badge');
	await node.form.fill('name', 'Autumn Walk');
	await node.form.fillDate('startOn', '2090-09-01 00:00:00');
	await node.form.fillDate('expiresOn', '2090-11-30 23:59:00');
	await node.form.choose('owners', 'Loyalty');
	await node.executeStep();

	expect(await node.outputWith('Autumn Walk')).toContain('UPCOMING');
	expect(await done()).toMatchObject([{ change: 'badgeCreated' }]);
});

task('start a workflow when a badge is earned', async (editor) => {
	await editor.openWorkflow(await workflowOf([]));
	const panel = await editor.openNodePanel();
	await panel.search('loyalty');
	await panel.open(NODE);
	await panel.open('On badge earned');
	const node = await editor.openedNode();
	await node.listen();
	const earnedBadgeId = await sandbox.earn(firstPurchase.id, Number(maya.id));

	expect(await node.outputWith(earnedBadgeId)).toContain(maya.email);
});

task('create a credential', async (editor) => {
	const node = await added(editor, 'capillary', 'Get many badges');
	const credential = await node.newCredential();
	await credential.form.choose('host', 'Other (Enter a Host)');
	await credential.form.fill('customHost', process.env.E2E_SANDBOX_URL ?? '');
	for (const [field, text] of Object.entries(accounts.oAuth)) {
		await credential.form.fill(field, text);
	}
	await credential.save();
	await credential.closed();
	await node.executeStep();

	expect(await node.outputWith('LIVE')).toContain('EXPIRED');
});
