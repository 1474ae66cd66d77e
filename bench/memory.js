'use strict';

const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { PlainError } = require('../tools/plain-error');
const { runTool } = require('../tools/run-tool');
const { number, table } = require('./report');
const { setStage } = require('./stage');
const { prepareSandbox, WORK } = require('./work');
const { workflowId } = require('./workflows');

/** Rows in one run, and how long each is as JSON, in bytes: a bare list, and one as it comes from a CRM. */
const SIZES = [
	{ rows: 1, bytes: 100 },
	{ rows: 10_000, bytes: 100 },
	{ rows: 25_000, bytes: 100 },
	{ rows: 50_000, bytes: 100 },
	{ rows: 10_000, bytes: 1000 },
	{ rows: 25_000, bytes: 1000 },
	{ rows: 50_000, bytes: 1000 },
];
const MEGABYTE = 2 ** 20;
const LOOK_AGAIN = 100;

const say = (/** @type {string} */ line) => console.log(line);

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
 * Revokes so many enrolments in one execution that n8n stores, as it does unless told otherwise.
 * @param {import('./stage').Stage} stage
 * @param {{rows: number, bytes: number}} size
 */
async function measure({ n8nUrl, ask, sandbox }, { rows: count, bytes }) {
	const { rows } = await WORK.revokeIssue.prepare(sandbox, count);
	await sandbox.clearLedger();
	const answer = await fetch(`${n8nUrl}/webhook/${workflowId('revokeIssue', 'oursDefaults')}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ rows, bytes }),
	});
	const report = /** @type {any} */ (await answer.json());
	if (report.items !== count || report.failed !== 0) {
		throw new Error(`${count} rows: the workflow reported ${JSON.stringify(report)}`);
	}
	// n8n answers first and stores the execution then, which takes memory as well.
	for (let stored = false; !stored; await sleep(LOOK_AGAIN)) {
		const { data } = /** @type {any} */ (await (await ask('/rest/executions?limit=1')).json());
		stored = data.results[0]?.status === 'success';
	}
	return { count, bytes, start: report.startBytes, peak: peakOf(report.pid) };
}

/** @returns {Promise<number>} the exit code */
async function memory() {
	if (process.platform !== 'linux')
		throw new PlainError('Only Linux tells the memory of a process.');
	const stage = await setStage(say, { stored: true });
	await prepareSandbox(stage.sandbox, Math.max(...SIZES.map(({ rows }) => rows)));
	const measured = [];
	for (const size of SIZES) measured.push(await measure(stage, size));
	const [{ peak: least }] = measured;
	const lines = measured.map(({ count, bytes, peak }) => [
		number(count),
		number(bytes),
		number(peak / MEGABYTE),
		number((peak - least) / MEGABYTE),
	]);
	say(
		`\n${table(['Rows', 'Bytes a row', 'Peak memory of n8n (MB)', 'More than one row (MB)'], lines)}`,
	);
	return 0;
}

void runTool(memory);
