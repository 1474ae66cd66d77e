'use strict';

const { CONTESTANTS } = require('./contestants');
const { WORK } = require('./work');
const { workflowId } = require('./workflows');

/**
 * @typedef {object} Run
 * @property {import('./workflows').WorkName} work
 * @property {number} rows
 * @property {number} latencyMs how long the sandbox takes over every call
 * @property {import('./workflows').ContestantName} contestant
 *
 * @typedef {object} Measurement
 * @property {number} nodeMs what n8n's record of the execution says that the node took
 * @property {number} wallMs from the rows being ready to the next node having the results
 * @property {number} calls that the sandbox counted
 * @property {number} connections that were opened for them
 * @property {number} mostInFlight the most calls in work at one moment
 * @property {number} [peakBytes] n8n's resident memory at its highest
 * @property {number} [riseBytes] how far that was above the start of the run
 * @property {string} nodeVersion the Node.js that n8n runs on
 *
 * @typedef {object} Report what the workflow's last node tells
 * @property {number} nodeMs
 * @property {number} wallMs
 * @property {number} [startBytes]
 * @property {number} [peakBytes]
 * @property {string} nodeVersion
 * @property {number} items that came out of the node under test
 * @property {number} failed how many of them are failures
 * @property {object} [firstFailure]
 */

/**
 * Makes one run in the real n8n and holds what it reports against the sandbox's ledger: a run that
 * did not do every row exactly once, with as many calls as it should need, counts for nothing.
 * @param {import('./stage').Stage} stage
 * @param {Run} run
 * @returns {Promise<Measurement>}
 * @throws {Error} that names what is wrong with the run
 */
async function measure({ n8nUrl, sandbox }, { work, rows: count, latencyMs, contestant }) {
	const { rows, ids } = await WORK[work].prepare(sandbox, count);
	await sandbox.setLatency(latencyMs);
	await sandbox.clearLedger();
	const answer = await fetch(`${n8nUrl}/webhook/${workflowId(work, contestant)}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ rows }),
	});
	const report = /** @type {Report} */ (await answer.json());
	const ledger = await sandbox.ledger();

	const problem = problemOf(report, ledger, {
		ids,
		calls: Math.ceil(count / CONTESTANTS[contestant].rowsPerCall(WORK[work])),
		work: WORK[work],
	});
	if (problem) throw new Error(`${work}, ${count} rows, ${contestant}: ${problem}`);

	const { nodeMs, wallMs, startBytes = NaN, peakBytes, nodeVersion } = report;
	const { calls, connections, mostInFlight } = ledger;
	return {
		nodeMs,
		wallMs,
		calls: calls.length,
		connections,
		mostInFlight,
		...(peakBytes === undefined ? {} : { peakBytes, riseBytes: peakBytes - startBytes }),
		nodeVersion,
	};
}

/**
 * @param {Report} report
 * @param {import('./sandbox').Ledger} ledger
 * @param {{ids: string[], calls: number, work: import('./work').Work}} wanted
 * @returns {string | undefined} what is wrong, if anything is
 */
function problemOf(report, { calls, changes }, wanted) {
	const { change, idField } = wanted.work;
	if (report.items !== wanted.ids.length || report.failed !== 0) {
		return `the workflow reported ${JSON.stringify(report)}`;
	}
	const refused = calls.find(({ status }) => status !== 200);
	if (refused) return `a call was answered ${refused.status}`;
	if (calls.length !== wanted.calls) return `${calls.length} calls instead of ${wanted.calls}`;
	const done = changes.map((entry) =>
		entry.change === change ? entry[idField] : 'another change',
	);
	if (done.sort().join() !== [...wanted.ids].sort().join()) {
		return `the sandbox did ${done.length} things, and not exactly those that were asked`;
	}
	return undefined;
}

module.exports = { measure };
