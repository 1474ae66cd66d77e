'use strict';

// Starts the Capillary sandbox in a process of its own.
const { ROOT } = require('../bootstrap/install');
const { startChild } = require('../bootstrap/childProcess');
const { LOOPBACK } = require('./freePort');
const { waitUntilReady } = require('./waitUntilReady');

/** @returns {import('../../sandbox/server').Sandbox['accounts']} the accounts that it accepts */
function sandboxAccounts() {
	// tsx loads the TypeScript source. It is there only once the project's packages are installed.
	// @ts-expect-error -- TypeScript's "node" resolution does not find tsx's types
	const tsx = require('tsx/cjs/api');
	return tsx.require('../../sandbox/http/authentication.ts', __filename).accounts;
}

/**
 * @param {number} port a free one
 * @returns {Promise<{url: string} & import('./waitUntilReady').ReadyProcess>} once it serves
 */
async function startSandboxProcess(port) {
	const url = `http://${LOOPBACK}:${port}`;
	const preload = ['--require', require.resolve('./endWithParent'), '--import', 'tsx'];
	const args = [...preload, 'sandbox/main.cts', '--port', String(port)];
	const child = startChild(process.execPath, args, { cwd: ROOT, stdio: 'pipe' });
	let printed = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (text) => (printed += text));
	}
	const ready = await waitUntilReady(child, {
		name: 'The sandbox',
		isReady: async () => (await fetch(url).catch(() => undefined))?.ok ?? false,
		printed: () => printed,
	});
	return { url, ...ready };
}

module.exports = { sandboxAccounts, startSandboxProcess };
