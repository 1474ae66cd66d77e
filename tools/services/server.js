'use strict';

// Starts a server that is not written in JavaScript: PostgreSQL, Redis, nginx, Caddy.
const fs = require('node:fs');
const { startChild } = require('../bootstrap/childProcess');
const { waitUntilReady } = require('./waitUntilReady');

/**
 * @typedef {import('./runWithParent').Program} Program
 * @typedef {import('./waitUntilReady').ReadyProcess} ServerProcess
 */

/**
 * @param {Program} program
 * @param {{name: string, log: string, ready: string}} about a name for errors, the file for its output,
 *   and the words in there that say that it is ready
 * @returns {Promise<ServerProcess>}
 * @throws {import('../bootstrap/userError').UserError} when it exits or takes too long
 */
async function startServer(program, { name, log, ready }) {
	const output = fs.openSync(log, 'w');
	const child = startChild(
		process.execPath,
		[require.resolve('./runWithParent'), JSON.stringify(program)],
		{ stdio: ['pipe', output, output] },
	);
	fs.closeSync(output);
	const printed = () => fs.readFileSync(log, 'utf8');
	const isReady = () => printed().includes(ready);
	return await waitUntilReady(child, { name, isReady, printed, log });
}

module.exports = { startServer };
