'use strict';

// Makes one run in the real n8n, and checks it with the sandbox's ledger.
const { CONTESTANTS } = require('./contestants');
const { WORK } = require('./work');

/**
 * @typedef {object} Run
 * @property {import('./stage').WorkName} work
 * @property {number} rows
 * @property {import('./stage').ContestantName} contestant
 *
 * @typedef {object} Measurement
 * @property {number} wallMs from when the rows are ready until the next node has the results
 * @property {number} calls counted by the sandbox
 * @property {number} mostInFlight
 * @property {number} [peakBytes] n8n's highest resident memory
 */

/** The sandbox's latency in milliseconds: that of a host in another city. */
const LATENCY = 50;

/**
 * A run counts only when it has done each row exactly once, with the expected number of calls.
 * @param {import('./stage').Stage} stage
 * @param {Run} run
 * @returns {Promise<Measurement>}
 * @throws {Error} when the run does not count
 */
async function measure(stage, { work, rows: count, contestant }) {
	const { sandbox } = stage;
	const { rows, ids } = await WORK[work].prepare(sandbox, count);
	await sandbox.setFaults({ latencyMs: LATENCY });
	await sandbox.clearLedger();
	const report = await stage.run(work, contestant, { rows });
	const ledger = await sandbox.ledger();

	const calls = CONTESTANTS[contestant].calls(WORK[work], count);
	const problem = problemOf(report, ledger, { ids, calls, work: WORK[work] });
	if (problem) throw new Error(`${work}, ${count} rows, ${contestant}: ${problem}`);
	const { wallMs, peakBytes } = report;
	return { wallMs, peakBytes, calls: ledger.calls.length, mostInFlight: ledger.mostInFlight };
}

/**
 * @param {{items: number, failed: number}} report of the workflow's last node
 * @param {{calls: Array<{status: unknown}>, changes: Array<Record<string, any>>}} ledger
 * @param {{ids: string[], calls: number, work: import('./work').Work}} wanted
 * @returns {string | undefined} what is wrong
 */
function problemOf(report, { calls, changes }, wanted) {
	const { change, idField } = wanted.work;
	if (report.items !== wanted.ids.length || report.failed !== 0) {
		return `the workflow reported ${JSON.stringify(report)}`;
	}
	const refused = calls.find(({ status }) => status !== 200);
	if (refused) return `a response had the status ${refused.status}`;
	if (calls.length !== wanted.calls) return `${calls.length} calls instead of ${wanted.calls}`;
	const done = changes.map((entry) =>
		entry.change === change ? entry[idField] : 'another change',
	);
	if (done.sort().join() === [...wanted.ids].sort().join()) return undefined;
	return `the sandbox made ${done.length} changes, and they are not the expected ones`;
}

module.exports = { LATENCY, measure };
