'use strict';

const { sandbox, signIn } = require('../helpers/demo');
const { BulkWorkflow, holders, prepareSandbox } = require('./bulk');
const { Workers } = require('./workers');

const RUNS = 8;
const ROWS = 10;

const workers = new Workers();
beforeAll(async () => await workers.start(2));
afterAll(async () => await workers.stop());

test("two workers share the token of a credential through n8n's database", async () => {
	await prepareSandbox();
	// Slow enough that all runs notice the missing token at the same time.
	await sandbox.setFaults({ latencyMs: 400 });
	const n8n = await signIn();
	const bulk = await BulkWorkflow.publish(n8n, 'revokeIssue', { batchSize: 1 });
	let runs = 0;

	/** Runs on both workers at once. @returns the number of token requests */
	async function tokenRequests() {
		const rows = await holders('enrolments', RUNS * ROWS);
		const portions = Array.from({ length: RUNS }, (_, run) =>
			rows.slice(run * ROWS, (run + 1) * ROWS),
		);
		await sandbox.clearLedger();
		await Promise.all(portions.map(async (portion) => await bulk.start(portion)));
		runs += RUNS;
		const executions = (await bulk.workflow.executions(runs)).slice(-RUNS);

		expect(executions.map(({ status }) => status)).toEqual(Array(RUNS).fill('success'));
		expect(new Set(executions.flatMap(({ id }) => workers.ranBy(id))).size).toBe(2);
		const { changes } = await sandbox.ledger();
		const revoked = changes.filter(({ change }) => change === 'issueRevoked');
		expect(revoked.map(({ issuedId }) => issuedId).sort()).toEqual(rows.map(({ id }) => id).sort());
		return changes.filter(({ change }) => change === 'tokenIssued').length;
	}

	/** Runs of different workers cannot wait for each other, so each run may request a token. */
	const expectNewTokens = async () => {
		const requests = await tokenRequests();
		expect(requests).toBeGreaterThan(0);
		expect(requests).toBeLessThanOrEqual(RUNS);
	};
	await expectNewTokens();
	expect(await tokenRequests()).toBe(0);
	await sandbox.expireTokens();
	await expectNewTokens();
	expect(await tokenRequests()).toBe(0);
	await bulk.workflow.unpublish();
});
