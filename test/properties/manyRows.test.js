// @ts-check
const { join } = require('node:path');

const { startSandbox } = require('../../sandbox/server');
const { run } = require('../../tools/bootstrap/childProcess');

/**
 * The memory of the engine, and of a row: its input, output and outcome, but no response after it
 * was read. The default of Node.js is 2,000 MB or more.
 */
const HEAP = { megabytes: 100, kilobytesPerRow: 2 };

const PROGRAM = join(__dirname, 'harness/limitedRun.cts');

/**
 * Revokes that many enrolments in one run of the node, in its own process.
 *
 * @param {number} rows
 */
async function revoke(rows) {
	const heap = HEAP.megabytes + Math.ceil((rows * HEAP.kilobytesPerRow) / 1000);
	const sandbox = await startSandbox({});
	const { id: badgeMetaId } = sandbox.state.addBadge({ earnType: 'ISSUE_EARN' });
	for (let id = 1; id <= rows; id++) {
		sandbox.state.addCustomer({ id });
		sandbox.state.addEnrolment({ badgeMetaId, customerId: id });
	}
	const { stdout, output, code } = await run(
		process.execPath,
		[
			`--max-old-space-size=${heap}`,
			...['--require', 'tsx/cjs', PROGRAM],
			...[sandbox.url, badgeMetaId, String(rows)],
		],
		// Without the test's NODE_ENV, under which n8n reads only settings made for tests.
		{ env: { ...process.env, NODE_ENV: 'production' } },
	);
	const { calls, changes } = sandbox.ledger;
	const unpublished = sandbox.ledger.takeUnpublished();
	await sandbox.close();
	if (code !== 0) throw new Error(output);
	return { ...JSON.parse(stdout), calls: calls.length, revoked: changes.length, unpublished };
}

it.each([20_000, 50_000])('runs %d rows with memory in proportion to the rows', async (rows) => {
	expect(await revoke(rows)).toEqual({
		status: 'success',
		...{ items: rows, inOrder: rows, calls: rows / 20, revoked: rows, unpublished: [] },
	});
});
