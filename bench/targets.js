'use strict';

// What is measured, and the targets.
const { LATENCY } = require('./measure');

/**
 * @typedef {import('./measure').Run} Run
 * @typedef {import('./results').Results} Results
 * @typedef {import('./stage').ContestantName} ContestantName
 *
 * @typedef {object} Rivals the fastest settings of the HTTP Request node on this machine
 * @property {ContestantName} fastest with any number of calls in flight
 * @property {ContestantName} paced with at most 20 calls in flight
 *
 * @typedef {object} Verdict
 * @property {string} target
 * @property {number} value NaN when it was not measured
 * @property {'at least' | 'at most'} sense
 * @property {number} bound
 * @property {boolean} holds
 */

/** The number of rows in most runs, and in the long ones. */
const FEW = 1000;
const MANY = 10_000;
/** The node's defaults: customers in one revokeIssue call, and calls in flight. */
const PER_CALL = 20;
const AT_A_TIME = 10;

/** @param {Run['work']} work @param {ContestantName} contestant @param {number} [rows] @returns {Run} */
const run = (work, contestant, rows = FEW) => ({ work, contestant, rows });

/**
 * The runs, in groups. Those of a group alternate, so that other load on the machine affects all alike.
 * @param {Rivals} rivals
 * @param {boolean} quick leaves out the 10,000 rows
 * @returns {Array<{title: string, runs: Run[]}>}
 */
function groups({ fastest, paced }, quick) {
	/** @param {Run['work']} work @param {ContestantName[]} contestants @param {number} [rows] */
	const runs = (work, contestants, rows) =>
		[...new Set(contestants)].map((contestant) => run(work, contestant, rows));
	const issue = runs('revokeIssue', [
		'httpDefaults',
		fastest,
		paced,
		'oursDefaults',
		'ours20',
		'bare10',
	]);
	const many = runs('revokeIssue', [fastest, 'oursDefaults', 'ours50', 'bare10'], MANY);
	return [
		{ title: 'revokeIssue', runs: [...issue, ...(quick ? [] : many)] },
		{
			title: 'revokeIssue, customers by email',
			runs: runs('revokeByEmail', ['httpDefaults', fastest, 'oursDefaults']),
		},
		{
			title: 'revokeEarn',
			runs: runs('revokeEarn', ['httpDefaults', fastest, 'oursDefaults', 'ours50', 'bare50']),
		},
	];
}

/**
 * Compares the results with the targets.
 * @param {Results} results
 * @param {Rivals} rivals
 * @returns {Verdict[]} without those that were not measured
 */
function verdicts(results, { fastest, paced }) {
	/** @param {Run['work']} work @param {ContestantName} contestant */
	const time = (work, contestant) => results.median(run(work, contestant), 'wallMs');
	/** @type {(target: string, value: number, sense: Verdict['sense'], bound: number) => Verdict} */
	const verdict = (target, value, sense, bound) => {
		const holds = sense === 'at least' ? value >= bound : value <= bound;
		return { target, value, sense, bound, holds };
	};
	const ours = results.median(run('revokeIssue', 'oursDefaults', MANY), 'wallMs');
	const least = (Math.ceil(MANY / PER_CALL) * LATENCY) / AT_A_TIME;
	return [
		verdict(
			'1,000 rows by email: calls of Capillary Badges',
			results.median(run('revokeByEmail', 'oursDefaults'), 'calls'),
			'at most',
			115,
		),
		verdict(
			'1,000 rows by email: HTTP Request at its fastest / Capillary Badges at its defaults',
			time('revokeByEmail', fastest) / time('revokeByEmail', 'oursDefaults'),
			'at least',
			8,
		),
		verdict(
			'revokeIssue, 1,000 rows, at most 20 calls in flight: HTTP Request / Capillary Badges',
			time('revokeIssue', paced) / time('revokeIssue', 'ours20'),
			'at least',
			14,
		),
		verdict(
			'revokeIssue, 1,000 rows: HTTP Request / Capillary Badges, both at their defaults',
			time('revokeIssue', 'httpDefaults') / time('revokeIssue', 'oursDefaults'),
			'at least',
			8,
		),
		verdict(
			'revokeIssue, 10,000 rows: Capillary Badges / the bound ceil(rows / 20) x latency / 10',
			ours / least,
			'at most',
			1.15,
		),
		verdict(
			'revokeEarn, 1,000 rows: HTTP Request at its fastest / Capillary Badges, 50 in flight',
			time('revokeEarn', fastest) / time('revokeEarn', 'ours50'),
			'at least',
			2,
		),
		verdict(
			'revokeIssue, 10,000 rows, 10 calls at a time: Capillary Badges / bare loop',
			ours / results.median(run('revokeIssue', 'bare10', MANY), 'wallMs'),
			'at most',
			1.05,
		),
	].filter(({ value }) => !Number.isNaN(value));
}

module.exports = { FEW, groups, MANY, verdicts };
