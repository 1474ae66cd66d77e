'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { N8nClient } = require('../e2e/n8nClient');
const { sandbox } = require('../e2e/sandboxClient');
const { BulkWorkflow, customers, holders, prepareSandbox } = require('./bulk');
const { Crew } = require('./crew');

/** @typedef {{customerId: number, earnedBadgeId: string, alreadyDone?: boolean}} Output */

const LOOK_AGAIN = 50;
const ROWS = 120;
/** How many of them are done when the worker is struck. */
const DONE_BEFORE = 30;
/** How long a call takes, in milliseconds: five at a time, a run takes long enough to strike. */
const LATENCY = 400;

const crew = new Crew();
/** @type {N8nClient} */
let n8n;

beforeAll(async () => {
	n8n = await N8nClient.signIn();
	await crew.start(1);
});
beforeEach(async () => {
	// With the one that is left from the test before, there are two.
	await crew.start(1);
	await prepareSandbox();
});
afterAll(async () => await crew.stop());

/** What was given and taken back, in the order in which it happened. */
async function done() {
	const { changes } = await sandbox.ledger();
	return changes.filter(({ change }) => change !== 'tokenIssued');
}

/** Once all calls under way have been carried out, their caller there or not. */
async function nothingUnderWay() {
	for (;;) {
		const { calls } = await sandbox.ledger();
		if (calls.every(({ status, changes }) => typeof status === 'number' || changes.length > 0))
			return;
		await sleep(LOOK_AGAIN);
	}
}

/**
 * Starts a run and, when a part of its rows is done, sends a signal to the worker that has it.
 * @param {BulkWorkflow} bulk @param {import('./bulk').Row[]} rows @param {NodeJS.Signals} signal
 */
async function strike(bulk, rows, signal) {
	await sandbox.call('PUT', '/sandbox/faults', { latencyMs: LATENCY });
	await sandbox.clearLedger();
	await bulk.start(rows);
	while ((await done()).length < DONE_BEFORE) await sleep(LOOK_AGAIN);
	const [id] = await bulk.workflow.executionIds();
	const worker = await crew.whoeverRuns(id);
	process.kill(worker.pid, signal);
	await worker.ended;
	return { id, worker };
}

/**
 * Strikes a worker dead, and holds what n8n makes of its execution.
 * @param {BulkWorkflow} bulk @param {import('./bulk').Row[]} rows
 * @returns what it had done, heard of or not
 */
async function strikeDead(bulk, rows) {
	const { id, worker } = await strike(bulk, rows, 'SIGKILL');
	await nothingUnderWay();
	const before = await done();
	expect(before.length).toBeLessThan(ROWS);
	const { calls } = await sandbox.ledger();
	// The hard part: what was carried out without anybody hearing of it.
	expect(calls.filter(({ status }) => status === 'dropped').length).toBeGreaterThan(0);

	const execution = await n8n.execution(id);
	expect(execution).toMatchObject({
		status: 'error',
		error: expect.stringContaining(
			'failed to be processed too many times and will no longer retry',
		),
	});
	// n8n keeps nothing of the run, not even the rows that it began with, so a retry has none.
	await n8n.call('POST', `/rest/executions/${id}/retry`, { loadWorkflow: true });
	const [, retry] = await bulk.workflow.executions(2);
	expect(retry).toMatchObject({ status: 'error', error: execution.error });
	// Nor did the other worker begin anew: not one more row was done.
	expect(crew.ranBy(id)).toEqual([worker]);
	expect(await done()).toEqual(before);
	return before;
}

/** @param {BulkWorkflow} bulk @param {import('./bulk').Row[]} rows @returns {Promise<Output[]>} */
async function runAgain(bulk, rows) {
	await sandbox.call('PUT', '/sandbox/faults', { latencyMs: 0 });
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

test('a worker dies: n8n gives the run up, and run again, nothing is taken back twice', async () => {
	const rows = await holders('earned', ROWS);
	const bulk = await BulkWorkflow.publish(n8n, 'revokeEarn', { alreadyDone: 'success' });
	const before = await strikeDead(bulk, rows);
	const outputs = await runAgain(bulk, rows);

	expect(outputs.map(({ earnedBadgeId }) => earnedBadgeId)).toEqual(rows.map(({ id }) => id));
	const alreadyDone = outputs.filter((output) => output.alreadyDone);
	expect(customersOf(alreadyDone).sort()).toEqual(customersOf(before).sort());
	const revoked = (await done()).map(({ change, earnedBadgeId }) => `${change} ${earnedBadgeId}`);
	expect(revoked.sort()).toEqual(rows.map(({ id }) => `earnRevoked ${id}`).sort());
});

test('the same when badges are given, each row with its own request ID', async () => {
	const rows = (await customers(ROWS)).map((customer) => ({ customer, id: `order-${customer}` }));
	const bulk = await BulkWorkflow.publish(n8n, 'createEarn', {
		alreadyDone: 'success',
		requestId: '={{ $json.id }}',
	});
	const before = await strikeDead(bulk, rows);
	const outputs = await runAgain(bulk, rows);

	expect(customersOf(outputs)).toEqual(rows.map(({ customer }) => customer));
	const alreadyDone = outputs.filter((output) => output.alreadyDone);
	expect(customersOf(alreadyDone).sort()).toEqual(customersOf(before).sort());
	const given = await done();
	expect(customersOf(given).sort()).toEqual(rows.map(({ customer }) => customer).sort());
	const idOf = new Map(
		given.map(({ customerId, earnedBadgeId }) => [Number(customerId), earnedBadgeId]),
	);
	expect(outputs.map(({ earnedBadgeId }) => earnedBadgeId)).toEqual(
		outputs.map(({ customerId }) => idOf.get(customerId)),
	);
});

test('a worker that is told to end finishes its run first', async () => {
	const rows = await holders('earned', ROWS);
	const bulk = await BulkWorkflow.publish(n8n, 'revokeEarn');
	const { id, worker } = await strike(bulk, rows, 'SIGTERM');
	const execution = await n8n.execution(id);
	await bulk.workflow.unpublish();

	expect(execution.status).toBe('success');
	expect(crew.ranBy(id)).toEqual([worker]);
	expect(execution.itemsOf('Capillary').map(({ length }) => length)).toEqual([ROWS, 0]);
	const revoked = (await done()).map(({ earnedBadgeId }) => earnedBadgeId);
	expect(revoked.sort()).toEqual(rows.map(({ id: earned }) => earned).sort());
});
