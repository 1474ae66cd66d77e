'use strict';

const { sandbox } = require('../test/e2e/sandboxClient');
const { CONTESTANTS } = require('./contestants');
const { WORK } = require('./work');

/**
 * @typedef {object} Run
 * @property {import('./stage').WorkName} work
 * @property {number} rows
 * @property {import('./stage').ContestantName} contestant
 *
 * @typedef {object} Measurement
 * @property {number} wallMs from the rows being ready to the next node having the results
 * @property {number} calls that the sandbox counted
 * @property {number} mostInFlight the most calls in work at one moment
 * @property {number} [peakBytes] n8n's resident memory at its highest
 */

/** How long the sandbox takes over every call: as long as a host in another city. Milliseconds. */
const LATENCY = 50;

/**
 * Makes one run in the real n8n and holds what it reports against the sandbox's ledger: a run that
 * did not do every row exactly once, with as many calls as it should need, counts for nothing.
 * @param {import('./stage').Stage} stage
 * @param {Run} run
 * @returns {Promise<Measurement>}
 * @throws {Error} that names what is wrong with the run
 */
async function measure(stage, { work, rows: count, contestant }) {
	const { rows, ids } = await WORK[work].prepare(count);
	await sandbox.call('PUT', '/sandbox/faults', { latencyMs: LATENCY });
	await sandbox.clearLedger();
	const report = await stage.run(work, contestant, { rows });
	const ledger = await sandbox.call('GET', '/sandbox/ledger');

	const calls = CONTESTANTS[contestant].calls(WORK[work], count);
	const problem = problemOf(report, ledger, { ids, calls, work: WORK[work] });
	if (problem) throw new Error(`${work}, ${count} rows, ${contestant}: ${problem}`);
	const { wallMs, peakBytes } = report;
	return { wallMs, peakBytes, calls: ledger.calls.length, mostInFlight: ledger.mostInFlight };
}

/**
 * @param {{items: number, failed: number}} report what the workflow's last node tells
 * @param {{calls: Array<{status: unknown}>, changes: Array<Record<string, string>>}} ledger
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
	if (done.sort().join() === [...wanted.ids].sort().join()) return undefined;
	return `the sandbox did ${done.length} things, and not exactly those that were asked`;
}

module.exports = { LATENCY, measure };
