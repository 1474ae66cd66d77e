'use strict';

const path = require('node:path');
const { startChild } = require('../bootstrap/childProcess');
const { LOOPBACK } = require('./freePort');
const { waitUntilReady } = require('./waitUntilReady');

const ROOT = path.resolve(__dirname, '..', '..');

/**
 * The sandbox's accounts, made up for it.
 * @returns {import('../../sandbox/server').Sandbox['accounts']}
 */
function sandboxAccounts() {
	// Read from the TypeScript source; tsx is there only once the project's packages are installed.
	// @ts-expect-error -- TypeScript's "node" resolution does not find tsx's types
	const tsx = require('tsx/cjs/api');
	return tsx.require('../../sandbox/authentication.ts', __filename).accounts;
}

/**
 * Starts the Capillary sandbox in a process of its own and waits until it serves.
 * @param {number} port a free one
 * @returns {Promise<{url: string} & import('./waitUntilReady').ReadyProcess>}
 */
async function startSandboxProcess(port) {
	const url = `http://${LOOPBACK}:${port}`;
	const preload = ['--require', require.resolve('./endWithParent'), '--import', 'tsx'];
	const args = [...preload, path.join('sandbox', 'main.cts'), '--port', String(port)];
	const child = startChild(process.execPath, args, { cwd: ROOT, stdio: 'pipe' });
	let printed = '';
	child.stdout?.on('data', (text) => (printed += text));
	child.stderr?.on('data', (text) => (printed += text));
	const ready = await waitUntilReady(child, {
		name: 'The sandbox',
		isReady: async () => (await fetch(url).catch(() => undefined))?.ok ?? false,
		printed: () => printed,
	});
	return { url, ...ready };
}

module.exports = { sandboxAccounts, startSandboxProcess };
