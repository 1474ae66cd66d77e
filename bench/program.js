'use strict';

/**
 * @typedef {import('./measure').Run} Run
 * @typedef {import('./workflows').ContestantName} ContestantName
 *
 * @typedef {object} Group runs that are made in turn, round by round, so that whatever else the
 *   machine does meets them all alike
 * @property {string} title
 * @property {Run[]} runs
 *
 * @typedef {object} Rivals the HTTP Request node's best settings on this machine
 * @property {ContestantName} fastest of all, however many calls it has in flight
 * @property {ContestantName} paced the fastest with at most 20 calls in flight
 */

/** Rows in most runs, and in the long ones. */
const FEW = 1000;
const MANY = 10_000;

/**
 * What is measured.
 * @param {Rivals} rivals
 * @param {{quick: boolean}} options quick leaves out the 10,000 rows
 * @returns {Group[]}
 */
function program({ fastest, paced }, { quick }) {
	const http = /** @type {ContestantName[]} */ ([...new Set(['httpDefaults', fastest])]);
	return [50, 0].flatMap((latencyMs) => {
		/** @type {(work: Run['work'], rows: number, names: ContestantName[]) => Run[]} */
		const runs = (work, rows, names) =>
			names.map((contestant) => ({ work, rows, latencyMs, contestant }));
		return [
			{
				title: `revokeIssue, sandbox latency ${latencyMs} ms`,
				runs: [
					...runs('revokeIssue', FEW, [
						...http,
						paced,
						'oursDefaults',
						'ours20',
						'bare5',
						'bare20',
					]),
					...(quick
						? []
						: runs('revokeIssue', MANY, [fastest, 'oursDefaults', 'ours20', 'bare5', 'bare20'])),
				],
			},
			{
				title: `revokeEarn, sandbox latency ${latencyMs} ms`,
				runs: runs('revokeEarn', FEW, [
					...http,
					paced,
					'ours20',
					'bare20',
					'oursDefaults',
					'bare5',
				]),
			},
		];
	});
}

module.exports = { FEW, MANY, program };
