'use strict';

const fs = require('node:fs');
const { sandbox, signIn } = require('../helpers/demo');
const { BulkWorkflow, holders, prepareSandbox } = require('./bulk');
const { Workers } = require('./workers');

/** More than one worker takes at once, so that both get some. */
const RUNS = 8;
const ROWS = 300;
const PER_CALL = 20;

const workers = new Workers();
beforeAll(async () => await workers.start(2));
afterAll(async () => await workers.stop());

/** @param {'main' | 'webhook'} role the process whose output is read */
const printedBy = (role) => {
	return fs.readFileSync(JSON.parse(process.env.QUEUE_LOGS ?? '')[role], 'utf8');
};

test('bulk runs are distributed to the workers, and every row is done once', async () => {
	await prepareSandbox();
	const rows = await holders('enrolments', RUNS * ROWS);
	const portions = Array.from({ length: RUNS }, (_, run) =>
		rows.slice(run * ROWS, (run + 1) * ROWS),
	);
	const n8n = await signIn();
	const bulk = await BulkWorkflow.publish(n8n, 'revokeIssue', { concurrency: 1 });
	await sandbox.setFaults({ latencyMs: 100 });
	await sandbox.clearLedger();

	await Promise.all(portions.map(async (portion) => await bulk.start(portion)));
	const executions = await bulk.workflow.executions(RUNS);
	await bulk.workflow.unpublish();

	expect(executions.map(({ status }) => status)).toEqual(Array(RUNS).fill('success'));
	for (const { id } of executions) {
		expect(workers.ranBy(id)).toHaveLength(1);
		// The webhook process accepts the call and queues the execution, without the main process.
		expect(printedBy('webhook')).toContain(`Enqueued execution ${id} `);
		expect(printedBy('main')).not.toContain(`Enqueued execution ${id} `);
	}
	expect(new Set(executions.flatMap(({ id }) => workers.ranBy(id))).size).toBe(2);

	const done = executions.flatMap((execution) => execution.itemsOf('Capillary')[0]);
	expect(done).toHaveLength(rows.length);
	const { calls, changes } = await sandbox.ledger();
	const revoked = changes.filter(({ change }) => change === 'issueRevoked');
	expect(revoked.map(({ issuedId }) => issuedId).sort()).toEqual(rows.map(({ id }) => id).sort());
	const answered = calls.filter(
		({ path, status }) => path.endsWith('/revokeIssue') && status === 200,
	);
	expect(answered).toHaveLength((RUNS * ROWS) / PER_CALL);
});
