'use strict';

// npm test: runs gulp's tasks with all checks, and prints a table of their results.
const { formatDuration } = require('../bootstrap/progress');
const { runCommand, say } = require('../bootstrap/runCommand');
const { UserError } = require('../bootstrap/userError');
const { CHECKS } = require('../checks');
const { reports } = require('../checks/check');

const HELP = `npm test: all checks, after setting up what they need.

  npm test                  all of them
  npm test -- unit types    only these
  npm test -- --help        this text

${CHECKS.map(({ name, description }) => `  ${name.padEnd(17)}${description}`).join('\n')}`;

/** @param {import('../checks/check').Result} result @returns {string[]} */
const counts = ({ passed, failed, skipped }) => [
	`${passed} passed`,
	`${failed} failed`,
	...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
];

/** @param {import('../checks/check').Report} report */
function tableRow(report) {
	const status = report.failed > 0 ? 'FAILED' : 'passed';
	const duration = formatDuration(report.durationMs).padStart(12);
	return `  ${status}  ${report.name.padEnd(17)}${duration}  ${counts(report).join(', ')}`;
}

/** @param {string[]} names of tasks; all checks when there are none */
async function runTasks(names) {
	// Gulp reads this when it is loaded: go on after a failed task.
	process.env.UNDERTAKER_SETTLE = 'true';
	const gulp = require('gulp');
	/** @type {Record<string, import('gulp').TaskFunction>} */
	const tasks = require('../../gulpfile');
	// Each task prints its failure. Without a listener, gulp would throw it as well.
	gulp.on('error', () => {});
	const wanted = names.length > 0 ? names.map((name) => tasks[name]) : [tasks.test];
	await new Promise((resolve) => gulp.series(...wanted)(() => resolve(undefined)));
}

void runCommand({
	help: HELP,
	positionals: true,
	prerequisites: (_options, names) => {
		const unknown = names.find((name) => CHECKS.every((check) => check.name !== name));
		if (unknown) throw new UserError(`There is no check '${unknown}'.\n\n${HELP}`);
	},
	run: async (_options, names) => {
		await runTasks(names);
		const order = CHECKS.map(({ name }) => name);
		reports.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
		const skipped = reports.flatMap((report) => report.skipped);
		const sum = (/** @type {'passed' | 'failed'} */ key) =>
			reports.reduce((total, report) => total + report[key], 0);
		say(['', ...reports.map(tableRow), ''].join('\n'));
		if (skipped.length > 0) say(['Skipped:', ...skipped.map((name) => `  ${name}`), ''].join('\n'));
		const total = { passed: sum('passed'), failed: sum('failed'), skipped, output: '' };
		say(counts(total).join(', '));
		return total.failed > 0 ? 1 : 0;
	},
});
