'use strict';

const { spawn, spawnSync } = require('node:child_process');

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const ON_WINDOWS = process.platform === 'win32';

/** Children that still run. @type {Set<ChildProcess>} */
const running = new Set();

/** Set when all children are ended: work that goes on meanwhile must not start another. */
let isEnding = false;

/** @param {ChildProcess} child */
const isOver = (child) => child.exitCode !== null || child.signalCode !== null;

/**
 * Starts a child at the head of its own process group, so that it can be stopped together with
 * whatever it starts, and remembers it until it ends.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {ChildProcess}
 * @throws {Error} once all children are being ended
 */
function startChild(command, args, options) {
	if (isEnding) throw new Error(`Everything is being ended, so ${command} is not started.`);
	const child = spawn(command, args, { ...options, detached: !ON_WINDOWS });
	running.add(child);
	const forget = () => running.delete(child);
	child.once('exit', forget);
	child.once('error', forget);
	return child;
}

/**
 * Sends a signal to a child and everything it started. A child that is gone is no mistake.
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
	if (child.pid === undefined) return;
	if (ON_WINDOWS) {
		spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
	}
}

/**
 * Ends a child: asks it to stop, waits, and after `timeoutMs` insists. Resolves when it is over and
 * nothing of its group is left.
 * @param {ChildProcess} child
 * @param {{timeoutMs?: number}} [options] timeoutMs in milliseconds
 * @returns {Promise<void>}
 */
async function stopChild(child, { timeoutMs = 15_000 } = {}) {
	if (!isOver(child)) {
		const over = new Promise((resolve) => child.once('exit', resolve));
		signalGroup(child, 'SIGTERM');
		const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), timeoutMs);
		await over;
		clearTimeout(insist);
	}
	// The child may be gone and what it started may not.
	if (!ON_WINDOWS) signalGroup(child, 'SIGKILL');
}

/**
 * Ends every child that still runs; from then on none can be started.
 * @param {{timeoutMs?: number}} [options] timeoutMs in milliseconds
 */
async function stopChildren(options) {
	isEnding = true;
	await Promise.all([...running].map(async (child) => await stopChild(child, options)));
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, uid?: number, gid?: number,
 *   onOutput?: (text: string) => void}} [options] onOutput is handed both streams as they come
 * @returns {Promise<{code: number, stdout: string, stderr: string, output: string}>} `output` is
 *   both streams in the order of arrival; a command that cannot be started rejects with ENOENT
 */
async function run(command, args, { onOutput, ...options } = {}) {
	const child = startChild(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	const texts = { stdout: '', stderr: '', output: '' };
	for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
		const stream = /** @type {import('node:stream').Readable} */ (child[name]);
		stream.setEncoding('utf8');
		stream.on('data', (/** @type {string} */ text) => {
			texts[name] += text;
			texts.output += text;
			onOutput?.(text);
		});
	}
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (exitCode) => resolve(exitCode ?? 1));
	});
	return { code, ...texts };
}

/**
 * The end of what a command printed, where a failure's cause usually stands.
 * @param {string} output
 * @returns {string} at most 15 lines
 */
const lastLines = (output) => output.trim().split('\n').slice(-15).join('\n');

module.exports = { lastLines, run, startChild, stopChild, stopChildren };
