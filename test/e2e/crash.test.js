'use strict';

const path = require('node:path');
const { until } = require('../../tools/services/polling');
const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { BulkWorkflow, customers, prepareSandbox } = require('../queue/bulk');
const { temporaryFolder } = require('../tools/temporaryFolder');
const { OwnN8n } = require('./ownN8n');
const { PublishedWorkflow } = require('../../tools/n8n/publishedWorkflow');
const { sandbox } = require('../helpers/demo');

// Retry after n8n was killed during a bulk run, as described in docs/when-things-fail.md.

const ROWS = 100;
/** The number of rows that are done when n8n is killed. */
const KILL_AT = 20;
/** The time of a call in milliseconds, so that the run lasts until n8n is killed. */
const LATENCY = 300;
const LOOK_AGAIN = 20;
const SAVED = { saveExecutionProgress: true };
const REQUEST_ID = { requestId: '={{ $json.id }}' };
const NO_REQUEST_ID = { batchSize: 1, alreadyDone: 'success' };

const folder = temporaryFolder();
/** @type {OwnN8n} */
let own;
/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;

beforeAll(async () => {
	own = await OwnN8n.create(path.join(folder, 'n8n'));
	n8n = await own.start();
});
afterAll(async () => await own.stop());

/** @returns {Promise<number[]>} the customers who got the badge, once for each time */
async function given() {
	const { changes } = await sandbox.ledger();
	const earned = changes.filter(({ change }) => change === 'earned' || change === 'imported');
	return earned.map(({ customerId }) => Number(customerId));
}

test.each(
	/** @type {const} */ ([
		['createEarn', NO_REQUEST_ID, {}, 'twice'],
		['createEarn', NO_REQUEST_ID, SAVED, 'twice'],
		['importEarn', { batchSize: 1 }, {}, 'twice'],
		['importEarn', { batchSize: 1 }, SAVED, 'twice'],
		['createEarn', { ...REQUEST_ID, alreadyDone: 'success' }, {}, 'once'],
		['createEarn', { ...REQUEST_ID, alreadyDone: 'success' }, SAVED, 'once'],
	]),
)(
	'%s with %j, workflow with %j: Retry after a crash gives earlier badges %s',
	async (work, options, settings, times) => {
		await prepareSandbox();
		const ids = await customers(ROWS);
		await sandbox.setFaults({ latencyMs: LATENCY });
		const bulk = await BulkWorkflow.publish(n8n, work, options, settings);
		const rows = ids.map((customer) => ({ customer, id: `order-${customer}` }));
		await bulk.start(rows, n8n.url);
		await until(async () => (await given()).length >= KILL_AT, LOOK_AGAIN);
		await own.kill();
		await sandbox.setFaults({ latencyMs: 0 });
		n8n = await own.start();
		bulk.workflow.n8n = n8n;
		const before = await given();
		expect(before.length).toBeLessThan(ROWS);

		const [id] = await bulk.workflow.executionIds();
		expect(await n8n.execution(id)).toMatchObject({
			status: 'crashed',
			error: 'Workflow did not finish, possible out-of-memory issue',
		});
		const retry = await n8n.retry(id, bulk.workflow.id, false);
		await bulk.workflow.unpublish();
		expect(retry.status).toBe('success');
		expect((await given()).sort()).toEqual([...ids, ...(times === 'twice' ? before : [])].sort());
		const [done] = retry.itemsOf('Capillary');
		const marked = done.filter((output) => 'alreadyDone' in output);
		expect(marked).toHaveLength(times === 'once' ? before.length : 0);
	},
);

test('a manual run without Save execution progress cannot be retried', async () => {
	const workflow = await n8n.createWorkflow({
		name: 'By hand',
		nodes: [
			{
				...{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				...{ typeVersion: 1, position: [0, 0], parameters: {} },
			},
			{
				...{ id: 'wait', name: 'Wait', type: 'n8n-nodes-base.wait', typeVersion: 1 },
				...{ position: [200, 0], webhookId: crypto.randomUUID() },
				parameters: { resume: 'timeInterval', amount: 50, unit: 'seconds' },
			},
		],
		connections: { Start: { main: [[{ node: 'Wait', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	const { data } = await n8n.call('POST', `/rest/workflows/${workflow}/run`, {
		triggerToStartFrom: { name: 'Start' },
	});
	await own.kill();
	n8n = await own.start();
	expect(await n8n.execution(data.executionId)).toMatchObject({ status: 'crashed' });
	await expect(n8n.retry(data.executionId, workflow, false)).rejects.toThrow('cannot be retried');
});

test('an event that n8n accepted but did not finish is in the crashed execution, and Retry runs it', async () => {
	await sandbox.reset();
	const trigger = {
		name: 'Badge earned',
		type: 'n8n-nodes-capillary-badges.capillaryBadgesTrigger',
		parameters: {},
		credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
	};
	const wait = {
		name: 'Work for a while',
		type: 'n8n-nodes-base.wait',
		parameters: { resume: 'timeInterval', amount: 10, unit: 'seconds' },
	};
	const workflow = await PublishedWorkflow.inARow(n8n, 'In hand', [trigger, wait]);
	await workflow.publish();
	const [{ webHookUrl, webHookHeaders }] = await sandbox.webHooks();
	const body = JSON.stringify({ eventName: 'badgeEarned', eventId: 'in hand', data: {} });
	const answer = await fetch(webHookUrl, { method: 'POST', headers: webHookHeaders, body });
	expect(answer.status).toBe(200);
	await own.kill();
	n8n = await own.start();
	workflow.n8n = n8n;

	const [id] = await workflow.executionIds();
	expect(await n8n.execution(id)).toMatchObject({ status: 'crashed' });
	const retry = await n8n.retry(id, workflow.id, false);
	await workflow.unpublish();
	expect(retry.status).toBe('success');
	// n8n adds an empty item of its own before it.
	expect(retry.handedTo(trigger.name).at(-1)).toMatchObject({ eventId: 'in hand' });
	expect(retry.handedTo(wait.name)).toMatchObject([{ eventId: 'in hand' }]);
});
