'use strict';

const { until } = require('../../tools/services/polling');
const { sandbox, signIn } = require('../helpers/demo');
const { BulkWorkflow, customers, holders, nothingUnderWay, prepareSandbox } = require('./bulk');
const { Workers } = require('./workers');

/** @typedef {{customerId: number, earnedBadgeId: string, alreadyDone?: boolean}} Output */

const ROWS = 120;
/** The number of rows that are done when the worker is killed. */
const DONE_BEFORE = 30;
/**
 * The time of a call in milliseconds. With five calls at a time, a run lasts long enough to be
 * killed.
 */
const LATENCY = 400;
/** The time of the calls that are under way when the worker is killed, in milliseconds. */
const LATENCY_AT_THE_END = 5000;

const workers = new Workers();
/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;

beforeAll(async () => {
	n8n = await signIn();
	await workers.start(1);
});
beforeEach(async () => {
	// With the worker that is left from the previous test, there are two.
	await workers.start(1);
	await prepareSandbox();
});
afterAll(async () => await workers.stop());

/** What was given and revoked, in order. */
async function changesMade() {
	const { changes } = await sandbox.ledger();
	return changes.filter(({ change }) => change !== 'tokenIssued');
}

/** Waits until the worker has sent calls that take long, so that it is killed before their responses. */
async function slowCallsUnderWay() {
	await sandbox.setFaults({ latencyMs: LATENCY_AT_THE_END });
	const { calls } = await sandbox.ledger();
	await until(async () => (await sandbox.ledger()).calls.length > calls.length);
}

/**
 * Starts a run and sends a signal to its worker when a part of the rows is done.
 *
 * @param {BulkWorkflow} bulk @param {import('./bulk').Row[]} rows @param {NodeJS.Signals} signal
 */
async function signalWorker(bulk, rows, signal) {
	await sandbox.setFaults({ latencyMs: LATENCY });
	await sandbox.clearLedger();
	await bulk.start(rows);
	await until(async () => (await changesMade()).length >= DONE_BEFORE);
	const [id] = await bulk.workflow.executionIds();
	const worker = await workers.workerOf(id);
	if (signal === 'SIGKILL') await slowCallsUnderWay();
	process.kill(worker.pid, signal);
	await worker.ended;
	return { id, worker };
}

/**
 * Kills a worker and checks what n8n does with its execution.
 *
 * @param {BulkWorkflow} bulk @param {import('./bulk').Row[]} rows
 * @returns what it had done, with or without a response
 */
async function killWorker(bulk, rows) {
	const { id, worker } = await signalWorker(bulk, rows, 'SIGKILL');
	await nothingUnderWay();
	const before = await changesMade();
	expect(before.length).toBeLessThan(ROWS);
	const { calls } = await sandbox.ledger();
	// Some calls were carried out without a response.
	expect(calls.filter(({ status }) => status === 'dropped').length).toBeGreaterThan(0);

	const execution = await n8n.execution(id);
	expect(execution).toMatchObject({
		status: 'error',
		error: expect.stringContaining(
			'failed to be processed too many times and will no longer retry',
		),
	});
	// n8n keeps nothing of the run, not even its input, so a retry fails too.
	await n8n.call('POST', `/rest/executions/${id}/retry`, { loadWorkflow: true });
	const [, retry] = await bulk.workflow.executions(2);
	expect(retry).toMatchObject({ status: 'error', error: execution.error });
	// The other worker did not start it again.
	expect(workers.ranBy(id)).toEqual([worker]);
	expect(await changesMade()).toEqual(before);
	return before;
}

/** @param {BulkWorkflow} bulk @param {import('./bulk').Row[]} rows @returns {Promise<Output[]>} */
async function runAgain(bulk, rows) {
	await sandbox.setFaults({ latencyMs: 0 });
	await bulk.start(rows);
	const [, , again] = await bulk.workflow.executions(3);
	await bulk.workflow.unpublish();
	expect(again.status).toBe('success');
	const [succeeded, failed] = /** @type {Output[][]} */ (again.itemsOf('Capillary'));
	expect(failed).toEqual([]);
	return succeeded;
}

/** @param {Array<{customerId: number | string}>} all */
const customersOf = (all) => all.map(({ customerId }) => Number(customerId));

test('when a worker dies, n8n gives the run up, and running it again revokes nothing twice', async () => {
	const rows = await holders('earned', ROWS);
	const bulk = await BulkWorkflow.publish(n8n, 'revokeEarn', { alreadyDone: 'success' });
	const before = await killWorker(bulk, rows);
	const outputs = await runAgain(bulk, rows);

	expect(outputs.map(({ earnedBadgeId }) => earnedBadgeId)).toEqual(rows.map(({ id }) => id));
	const alreadyDone = outputs.filter((output) => output.alreadyDone);
	expect(customersOf(alreadyDone).sort()).toEqual(customersOf(before).sort());
	const revoked = (await changesMade()).map(
		({ change, earnedBadgeId }) => `${change} ${earnedBadgeId}`,
	);
	expect(revoked.sort()).toEqual(rows.map(({ id }) => `earnRevoked ${id}`).sort());
});

test('when a worker dies, running again gives nothing twice if each row has its own request ID', async () => {
	const rows = (await customers(ROWS)).map((customer) => ({ customer, id: `order-${customer}` }));
	const bulk = await BulkWorkflow.publish(n8n, 'createEarn', {
		alreadyDone: 'success',
		requestId: '={{ $json.id }}',
	});
	const before = await killWorker(bulk, rows);
	const outputs = await runAgain(bulk, rows);

	expect(customersOf(outputs)).toEqual(rows.map(({ customer }) => customer));
	const alreadyDone = outputs.filter((output) => output.alreadyDone);
	expect(customersOf(alreadyDone).sort()).toEqual(customersOf(before).sort());
	const given = await changesMade();
	expect(customersOf(given).sort()).toEqual(rows.map(({ customer }) => customer).sort());
	const idOf = new Map(
		given.map(({ customerId, earnedBadgeId }) => [Number(customerId), earnedBadgeId]),
	);
	expect(outputs.map(({ earnedBadgeId }) => earnedBadgeId)).toEqual(
		outputs.map(({ customerId }) => idOf.get(customerId)),
	);
});

test('a worker that is asked to end finishes its run first', async () => {
	const rows = await holders('earned', ROWS);
	const bulk = await BulkWorkflow.publish(n8n, 'revokeEarn');
	const { id, worker } = await signalWorker(bulk, rows, 'SIGTERM');
	const execution = await n8n.execution(id);
	await bulk.workflow.unpublish();

	expect(execution.status).toBe('success');
	expect(workers.ranBy(id)).toEqual([worker]);
	expect(execution.itemsOf('Capillary').map(({ length }) => length)).toEqual([ROWS, 0]);
	const revoked = (await changesMade()).map(({ earnedBadgeId }) => earnedBadgeId);
	expect(revoked.sort()).toEqual(rows.map(({ id: earned }) => earned).sort());
});
