'use strict';

const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { earn, sandboxCall } = require('../e2e/capillary');
const { N8nClient } = require('../e2e/n8nClient');
const { PublishedWorkflow } = require('../e2e/publishedWorkflow');
const { Crew } = require('./crew');

const LOOK_AGAIN = 50;
const FIRST_PURCHASE = '65c3f481a2ec4d15849f8b38';
const CUSTOMER = 62090013;
const TRIGGER = {
	name: 'Badge earned',
	type: 'n8n-nodes-capillary-badges.capillaryBadgesTrigger',
	parameters: {},
	credentials: {
		capillaryApi: { id: 'capillarySandboxOAuth', name: 'Capillary sandbox (OAuth)' },
	},
};

const crew = new Crew();
/** @type {N8nClient} */
let n8n;

beforeAll(async () => {
	n8n = await N8nClient.signIn();
	await crew.start(2);
});
beforeEach(async () => await sandboxCall('POST', '/sandbox/reset', { seed: 'demo' }));
afterAll(async () => await crew.stop());

/** @returns {Promise<string[]>} the addresses of the webhooks in force */
async function webHookUrls() {
	const { data } = await sandboxCall('GET', '/v3/webHooks');
	const active = data.filter((/** @type {{active: boolean}} */ one) => one.active);
	return active.map((/** @type {{webHookUrl: string}} */ { webHookUrl }) => webHookUrl);
}

/** @returns {Promise<Array<{outcome: string, answers: number[]}>>} none of them under way */
async function deliveries() {
	for (;;) {
		const { log } = await sandboxCall('GET', '/sandbox/deliveries');
		if (log.every((/** @type {{outcome: string}} */ one) => one.outcome !== 'under way'))
			return log;
		await sleep(LOOK_AGAIN);
	}
}

test('what the webhook process takes in starts the workflow on a worker, once', async () => {
	const workflow = await PublishedWorkflow.inARow(n8n, 'In queue mode', [TRIGGER]);
	await workflow.publish();
	const [url, ...others] = await webHookUrls();
	expect(others).toEqual([]);
	expect(url.startsWith(`${process.env.QUEUE_DOOR_URL}/webhook/`)).toBe(true);
	// Only the webhook process takes it: the main process knows the address and serves it not.
	const atMain = url.replace(String(process.env.QUEUE_DOOR_URL), String(process.env.E2E_N8N_URL));
	expect((await fetch(atMain, { method: 'POST' })).status).toBe(404);
	await sandboxCall('PUT', '/sandbox/deliveries', { copies: 3 });

	const earnedBadgeId = await earn(FIRST_PURCHASE, CUSTOMER);
	expect(await deliveries()).toMatchObject(Array(3).fill({ outcome: 'delivered', answers: [200] }));
	const [execution, ...more] = await workflow.executions(1);

	expect(more).toEqual([]);
	expect(execution.status).toBe('success');
	expect(execution.itemsOf('Badge earned')).toMatchObject([
		[{ eventName: 'badgeEarned', customerId: CUSTOMER, badgeId: FIRST_PURCHASE, earnedBadgeId }],
	]);
	expect(crew.ranBy(execution.id)).toHaveLength(1);
	const { webhook } = JSON.parse(process.env.QUEUE_LOGS ?? '');
	expect(fs.readFileSync(webhook, 'utf8')).toContain(`Enqueued execution ${execution.id} `);

	await workflow.unpublish();
	expect(await webHookUrls()).toEqual([]);
	expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('a test execution is delivered to the main process, and runs on a worker', async () => {
	const workflow = await PublishedWorkflow.inARow(n8n, 'Tried out', [TRIGGER]);
	await workflow.listen();
	const [url, ...others] = await webHookUrls();
	expect(others).toEqual([]);
	expect(url.startsWith(`${process.env.QUEUE_DOOR_URL}/webhook-test/`)).toBe(true);

	const earnedBadgeId = await earn(FIRST_PURCHASE, CUSTOMER);
	expect(await deliveries()).toMatchObject([{ outcome: 'delivered', answers: [200] }]);
	const [execution] = await workflow.executions(1);

	expect(execution.itemsOf('Badge earned')).toMatchObject([[{ earnedBadgeId }]]);
	expect(crew.ranBy(execution.id)).toHaveLength(1);
	// n8n deletes the registration after it has answered.
	while ((await webHookUrls()).length > 0) await sleep(LOOK_AGAIN);
});
