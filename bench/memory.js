'use strict';

require('./typescript');
const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { sandbox } = require('../test/e2e/sandboxClient');
const { UserError } = require('../tools/bootstrap/userError');
const { runCommand, say } = require('../tools/bootstrap/runCommand');
const { CONTESTANTS } = require('./contestants');
const { MEGABYTE, number, table } = require('./report');
const { Stage } = require('./stage');
const { prepareSandbox, WORK } = require('./work');

/**
 * @typedef {object} Size
 * @property {number} rows in one run
 * @property {number} bytes how long each is as JSON: a bare list, or one as it comes from a CRM
 * @property {import('./stage').ContestantName} contestant
 */

const HELP = `npm run bench:memory: how much memory n8n uses for 50,000 and 100,000 rows, and how long a
health check has to wait meanwhile.`;

/** @type {Size[]} */
const SIZES = [
	{ rows: 1, bytes: 100, contestant: 'oursDefaults' },
	{ rows: 50_000, bytes: 100, contestant: 'oursDefaults' },
	{ rows: 50_000, bytes: 100, contestant: 'oursExpression' },
	{ rows: 50_000, bytes: 1000, contestant: 'oursDefaults' },
	{ rows: 100_000, bytes: 100, contestant: 'oursDefaults' },
];
const POLL_MS = 100;
/** How often a health check is made, in milliseconds. */
const CHECK = 20;

/**
 * The most memory that a process has used since stopwatch.js put the peak back.
 * @param {number} pid
 * @returns {number} bytes
 */
function peakOf(pid) {
	const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

/**
 * Makes health checks, one after the other, as long as some work goes on.
 * @template Result
 * @param {string} n8nUrl
 * @param {Promise<Result>} work
 * @returns {Promise<{result: Result, longest: number}>} the longest time that one took, in milliseconds
 */
async function withHealthChecks(n8nUrl, work) {
	let isOver = false;
	void work.finally(() => (isOver = true)).catch(() => {});
	let longest = 0;
	while (!isOver) {
		const begun = performance.now();
		await (await fetch(`${n8nUrl}/healthz`)).text();
		longest = Math.max(longest, performance.now() - begun);
		await sleep(CHECK);
	}
	return { result: await work, longest };
}

/**
 * Revokes so many enrolments in one execution that n8n stores, as it does unless told otherwise.
 * @param {Stage} stage
 * @param {Size} size
 */
async function measure(stage, { rows: count, bytes, contestant }) {
	const { rows } = await WORK.revokeIssue.prepare(count);
	await sandbox.clearLedger();
	const run = stage.run('revokeIssue', contestant, { rows, bytes });
	const { result: report, longest } = await withHealthChecks(stage.n8n.url, run);
	if (report.items !== count || report.failed !== 0) {
		throw new Error(`${count} rows: the workflow reported ${JSON.stringify(report)}`);
	}
	// n8n answers first and stores the execution then, which takes memory as well.
	for (let stored = false; !stored; await sleep(POLL_MS)) {
		const { data } = await stage.n8n.call('GET', '/rest/executions?limit=1');
		stored = data.results[0]?.status === 'success';
	}
	const { longestBlockMs } = report;
	return {
		title: CONTESTANTS[contestant].title,
		count,
		bytes,
		peak: peakOf(report.pid),
		longest,
		longestBlockMs,
	};
}

/** @returns {Promise<number>} the exit code */
async function memory() {
	const stage = await Stage.set(say, { stored: true });
	await prepareSandbox(Math.max(...SIZES.map(({ rows }) => rows)));
	const measured = [];
	for (const size of SIZES) measured.push(await measure(stage, size));
	const [{ peak: least }] = measured;
	const lines = measured.map(({ title, count, bytes, peak, longest, longestBlockMs }) => [
		title,
		number(count),
		number(bytes),
		number(peak / MEGABYTE),
		number((peak - least) / MEGABYTE),
		number(longestBlockMs),
		number(longest),
	]);
	const head = ['Who', 'Rows', 'Bytes a row', 'Peak memory of n8n (MB)', 'More than one row (MB)'];
	const waits = ['Longest block while the node works (ms)', 'Longest health check (ms)'];
	say(`\n${table([...head, ...waits], lines)}`);
	return 0;
}

void runCommand({
	help: HELP,
	prerequisites: () => {
		if (process.platform !== 'linux') {
			throw new UserError('Only Linux reports the memory of a process.');
		}
	},
	run: memory,
});
