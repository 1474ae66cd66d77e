'use strict';

const path = require('node:path');
const { until } = require('../../../tools/services/polling');
const { DEMO_CREDENTIALS } = require('../../../tools/demo/entities');
const { BulkWorkflow, customers, nothingUnderWay, prepareSandbox } = require('../../queue/bulk');
const { temporaryFolder } = require('../../tools/temporaryFolder');
const { OwnN8n } = require('./ownN8n');
const { PublishedWorkflow } = require('../../../tools/n8n/publishedWorkflow');
const { sandbox } = require('../../helpers/demo');

// Retry after n8n was killed during bulk runs, a manual run and an event, as described in
// docs/when-things-fail.md. All of them are under way when n8n is killed, once for all tests.

const ROWS = 100;
/** The number of rows of each bulk run that are done when n8n is killed. */
const KILL_AT = 20;
/** The time of a call in milliseconds, so that the runs last until n8n is killed. */
const LATENCY = 1000;
/** The same while the other work is started. Then no bulk run ends. */
const LATENCY_BEFORE_KILL = 10_000;
const LOOK_AGAIN = 20;
const SAVED = { saveExecutionProgress: true };
const REQUEST_ID = { requestId: '={{ $json.id }}' };
const NO_REQUEST_ID = { batchSize: 1, alreadyDone: 'success' };

/** @type {Array<{work: 'createEarn' | 'importEarn', options: object, settings: object, times: string}>} */
const BULK_RUNS = [
	{ work: 'createEarn', options: NO_REQUEST_ID, settings: {}, times: 'twice' },
	{ work: 'createEarn', options: NO_REQUEST_ID, settings: SAVED, times: 'twice' },
	{ work: 'importEarn', options: { batchSize: 1 }, settings: {}, times: 'twice' },
	{ work: 'importEarn', options: { batchSize: 1 }, settings: SAVED, times: 'twice' },
	{
		...{ work: 'createEarn', options: { ...REQUEST_ID, alreadyDone: 'success' } },
		...{ settings: {}, times: 'once' },
	},
	{
		...{ work: 'createEarn', options: { ...REQUEST_ID, alreadyDone: 'success' } },
		...{ settings: SAVED, times: 'once' },
	},
];
const TRIGGER = {
	name: 'Badge earned',
	type: 'n8n-nodes-capillary-badges.capillaryBadgesTrigger',
	parameters: {},
	credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
};
const WAIT = { name: 'Work for a while', type: 'n8n-nodes-base.wait' };
/** @param {number} amount of seconds */
const seconds = (amount) => ({ resume: 'timeInterval', amount, unit: 'seconds' });

/** @type {OwnN8n} */
let own;
afterAll(async () => await own.stop());
// Deleted after n8n has stopped: these hooks run in the order of their definition.
const folder = temporaryFolder();
/** @type {import('../../../tools/n8n/client').N8nClient} */
let n8n;
/** Those of BULK_RUNS, in the same order. @type {Array<{bulk: BulkWorkflow, ids: number[]}>} */
let bulkRuns;
/** What each bulk run had done when n8n was killed. @type {number[][]} */
let doneBefore;
/** @type {{workflow: string, execution: string}} */
let manualRun;
/** @type {{workflow: PublishedWorkflow, execution: string}} */
let eventRun;

/** @param {number[]} ids @returns {Promise<number[]>} those who got the badge, once for each time */
async function given(ids) {
	const { changes } = await sandbox.ledger();
	const earned = changes.filter(({ change }) => change === 'earned' || change === 'imported');
	const all = earned.map(({ customerId }) => Number(customerId));
	return all.filter((id) => ids.includes(id));
}

/** Starts all of BULK_RUNS, and waits until each has done a part of its rows. */
async function startBulkRuns() {
	bulkRuns = [];
	for (const { work, options, settings } of BULK_RUNS) {
		const ids = await customers(ROWS);
		bulkRuns.push({ ids, bulk: await BulkWorkflow.publish(n8n, work, options, settings) });
	}
	await sandbox.setFaults({ latencyMs: LATENCY });
	for (const { bulk, ids } of bulkRuns) {
		await bulk.start(
			ids.map((customer) => ({ customer, id: `order-${customer}` })),
			n8n.url,
		);
	}
	const isUnderWay = async (/** @type {number[]} */ ids) => (await given(ids)).length >= KILL_AT;
	for (const { ids } of bulkRuns) await until(async () => await isUnderWay(ids), LOOK_AGAIN);
	await sandbox.setFaults({ latencyMs: LATENCY_BEFORE_KILL });
}

/** Starts a workflow by hand that waits. */
async function startManualRun() {
	const workflow = await n8n.createWorkflow({
		name: 'By hand',
		nodes: [
			{
				...{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				...{ typeVersion: 1, position: [0, 0], parameters: {} },
			},
			{
				...{ ...WAIT, id: 'wait', typeVersion: 1, position: [200, 0] },
				...{ webhookId: crypto.randomUUID(), parameters: seconds(50) },
			},
		],
		connections: { Start: { main: [[{ node: WAIT.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	const { data } = await n8n.call('POST', `/rest/workflows/${workflow}/run`, {
		triggerToStartFrom: { name: 'Start' },
	});
	return { workflow, execution: data.executionId };
}

/** A published workflow that starts with an event and takes a while. */
async function publishTrigger() {
	const wait = { ...WAIT, parameters: seconds(5) };
	const workflow = await PublishedWorkflow.inARow(n8n, 'In hand', [TRIGGER, wait]);
	await workflow.publish();
	const [webHook] = await sandbox.webHooks();
	// The badges that the bulk runs give are no events of this test.
	await sandbox.call('DELETE', `/v3/webHooks/${webHook.webHookId}`);
	return { workflow, webHook };
}

/** Delivers an event to it. @param {Awaited<ReturnType<typeof publishTrigger>>} published */
async function startByEvent({ workflow, webHook: { webHookUrl, webHookHeaders } }) {
	const body = JSON.stringify({ eventName: 'badgeEarned', eventId: 'in hand', data: {} });
	const answer = await fetch(webHookUrl, { method: 'POST', headers: webHookHeaders, body });
	expect(answer.status).toBe(200);
	const [execution] = await workflow.executionIds();
	return { workflow, execution };
}

beforeAll(async () => {
	own = await OwnN8n.create(path.join(folder, 'n8n'));
	n8n = await own.start();
	await prepareSandbox();
	const published = await publishTrigger();
	await startBulkRuns();
	manualRun = await startManualRun();
	eventRun = await startByEvent(published);
	await own.kill();

	await sandbox.setFaults({ latencyMs: 0 });
	n8n = await own.start();
	for (const { workflow } of [eventRun, ...bulkRuns.map(({ bulk }) => bulk)]) workflow.n8n = n8n;
	await nothingUnderWay();
	doneBefore = await Promise.all(bulkRuns.map(async ({ ids }) => await given(ids)));
});

test.each(BULK_RUNS.map((run, index) => ({ ...run, index })))(
	'$work with $options, workflow with $settings: Retry after a crash gives earlier badges $times',
	async ({ index, times }) => {
		const { bulk, ids } = bulkRuns[index];
		const before = doneBefore[index];
		expect(before.length).toBeLessThan(ROWS);

		const [id] = await bulk.workflow.executionIds();
		expect(await n8n.execution(id)).toMatchObject({
			status: 'crashed',
			error: 'Workflow did not finish, possible out-of-memory issue',
		});
		const retry = await n8n.retry(id, bulk.workflow.id, false);
		await bulk.workflow.unpublish();
		expect(retry.status).toBe('success');
		expect((await given(ids)).sort()).toEqual(
			[...ids, ...(times === 'twice' ? before : [])].sort(),
		);
		const [done] = retry.itemsOf('Capillary');
		const marked = done.filter((output) => 'alreadyDone' in output);
		expect(marked).toHaveLength(times === 'once' ? before.length : 0);
	},
);

test('a manual run without Save execution progress cannot be retried', async () => {
	const { workflow, execution } = manualRun;
	expect(await n8n.execution(execution)).toMatchObject({ status: 'crashed' });
	await expect(n8n.retry(execution, workflow, false)).rejects.toThrow('cannot be retried');
});

test('an event that n8n accepted but did not finish is in the crashed execution, and Retry runs it', async () => {
	const { workflow, execution } = eventRun;
	expect(await n8n.execution(execution)).toMatchObject({ status: 'crashed' });
	const retry = await n8n.retry(execution, workflow.id, false);
	await workflow.unpublish();
	expect(retry.status).toBe('success');
	// n8n adds an empty item of its own before it.
	expect(retry.handedTo(TRIGGER.name).at(-1)).toMatchObject({ eventId: 'in hand' });
	expect(retry.handedTo(WAIT.name)).toMatchObject([{ eventId: 'in hand' }]);
});
