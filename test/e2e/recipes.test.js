'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { earn, sandboxCall } = require('./capillary');
const { N8nClient } = require('./n8nClient');
const { PublishedWorkflow } = require('./publishedWorkflow');
const { sandbox } = require('./sandboxClient');

const LOOK_AGAIN = 50;
const RECIPE = path.resolve(__dirname, '../../docs/recipes/when-a-badge-is-earned.json');
const FIRST_PURCHASE = '65c3f481a2ec4d15849f8b38';

/** @type {any[]} */
const toldToCrm = [];
const crm = http.createServer(async (request, response) => {
	let text = '';
	for await (const part of request) text += part;
	toldToCrm.push(JSON.parse(text));
	response.setHeader('Content-Type', 'application/json').end('{}');
});
beforeAll(async () => {
	await new Promise((resolve) => crm.listen(0, '127.0.0.1', () => resolve(undefined)));
	await sandboxCall('POST', '/sandbox/reset', { seed: 'demo' });
});
afterAll(() => {
	crm.close();
	crm.closeAllConnections();
});

/** The recipe as its reader sets it up: with a credential, and with the CRM's address. */
function recipe() {
	const { port } = /** @type {import('node:net').AddressInfo} */ (crm.address());
	const text = fs
		.readFileSync(RECIPE, 'utf8')
		.replaceAll('https://crm.example.com', `http://127.0.0.1:${port}`)
		.replaceAll('"id": ""', '"id": "capillarySandboxOAuth"');
	return JSON.parse(text);
}

test('when a badge is earned, the CRM is told, and a mistake is taken back', async () => {
	await sandboxCall('POST', '/sandbox/state', {
		customers: [
			{ id: 501, email: 'rosa@example.com' },
			{ id: 502, email: 'Tom@Staff.example.com' },
		],
	});
	const n8n = await N8nClient.signIn();
	const workflow = await PublishedWorkflow.create(n8n, recipe());
	await workflow.publish();
	await sandbox.clearLedger();

	await earn(FIRST_PURCHASE, 501);
	const earnedBadgeId = await earn(FIRST_PURCHASE, 502);
	const executions = await workflow.executions(2);
	await workflow.unpublish();

	expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
	while (toldToCrm.length === 0) await sleep(LOOK_AGAIN);
	expect(toldToCrm).toEqual([
		{
			email: 'rosa@example.com',
			badgeId: FIRST_PURCHASE,
			earnedOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		},
	]);
	const { changes } = await sandbox.ledger();
	expect(changes.filter(({ change }) => change === 'earnRevoked')).toEqual([
		{ change: 'earnRevoked', badgeMetaId: FIRST_PURCHASE, customerId: '502', earnedBadgeId },
	]);
});
