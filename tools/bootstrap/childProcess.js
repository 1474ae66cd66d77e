'use strict';

// Starts child processes and stops them together with everything that they have started.
const { spawn } = require('node:child_process');

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Children that still run. @type {Set<ChildProcess>} */
const running = new Set();

/** True once all children are being stopped. From then on no child starts. */
let isStopping = false;

/** @param {ChildProcess} child */
const hasExited = (child) => child.exitCode !== null || child.signalCode !== null;

/**
 * Starts a child as the leader of a new process group, so that it can be stopped together with its
 * own children.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {ChildProcess}
 * @throws {Error} once all children are being stopped
 */
function startChild(command, args, options) {
	if (isStopping) throw new Error(`Everything is being stopped, so ${command} is not started.`);
	const child = spawn(command, args, { ...options, detached: true });
	running.add(child);
	const forget = () => running.delete(child);
	child.once('exit', forget);
	child.once('error', forget);
	return child;
}

/** Sends a signal to a child's process group. @param {ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch (error) {
		// The group has exited already.
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
	}
}

/**
 * Stops a child: SIGTERM, and SIGKILL after the timeout. Resolves when its whole group has exited.
 * @param {ChildProcess} child
 * @param {{timeoutMs?: number}} [options]
 * @returns {Promise<void>}
 */
async function stopChild(child, { timeoutMs = 15_000 } = {}) {
	if (!hasExited(child)) {
		const exit = new Promise((resolve) => child.once('exit', resolve));
		signalGroup(child, 'SIGTERM');
		const kill = setTimeout(() => signalGroup(child, 'SIGKILL'), timeoutMs);
		await exit;
		clearTimeout(kill);
	}
	// The child's own children may still run.
	signalGroup(child, 'SIGKILL');
}

/** Stops every child that still runs. @param {{timeoutMs?: number}} [options] */
async function stopChildren(options) {
	isStopping = true;
	await Promise.all([...running].map(async (child) => await stopChild(child, options)));
}

/**
 * Runs a command and waits for its exit.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number, silenceMs?: number}} [options]
 *   a command that prints nothing for `silenceMs` milliseconds is stopped
 * @returns {Promise<{code: number, stdout: string, output: string}>} `output` is both streams in the
 *   order of arrival. Rejects with ENOENT when there is no such command
 */
async function run(command, args, { silenceMs, ...options } = {}) {
	const child = startChild(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let output = '';
	const stop = () => {
		output += `\nStopped, because it printed nothing for ${Number(silenceMs) / 60_000} minutes.\n`;
		void stopChild(child);
	};
	const silence = silenceMs === undefined ? undefined : setTimeout(stop, silenceMs);
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
			output += text;
			silence?.refresh();
			if (stream === child.stdout) stdout += text;
		});
	}
	const code = await exitCode(child, 'close').finally(() => clearTimeout(silence));
	return { code, stdout, output };
}

/**
 * @param {ChildProcess} child
 * @param {'exit' | 'close'} [event] `close` waits for the output as well
 * @returns {Promise<number>} 1 when a signal has ended the child
 */
async function exitCode(child, event = 'exit') {
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once(event, (code) => resolve(code ?? 1));
	});
}

/** @param {number} pid @returns {boolean} whether there is such a process, of any user */
function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

/** @param {string} output of a command @returns {string} its last 15 lines, which usually hold the cause */
const lastLines = (output) => output.trim().split('\n').slice(-15).join('\n');

module.exports = { exitCode, isRunning, lastLines, run, startChild, stopChild, stopChildren };
