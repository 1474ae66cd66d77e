'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { prepareProcess } = require('../../tools/n8n/queueProcess');
const { startRedis } = require('../../tools/services/redis');
const { sandbox, signIn } = require('../helpers/demo');
const { temporaryFolder } = require('../tools/temporaryFolder');
const { BulkWorkflow, customers, prepareSandbox } = require('./bulk');

// A webhook process and a worker with their own Redis, which stops with runs in its queue.

const RUNS = 3;

const folder = temporaryFolder();
/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
beforeAll(async () => {
	n8n = await signIn();
});
beforeEach(async () => await prepareSandbox());

/**
 * A Redis, and a function that prepares an n8n process which uses it.
 *
 * @param {string} name @param {boolean} keeps @param {NodeJS.ProcessEnv} [variables] for n8n
 */
async function ownRedis(name, keeps, variables = {}) {
	const place = path.join(folder, name);
	fs.mkdirSync(place);
	const redis = await startRedis(place, { keeps });
	const setup = JSON.parse(process.env.QUEUE_SETUP ?? '');
	const own = { ...setup, variables: { ...setup.variables, ...redis.variables, ...variables } };
	const prepare = async (/** @type {'webhook' | 'worker'} */ role) =>
		await prepareProcess(own, role, { name: `${role}-${name}` });
	const startAgain = async () => await startRedis(place, { keeps, variables: redis.variables });
	return { redis, prepare, startAgain };
}

/** @param {BulkWorkflow} bulk @returns {Promise<string[]>} the statuses of its executions, oldest first */
async function statuses({ workflow }) {
	const ids = await workflow.executionIds();
	const all = ids.map(async (id) => (await n8n.call('GET', `/rest/executions/${id}`)).data.status);
	return await Promise.all(all);
}

test.each([
	{ redis: 'that keeps its data', keeps: true, then: 'are run', after: 'success' },
	{ redis: 'that keeps nothing', keeps: false, then: "stay 'new'", after: 'new' },
])(
	'when a Redis $redis stops, n8n ends, and waiting runs $then afterwards',
	async ({ keeps, after }) => {
		const { redis, prepare, startAgain } = await ownRedis(`keeps-${keeps}`, keeps);
		const [webhook, worker] = await Promise.all([prepare('webhook'), prepare('worker')]);
		const bulk = await BulkWorkflow.publish(n8n, 'createEarn', { requestId: '={{ $json.id }}' });
		const ids = await customers(RUNS + 1);
		const start = async (/** @type {number} */ run) =>
			await bulk.start([{ customer: ids[run], id: `order-${ids[run]}` }], webhook.url);
		const given = async () => {
			const { changes } = await sandbox.ledger();
			return changes.flatMap(({ change, customerId }) =>
				change === 'earned' ? [Number(customerId)] : [],
			);
		};

		// Without a worker, the runs wait in the queue.
		const before = await webhook.start();
		for (let run = 0; run < RUNS; run++) await start(run);
		expect(await statuses(bulk)).toEqual(Array(RUNS).fill('new'));
		await redis.stop();
		// n8n ends by itself when Redis is away for ten seconds.
		expect(await before.ended).not.toBe(0);

		const again = await startAgain();
		const [webhookAgain, workerAgain] = await Promise.all([webhook.start(), worker.start()]);
		await start(RUNS);
		const last = (await bulk.workflow.executionIds())[RUNS];
		expect(await n8n.execution(last)).toMatchObject({ status: 'success' });
		if (keeps) await bulk.workflow.executions(RUNS + 1);
		expect(await statuses(bulk)).toEqual([...Array(RUNS).fill(after), 'success']);
		expect((await given()).sort()).toEqual((keeps ? ids : ids.slice(RUNS)).sort());
		await bulk.workflow.unpublish();
		await Promise.all([webhookAgain.stop(), workerAgain.stop()]);
		await again.stop();
	},
);

test('with a higher QUEUE_BULL_REDIS_TIMEOUT_THRESHOLD n8n waits for Redis and runs what waited', async () => {
	const patient = { QUEUE_BULL_REDIS_TIMEOUT_THRESHOLD: '60000' };
	const { redis, prepare, startAgain } = await ownRedis('patient', true, patient);
	const [webhook, worker] = await Promise.all([prepare('webhook'), prepare('worker')]);
	const bulk = await BulkWorkflow.publish(n8n, 'createEarn', { requestId: '={{ $json.id }}' });
	const ids = await customers(RUNS);
	const processes = [await webhook.start()];
	for (const id of ids) await bulk.start([{ customer: id, id: `order-${id}` }], webhook.url);
	processes.push(await worker.start());
	await bulk.workflow.executions(RUNS);

	await redis.stop();
	const ended = Promise.race(processes.map(async (process) => await process.ended));
	// With the default, n8n ends after ten seconds.
	expect(await Promise.race([ended, sleep(15_000, 'still there')])).toBe('still there');
	const again = await startAgain();
	const [late] = await customers(1);
	await bulk.start([{ customer: late, id: `order-${late}` }], webhook.url);

	const executions = await bulk.workflow.executions(RUNS + 1);
	expect(executions.map(({ status }) => status)).toEqual(Array(RUNS + 1).fill('success'));
	await bulk.workflow.unpublish();
	await Promise.all(processes.map(async (process) => await process.stop()));
	await again.stop();
});
