'use strict';

// Measures time and memory inside n8n.
const fs = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

/**
 * @typedef {object} Reading
 * @property {number} wallMs milliseconds since the start
 * @property {number} longestBlockMs the longest time for which the event loop was blocked
 * @property {number} [peakBytes] the highest resident memory since the start; on Linux only
 */

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

const ON_LINUX = process.platform === 'linux';
/** Written to /proc/self/clear_refs, this resets the peak to the current use (man 5 proc). */
const RESET_PEAK = '5';
const LOOK = 5;

let startedAt = 0;
let lookedAt = 0;
let longest = 0;
/** @type {NodeJS.Timeout | undefined} */
let looking;

function look() {
	const now = performance.now();
	longest = Math.max(longest, now - lookedAt - LOOK);
	lookedAt = now;
}

/** Collects garbage, then starts to measure. */
function start() {
	collectGarbage();
	if (ON_LINUX) fs.writeFileSync('/proc/self/clear_refs', RESET_PEAK);
	longest = 0;
	startedAt = lookedAt = performance.now();
	clearInterval(looking);
	looking = setInterval(look, LOOK);
}

/** @returns {Reading} */
function read() {
	clearInterval(looking);
	const [, kilobytes = NaN] = ON_LINUX
		? (/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8')) ?? [])
		: [];
	const peakBytes = Number.isNaN(Number(kilobytes)) ? undefined : Number(kilobytes) * 1024;
	return { wallMs: performance.now() - startedAt, longestBlockMs: Math.max(0, longest), peakBytes };
}

module.exports = { start, read };
