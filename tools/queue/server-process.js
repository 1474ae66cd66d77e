'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { lastLines, startChild, stopChild } = require('../child');
const { PlainError } = require('../plain-error');

/**
 * @typedef {import('./run-with-parent').Program} Program
 * @typedef {{ended: Promise<number | null>, stop: () => Promise<void>}} ServerProcess
 */

const RUN_WITH_PARENT = path.join(__dirname, 'run-with-parent.js');
const LOOK_AGAIN = 50;

/**
 * Starts a server and waits until it says that it is ready.
 * @param {Program} program
 * @param {{name: string, log: string, ready: string}} about what to call it, the file for what it
 *   prints, and the words in there by which it says so
 * @returns {Promise<ServerProcess>}
 * @throws {PlainError} when it ends instead
 */
async function startServer(program, { name, log, ready }) {
	const output = fs.openSync(log, 'w');
	const child = startChild(process.execPath, [RUN_WITH_PARENT, JSON.stringify(program)], {
		stdio: ['pipe', output, output],
	});
	fs.closeSync(output);
	let isOver = false;
	/** @type {Promise<number | null>} */
	const ended = new Promise((resolve) => child.once('exit', resolve));
	void ended.then(() => (isOver = true));
	while (!isOver) {
		if (fs.readFileSync(log, 'utf8').includes(ready)) {
			return { ended, stop: async () => await stopChild(child) };
		}
		await sleep(LOOK_AGAIN);
	}
	throw new PlainError(`${name} did not start:\n${lastLines(fs.readFileSync(log, 'utf8'))}`);
}

module.exports = { startServer };
