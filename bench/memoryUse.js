'use strict';

// Measures how much memory n8n uses for many rows, and how long a health check waits meanwhile.
const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { until } = require('../tools/services/polling');
const { say } = require('../tools/bootstrap/runCommand');
const { CONTESTANTS } = require('./contestants');
const { MEGABYTE, number, table } = require('./report');
const { Stage } = require('./stage');
const { prepareSandbox, WORK } = require('./work');

/**
 * @typedef {object} Size
 * @property {number} rows
 * @property {number} bytes the size of a row as JSON: 100 for a bare list, 1000 for one from a CRM
 * @property {import('./stage').ContestantName} contestant
 */

/** @type {Size[]} */
const SIZES = [
	{ rows: 1, bytes: 100, contestant: 'oursDefaults' },
	{ rows: 50_000, bytes: 100, contestant: 'oursDefaults' },
	{ rows: 50_000, bytes: 100, contestant: 'oursExpression' },
	{ rows: 50_000, bytes: 1000, contestant: 'oursDefaults' },
	{ rows: 100_000, bytes: 100, contestant: 'oursDefaults' },
];
const CHECK_INTERVAL_MS = 20;

/**
 * The highest resident memory of a process since stopwatch.js reset it.
 * @param {number} pid
 * @returns {number} bytes
 */
function peakOf(pid) {
	const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

/**
 * Makes health checks, one after the other, during some work.
 * @template Result
 * @param {string} n8nUrl
 * @param {Promise<Result>} work
 * @returns {Promise<{result: Result, longest: number}>} with the longest health check in milliseconds
 */
async function withHealthChecks(n8nUrl, work) {
	let isOver = false;
	void work.finally(() => (isOver = true)).catch(() => {});
	let longest = 0;
	while (!isOver) {
		const begun = performance.now();
		await (await fetch(`${n8nUrl}/healthz`)).text();
		longest = Math.max(longest, performance.now() - begun);
		await sleep(CHECK_INTERVAL_MS);
	}
	return { result: await work, longest };
}

/**
 * Revokes enrolments in one execution, which n8n stores as it does by default.
 * @param {Stage} stage
 * @param {Size} size
 */
async function measure(stage, { rows: count, bytes, contestant }) {
	const { rows } = await WORK.revokeIssue.prepare(stage.sandbox, count);
	await stage.sandbox.clearLedger();
	const run = stage.run('revokeIssue', contestant, { rows, bytes });
	const { result: report, longest } = await withHealthChecks(stage.n8n.url, run);
	if (report.items !== count || report.failed !== 0) {
		throw new Error(`${count} rows: the workflow reported ${JSON.stringify(report)}`);
	}
	// n8n stores the execution after the response, which takes memory as well.
	await until(async () => {
		const { data } = await stage.n8n.call('GET', '/rest/executions?limit=1');
		return data.results[0]?.status === 'success';
	});
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
	await prepareSandbox(stage.sandbox, Math.max(...SIZES.map(({ rows }) => rows)));
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

module.exports = { memory };
