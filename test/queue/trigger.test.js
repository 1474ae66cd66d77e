'use strict';

const fs = require('node:fs');
const { until } = require('../../tools/services/polling');
const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { sandbox, signIn } = require('../helpers/demo');
const { PublishedWorkflow } = require('../../tools/n8n/publishedWorkflow');
const { prepareProcess } = require('../../tools/n8n/queueProcess');
const { Workers } = require('./workers');

const FIRST_PURCHASE = '65c3f481a2ec4d15849f8b38';
const CUSTOMER = 62090013;
const TRIGGER = {
	name: 'Badge earned',
	type: 'n8n-nodes-capillary-badges.capillaryBadgesTrigger',
	parameters: {},
	credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
};

const workers = new Workers();
/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;

beforeAll(async () => {
	n8n = await signIn();
	await workers.start(2);
});
beforeEach(async () => await sandbox.reset());
afterAll(async () => await workers.stop());

test('an event that the webhook process accepts starts the workflow once, on a worker', async () => {
	const workflow = await PublishedWorkflow.inARow(n8n, 'In queue mode', [TRIGGER]);
	await workflow.publish();
	const [{ webHookUrl: url }, ...others] = await sandbox.webHooks();
	expect(others).toEqual([]);
	expect(url.startsWith(`${process.env.QUEUE_ADDRESS}/webhook/`)).toBe(true);
	// Only the webhook process serves the address, not the main process.
	const atMain = url.replace(String(process.env.QUEUE_ADDRESS), String(process.env.E2E_N8N_URL));
	expect((await fetch(atMain, { method: 'POST' })).status).toBe(404);
	await sandbox.call('PUT', '/sandbox/deliveries', { copies: 3 });

	const earnedBadgeId = await sandbox.earn(FIRST_PURCHASE, CUSTOMER);
	expect(await sandbox.deliveries()).toMatchObject(
		Array(3).fill({ outcome: 'delivered', answers: [200] }),
	);
	const [execution, ...more] = await workflow.executions(1);

	expect(more).toEqual([]);
	expect(execution.status).toBe('success');
	expect(execution.itemsOf('Badge earned')).toMatchObject([
		[{ eventName: 'badgeEarned', customerId: CUSTOMER, badgeId: FIRST_PURCHASE, earnedBadgeId }],
	]);
	expect(workers.ranBy(execution.id)).toHaveLength(1);
	const { webhook } = JSON.parse(process.env.QUEUE_LOGS ?? '');
	expect(fs.readFileSync(webhook, 'utf8')).toContain(`Enqueued execution ${execution.id} `);

	await workflow.unpublish();
	expect(await sandbox.webHooks()).toEqual([]);
	expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('events from before two webhook processes were killed do not start the workflow again', async () => {
	const workflow = await PublishedWorkflow.inARow(n8n, 'Killed', [TRIGGER]);
	await workflow.publish();
	const [webHook] = await sandbox.webHooks();
	const setup = JSON.parse(process.env.QUEUE_SETUP ?? '');
	const [one, other] = await Promise.all(
		['killed-1', 'killed-2'].map(async (name) => await prepareProcess(setup, 'webhook', { name })),
	);
	const start = async () => await Promise.all([one.start(), other.start()]);
	/** @param {import('../../tools/n8n/instance').N8nInstance} instance @param {string} eventId */
	const deliver = async ({ url }, eventId) => {
		const address = webHook.webHookUrl.replace(process.env.QUEUE_ADDRESS, url);
		const body = JSON.stringify({ eventName: 'badgeEarned', eventId, data: {} });
		const answer = await fetch(address, { method: 'POST', headers: webHook.webHookHeaders, body });
		expect(answer.status).toBe(200);
	};
	const running = await start();
	const inTurns = Array.from({ length: 54 }, (_, index) => `in-turns-${index}`);
	const atOnce = Array.from({ length: 12 }, (_, index) => `at-once-${index}`);
	for (const [index, id] of inTurns.entries()) await deliver(index % 2 ? one : other, id);
	await Promise.all(atOnce.map(async (id) => await deliver(one, id)));
	await workflow.executions(inTurns.length + atOnce.length);
	// PostgreSQL may save parallel events in any order. The next event saves all of them.
	await deliver(one, 'afterwards');
	const all = [...inTurns, ...atOnce, 'afterwards'];
	await workflow.executions(all.length);

	for (const { pid } of running) process.kill(pid, 'SIGKILL');
	await Promise.all(running.map(async ({ ended }) => await ended));
	const again = await start();
	for (const [index, id] of all.entries()) await deliver(index % 2 ? other : one, id);
	await deliver(one, 'a new one');

	const executions = await workflow.executions(all.length + 1);
	const started = executions.flatMap((execution) =>
		/** @type {Array<{eventId: string}>} */ (execution.itemsOf(TRIGGER.name)[0]).map(
			({ eventId }) => eventId,
		),
	);
	expect(started.sort()).toEqual([...all, 'a new one'].sort());
	await workflow.unpublish();
	await Promise.all(again.map(async (process) => await process.stop()));
});

test('a test execution is delivered to the main process and runs on a worker', async () => {
	const workflow = await PublishedWorkflow.inARow(n8n, 'Tried out', [TRIGGER]);
	await workflow.listen();
	const [{ webHookUrl: url }, ...others] = await sandbox.webHooks();
	expect(others).toEqual([]);
	expect(url.startsWith(`${process.env.QUEUE_ADDRESS}/webhook-test/`)).toBe(true);

	const earnedBadgeId = await sandbox.earn(FIRST_PURCHASE, CUSTOMER);
	expect(await sandbox.deliveries()).toMatchObject([{ outcome: 'delivered', answers: [200] }]);
	const [execution] = await workflow.executions(1);

	expect(execution.itemsOf('Badge earned')).toMatchObject([[{ earnedBadgeId }]]);
	expect(workers.ranBy(execution.id)).toHaveLength(1);
	// n8n deletes the registration after its response.
	await until(async () => (await sandbox.webHooks()).length === 0);
});
