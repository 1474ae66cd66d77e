'use strict';

// Waits until a child process serves.
const { lastLines, stopChild } = require('../bootstrap/childProcess');
const { UserError } = require('../bootstrap/userError');
const { until } = require('./polling');

/**
 * @typedef {object} ReadyProcess
 * @property {Promise<number | null>} ended its exit code, once it has exited or was stopped
 * @property {() => Promise<void>} stop stops it and all that it has started
 */

const POLL_MS = 100;
/** Far longer than any start that was seen, so that only a process that hangs reaches it. */
const TIMEOUT_MS = 10 * 60_000;

/**
 * Waits until a child that was just started is ready, and stops it when it does not get ready.
 * @param {import('node:child_process').ChildProcess} child of startChild()
 * @param {object} about
 * @param {string} about.name for the error
 * @param {() => boolean | Promise<boolean>} about.isReady
 * @param {() => string} about.printed what it has printed so far
 * @param {string} [about.log] the file with its output, for the error
 * @param {number} [about.timeoutMs]
 * @returns {Promise<ReadyProcess>}
 * @throws {UserError} with its last output, when it exits or takes too long
 */
async function waitUntilReady(child, { name, isReady, printed, log, timeoutMs = TIMEOUT_MS }) {
	let hasExited = false;
	/** @type {Promise<number | null>} */
	const ended = new Promise((resolve) => child.once('exit', resolve));
	void ended.then(() => (hasExited = true));
	const closed = new Promise((resolve) => child.once('close', resolve));
	const stop = async () => await stopChild(child);
	const deadline = Date.now() + timeoutMs;
	const hasFailed = () => hasExited || Date.now() >= deadline;
	const state = await until(async () => {
		if (hasFailed()) return 'failed';
		return (await isReady()) && 'ready';
	}, POLL_MS);
	if (state === 'ready') return { ended, stop };
	await stop();
	// Output can arrive after the exit.
	await closed;
	const output = log ? `Its last output (${log})` : 'Its last output';
	throw new UserError(`${name} did not start. ${output}:\n${lastLines(printed())}`);
}

module.exports = { waitUntilReady };
