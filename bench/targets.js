'use strict';

const { FEW, MANY } = require('./program');

/**
 * @typedef {import('./measure').Run} Run
 * @typedef {import('./results').Results} Results
 * @typedef {import('./workflows').ContestantName} ContestantName
 *
 * @typedef {object} Verdict
 * @property {string} target in words
 * @property {number} value what was measured; NaN when it was not
 * @property {'at least' | 'at most'} sense
 * @property {number} bound
 * @property {boolean} holds
 */

/** The latency that the targets are about: that of a call to a host in another city. */
const LATENCY = 50;
/** Customers in one revokeIssue call, and calls in flight, with the node's defaults. */
const PER_CALL = 20;
const AT_A_TIME = 5;

/**
 * Holds the results against the targets.
 * @param {Results} results
 * @param {import('./program').Rivals} rivals
 * @returns {Verdict[]} only of what was measured
 */
function verdicts(results, { fastest, paced }) {
	/** @type {(contestant: ContestantName, rows?: number, latencyMs?: number) => Run} */
	const issue = (contestant, rows = FEW, latencyMs = LATENCY) => ({
		work: 'revokeIssue',
		rows,
		latencyMs,
		contestant,
	});
	/** @type {(contestant: ContestantName) => Run} */
	const earn = (contestant) => ({ work: 'revokeEarn', rows: FEW, latencyMs: LATENCY, contestant });
	/** @param {Run} run */
	const time = (run) => results.median(run, 'wallMs');
	/** @param {Run} run */
	const timePerRow = (run) => time(run) / run.rows;
	const bound = (Math.ceil(MANY / PER_CALL) * LATENCY) / AT_A_TIME;

	/** @type {Array<[string, number, Verdict['sense'], number]>} */
	const table = [
		[
			'revokeIssue, 1,000 rows, at most 20 calls in flight: HTTP Request at its fastest / Capillary Badges',
			time(issue(paced)) / time(issue('ours20')),
			'at least',
			10,
		],
		[
			'revokeIssue, 1,000 rows: HTTP Request / Capillary Badges, both at their defaults',
			time(issue('httpDefaults')) / time(issue('oursDefaults')),
			'at least',
			5,
		],
		[
			'revokeIssue, 1,000 rows: calls of Capillary Badges / calls of HTTP Request',
			results.median(issue('oursDefaults'), 'calls') / results.median(issue(fastest), 'calls'),
			'at most',
			1 / PER_CALL,
		],
		[
			'revokeIssue, 10,000 rows: HTTP Request with any number of calls in flight / Capillary Badges with 20',
			time(issue(fastest, MANY)) / time(issue('ours20', MANY)),
			'at least',
			10,
		],
		[
			'revokeEarn, 1,000 rows, at most 20 calls in flight: Capillary Badges / HTTP Request',
			time(earn('ours20')) / time(earn(paced)),
			'at most',
			1,
		],
		[
			'revokeIssue, 10,000 rows, defaults: Capillary Badges / the bound ceil(rows / 20) x latency / 5',
			time(issue('oursDefaults', MANY)) / bound,
			'at most',
			1.25,
		],
		[
			'revokeIssue, defaults: time per row with 10,000 rows / with 1,000 rows',
			timePerRow(issue('oursDefaults', MANY)) / timePerRow(issue('oursDefaults')),
			'at most',
			1.1,
		],
		[
			'revokeIssue, latency 0, defaults: time per row with 10,000 rows / with 1,000 rows',
			timePerRow(issue('oursDefaults', MANY, 0)) / timePerRow(issue('oursDefaults', FEW, 0)),
			'at most',
			1.1,
		],
		[
			'revokeIssue, 10,000 rows, 5 calls at a time: Capillary Badges / bare loop',
			time(issue('oursDefaults', MANY)) / time(issue('bare5', MANY)),
			'at most',
			1.05,
		],
		[
			'revokeEarn, 1,000 rows, 20 calls at a time: Capillary Badges / bare loop',
			time(earn('ours20')) / time(earn('bare20')),
			'at most',
			1.05,
		],
	];
	return table
		.filter(([, value]) => !Number.isNaN(value))
		.map(([target, value, sense, limit]) => ({
			target,
			value,
			sense,
			bound: limit,
			holds: sense === 'at least' ? value >= limit : value <= limit,
		}));
}

module.exports = { verdicts };
