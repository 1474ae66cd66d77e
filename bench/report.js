'use strict';

// Tables of results.
const { CONTESTANTS } = require('./contestants');

/**
 * @typedef {import('./results').Results} Results
 * @typedef {import('./targets').Verdict} Verdict
 */

const MEGABYTE = 2 ** 20;

/** @param {number} value @param {number} [digits] @returns {string} */
const number = (value, digits = 0) =>
	Number.isNaN(value)
		? 'not measured'
		: value.toLocaleString('en-US', {
				minimumFractionDigits: digits,
				maximumFractionDigits: digits,
			});

/**
 * A table in Markdown, padded so that a terminal shows it well too.
 * @param {string[]} head
 * @param {string[][]} rows
 * @returns {string}
 */
function table(head, rows) {
	const widths = head.map((_, column) =>
		Math.max(...[head, ...rows].map((cells) => cells[column].length), 3),
	);
	/** @param {string[]} cells */
	const line = (cells) => `| ${cells.join(' | ')} |`;
	/** @param {string[]} cells */
	const padded = ([first, ...rest]) => [
		first.padEnd(widths[0]),
		...rest.map((cell, index) => cell.padStart(widths[index + 1])),
	];
	const rule = widths.map((width, column) => '-'.repeat(width - 1) + (column === 0 ? '-' : ':'));
	return [line(padded(head)), line(rule), ...rows.map((cells) => line(padded(cells)))].join('\n');
}

/**
 * @param {Results} results
 * @param {import('./measure').Run[]} runs
 * @returns {string}
 */
function groupTable(results, runs) {
	const head = ['Who', 'Rows', 'Time (ms)', 'Slowest, fastest round', 'Calls', 'Most in flight'];
	return table(
		[...head, 'Peak memory (MB)'],
		runs.map((run) => {
			const times = results.rounds(run).map(({ wallMs }) => wallMs);
			return [
				CONTESTANTS[run.contestant].title,
				number(run.rows),
				number(results.median(run, 'wallMs')),
				`${number(Math.max(...times))}, ${number(Math.min(...times))}`,
				number(results.median(run, 'calls')),
				number(results.median(run, 'mostInFlight')),
				number(results.median(run, 'peakBytes') / MEGABYTE),
			];
		}),
	);
}

/** @param {Verdict[]} verdicts @returns {string} */
function verdictTable(verdicts) {
	return table(
		['What', 'Measured', 'Target', 'Holds'],
		verdicts.map(({ target, value, sense, bound, holds }) => [
			target,
			number(value, 3),
			`${sense} ${bound}`,
			holds ? 'yes' : 'NO',
		]),
	);
}

module.exports = { groupTable, MEGABYTE, number, table, verdictTable };
