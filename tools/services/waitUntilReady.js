'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { lastLines, stopChild } = require('../bootstrap/childProcess');
const { UserError } = require('../bootstrap/userError');

/**
 * @typedef {object} ReadyProcess a child that does its work
 * @property {Promise<number | null>} ended its exit code, when it ends by itself or is stopped
 * @property {() => Promise<void>} stop ends it and all that it started
 */

/** How often to look, in milliseconds. */
const POLL_MS = 100;
/** In milliseconds: far beyond any start seen, so that it tells a hang from a slow machine. */
const TIMEOUT_MS = 10 * 60_000;

/**
 * Waits until a child that was just started is ready. One that does not get ready is ended.
 * @param {import('node:child_process').ChildProcess} child of startChild()
 * @param {object} about
 * @param {string} about.name what to call it
 * @param {() => boolean | Promise<boolean>} about.isReady asked again and again
 * @param {() => string} about.printed what it printed so far
 * @param {string} [about.log] the file with all of that, for the reader to look into
 * @param {number} [about.timeoutMs] how long to wait, in milliseconds
 * @returns {Promise<ReadyProcess>}
 * @throws {UserError} with what it printed last, when it ends instead or takes too long
 */
async function waitUntilReady(child, { name, isReady, printed, log, timeoutMs = TIMEOUT_MS }) {
	let isOver = false;
	/** @type {Promise<number | null>} */
	const ended = new Promise((resolve) => child.once('exit', resolve));
	void ended.then(() => (isOver = true));
	const closed = new Promise((resolve) => child.once('close', resolve));
	const stop = async () => await stopChild(child);
	const deadline = Date.now() + timeoutMs;
	while (!isOver && Date.now() < deadline) {
		if (await isReady()) return { ended, stop };
		await sleep(POLL_MS);
	}
	await stop();
	// What it printed may come after its end.
	await closed;
	const last = log ? `What it printed last (${log})` : 'What it printed last';
	throw new UserError(`${name} did not start. ${last}:\n${lastLines(printed())}`);
}

module.exports = { waitUntilReady };
