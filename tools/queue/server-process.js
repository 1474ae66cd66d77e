'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { startChild } = require('../child');
const { untilReady } = require('../until-ready');

/**
 * @typedef {import('./run-with-parent').Program} Program
 * @typedef {import('../until-ready').ReadyChild} ServerProcess
 */

const RUN_WITH_PARENT = path.join(__dirname, 'run-with-parent.js');

/**
 * Starts a server and waits until it says that it is ready.
 * @param {Program} program
 * @param {{name: string, log: string, ready: string}} about what to call it, the file for what it
 *   prints, and the words in there by which it says so
 * @returns {Promise<ServerProcess>}
 * @throws {import('../plain-error').PlainError} when it ends instead or takes too long
 */
async function startServer(program, { name, log, ready }) {
	const output = fs.openSync(log, 'w');
	const child = startChild(process.execPath, [RUN_WITH_PARENT, JSON.stringify(program)], {
		stdio: ['pipe', output, output],
	});
	fs.closeSync(output);
	const printed = () => fs.readFileSync(log, 'utf8');
	const isReady = () => printed().includes(ready);
	return await untilReady(child, { name, isReady, printed, log });
}

module.exports = { startServer };
