'use strict';

const fs = require('node:fs');
const { startChild } = require('../bootstrap/childProcess');
const { waitUntilReady } = require('./waitUntilReady');

/**
 * @typedef {import('./runWithParent').Program} Program
 * @typedef {import('./waitUntilReady').ReadyProcess} ServerProcess
 */

const RUN_WITH_PARENT = require.resolve('./runWithParent');

/**
 * Starts a server and waits until it says that it is ready.
 * @param {Program} program
 * @param {{name: string, log: string, ready: string}} about what to call it, the file for what it
 *   prints, and the words in there by which it says so
 * @returns {Promise<ServerProcess>}
 * @throws {import('../bootstrap/userError').UserError} when it ends instead or takes too long
 */
async function startServer(program, { name, log, ready }) {
	const output = fs.openSync(log, 'w');
	const child = startChild(process.execPath, [RUN_WITH_PARENT, JSON.stringify(program)], {
		stdio: ['pipe', output, output],
	});
	fs.closeSync(output);
	const printed = () => fs.readFileSync(log, 'utf8');
	const isReady = () => printed().includes(ready);
	return await waitUntilReady(child, { name, isReady, printed, log });
}

module.exports = { startServer };
