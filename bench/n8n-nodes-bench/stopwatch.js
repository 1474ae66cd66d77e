'use strict';

const fs = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

/**
 * @typedef {object} Reading
 * @property {number} wallMs milliseconds since the start
 * @property {number} [startBytes] resident memory at the start, after a garbage collection
 * @property {number} [peakBytes] the most there was since; both are told by Linux only
 */

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

const ON_LINUX = process.platform === 'linux';
/** Writing this to /proc/self/clear_refs puts the peak back to what is in use (man 5 proc). */
const RESET_PEAK = '5';

let startedAt = 0;
/** @type {number | undefined} */
let startBytes;

/** @param {'VmRSS' | 'VmHWM'} name @returns {number | undefined} bytes */
function memory(name) {
	if (!ON_LINUX) return undefined;
	const [, kilobytes] = new RegExp(`${name}:\\s+(\\d+)`).exec(
		fs.readFileSync('/proc/self/status', 'utf8'),
	) ?? [undefined, NaN];
	return Number(kilobytes) * 1024;
}

/** Starts the clock and the watch on n8n's memory; what earlier runs left behind is cleared first. */
function start() {
	collectGarbage();
	if (ON_LINUX) fs.writeFileSync('/proc/self/clear_refs', RESET_PEAK);
	startBytes = memory('VmRSS');
	startedAt = performance.now();
}

/** @returns {Reading} */
function read() {
	return { wallMs: performance.now() - startedAt, startBytes, peakBytes: memory('VmHWM') };
}

module.exports = { start, read };
