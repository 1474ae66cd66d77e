'use strict';

// Runs a command such as `npm start`: checks Node.js, reads the options, installs the development
// packages, and stops every child process at the end.
const { spawnSync } = require('node:child_process');
const { isRunning, stopChildren } = require('./childProcess');
const { ensureRootDependencies } = require('./install');
const { readOptions } = require('./options');
const { errorText, UserError } = require('./userError');

/**
 * @template {import('./options').OptionTable} Table
 * @typedef {object} Command
 * @property {string} help the text of --help
 * @property {Table} [options]
 * @property {boolean} [positionals] whether names may follow
 * @property {(options: import('./options').OptionValues<Table>, names: string[]) => void} [prerequisites]
 *   throws when the machine lacks something; runs before anything is installed
 * @property {(options: import('./options').OptionValues<Table>, names: string[]) => Promise<number>} run
 *   resolves with the exit code
 * @property {number} [signalExitCode] the exit code after Ctrl-C: 0 for a command that runs until then
 * @property {() => Promise<void>} [stop] stops processes that must end in a certain order, before all
 *   others are stopped
 */

/** package.json's `engines`. */
const OLDEST_NODE = [20, 19];
const WATCH_INTERVAL_MS = 500;
const STOP_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Prints one line. @param {string} line */
const say = (line) => console.log(line);

function checkMachine() {
	if (process.platform === 'win32') {
		throw new UserError('Windows itself is not supported. Run this in WSL, which is Linux.');
	}
	const [major, minor] = process.versions.node.split('.').map(Number);
	const [oldestMajor, oldestMinor] = OLDEST_NODE;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
	throw new UserError(
		`This needs Node.js ${OLDEST_NODE.join('.')} or newer, but this is ${process.version}. ` +
			'Get it from https://nodejs.org',
	);
}

/** @returns {number | undefined} npm's process ID. npm starts commands through a shell. */
function npmPid() {
	const options = ['-o', 'ppid=,comm=', '-p', String(process.ppid)];
	const { stdout } = spawnSync('ps', options, { encoding: 'utf8' });
	const [, parent, name] = /^\s*(\d+)\s+(.*)$/m.exec(stdout ?? '') ?? [];
	return /sh$/.test(name ?? '') ? Number(parent) : undefined;
}

/**
 * Calls back when npm, which started this command, has exited. A signal that only npm or its shell
 * receives would otherwise leave this process running.
 * @param {() => void} onExit
 */
function watchNpm(onExit) {
	if (process.env.npm_lifecycle_event === undefined) return;
	const shell = process.ppid;
	const npm = npmPid();
	const watch = () => {
		if (process.ppid !== shell || (npm !== undefined && !isRunning(npm))) onExit();
	};
	setInterval(watch, WATCH_INTERVAL_MS).unref();
}

/**
 * @template {import('./options').OptionTable} Table
 * @param {Command<Table>} command
 * @returns {Promise<number>} the exit code
 */
async function execute({ help, options, positionals, prerequisites, run }) {
	checkMachine();
	const { values, names, helpWanted } = readOptions(process.argv.slice(2), {
		...{ help, options, positionals },
	});
	if (helpWanted) {
		say(help);
		return 0;
	}
	prerequisites?.(values, names);
	await ensureRootDependencies({ onProgress: say });
	return await run(values, names);
}

/**
 * Runs a command and exits. A UserError is printed without a stack trace.
 * @template {import('./options').OptionTable} Table
 * @param {Command<Table>} command
 */
async function runCommand(command) {
	let signals = 0;
	/** @type {Promise<number>} */
	const stopped = new Promise((resolve) => {
		const stop = () => {
			if (signals === 0) say('\nStopping everything ...');
			signals++;
			resolve(command.signalExitCode ?? 1);
		};
		watchNpm(stop);
		for (const signal of STOP_SIGNALS) {
			process.on(signal, () => {
				stop();
				// The second signal kills what has not stopped yet.
				if (signals > 1) void stopChildren({ timeoutMs: 0 });
			});
		}
	});
	const finished = execute(command).catch((error) => {
		// A failure after a signal is a result of the signal.
		if (signals === 0) console.error(`\n${errorText(error)}`);
		return 1;
	});
	const code = await Promise.race([finished, stopped]);
	await command.stop?.();
	await stopChildren();
	process.exit(code);
}

module.exports = { runCommand, say };
