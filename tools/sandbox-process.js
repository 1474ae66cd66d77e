'use strict';

const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { lastLines, startChild, stopChild } = require('./child');
const { LOOPBACK } = require('./free-port');
const { PlainError } = require('./plain-error');

const ROOT = path.resolve(__dirname, '..');
const LOOK_AGAIN = 50;

/**
 * The sandbox's accounts, made up for it.
 * @returns {import('../sandbox/server').Sandbox['accounts']}
 */
function sandboxAccounts() {
	// Read from the TypeScript source; tsx is there only once the project's packages are installed.
	// @ts-expect-error -- TypeScript's "node" resolution does not find tsx's types
	const tsx = require('tsx/cjs/api');
	return tsx.require('../sandbox/authentication.ts', __filename).accounts;
}

/**
 * Starts the Capillary sandbox in a process of its own and waits until it serves.
 * @param {number} port a free one
 * @returns {Promise<{url: string, ended: Promise<number | null>, stop: () => Promise<void>}>}
 */
async function startSandboxProcess(port) {
	const url = `http://${LOOPBACK}:${port}`;
	const preload = ['--require', path.join(__dirname, 'end-with-parent.js'), '--import', 'tsx'];
	const args = [...preload, path.join('sandbox', 'main.cts'), '--port', String(port)];
	const child = startChild(process.execPath, args, { cwd: ROOT, stdio: 'pipe' });
	let printed = '';
	child.stdout?.on('data', (text) => (printed += text));
	child.stderr?.on('data', (text) => (printed += text));

	let isOver = false;
	/** @type {Promise<number | null>} */
	const ended = new Promise((resolve) => child.once('exit', resolve));
	void ended.then(() => (isOver = true));
	while (!isOver) {
		const answer = await fetch(url).catch(() => undefined);
		if (answer?.ok) return { url, ended, stop: async () => await stopChild(child) };
		await sleep(LOOK_AGAIN);
	}
	throw new PlainError(`The sandbox did not start:\n${lastLines(printed)}`);
}

module.exports = { sandboxAccounts, startSandboxProcess };
