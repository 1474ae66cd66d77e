'use strict';

const { spawnSync } = require('node:child_process');
const { stopChildren } = require('./childProcess');
const { UserError, errorText } = require('./userError');

/** package.json's `engines`. */
const OLDEST_NODE = [20, 19];
/** How often to look whether npm is still there, in milliseconds. */
const WATCH_EVERY = 500;
const END_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

function checkNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	const [oldestMajor, oldestMinor] = OLDEST_NODE;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
	throw new UserError(
		`This needs Node.js ${OLDEST_NODE.join('.')} or newer, and this is ${process.version}. ` +
			'Get it from https://nodejs.org',
	);
}

/** @returns {number | undefined} the process that started ours, seen past the shell between them */
function npmProcess() {
	const options = ['-o', 'ppid=,comm=', '-p', String(process.ppid)];
	const { stdout } = spawnSync('ps', options, { encoding: 'utf8' });
	const [, parent, name] = /^\s*(\d+)\s+(.*)$/m.exec(stdout ?? '') ?? [];
	return /sh$/.test(name ?? '') ? Number(parent) : undefined;
}

/** @param {number} pid */
function isGone(pid) {
	try {
		process.kill(pid, 0);
		return false;
	} catch {
		return true;
	}
}

/**
 * Calls back when npm, which started this tool, is gone. Without it a signal to npm would end npm
 * or the shell between them, and leave this running unseen.
 * @param {() => void} onGone
 */
function watchNpm(onGone) {
	if (process.env.npm_lifecycle_event === undefined) return;
	const shell = process.ppid;
	const npm = npmProcess();
	const watch = () => {
		if (process.ppid !== shell || (npm !== undefined && isGone(npm))) onGone();
	};
	setInterval(watch, WATCH_EVERY).unref();
}

/**
 * Runs a command-line tool: what it starts ends with it, whether it finishes, fails or is told to
 * end by Ctrl-C or a signal, and the machine's failings are told in words instead of a stack trace.
 * @param {() => Promise<number>} tool resolves with the exit code
 * @param {object} [options]
 * @param {number} [options.codeWhenEnded] the exit code when it is told to end: 0 for a tool that
 *   runs until then
 * @param {() => Promise<void>} [options.stopInOrder] for a tool whose children need each other to end
 *   in good order; what it leaves is ended all the same
 */
async function runCommand(tool, { codeWhenEnded = 1, stopInOrder = async () => {} } = {}) {
	let timesTold = 0;
	/** @type {Promise<number>} */
	const toldToEnd = new Promise((resolve) => {
		const end = () => {
			if (timesTold === 0) console.log('\nEnding everything ...');
			timesTold++;
			resolve(codeWhenEnded);
		};
		watchNpm(end);
		for (const signal of END_SIGNALS) {
			process.on(signal, () => {
				end();
				// Asked again, it no longer waits for anybody to end in good order.
				if (timesTold > 1) void stopChildren({ timeoutMs: 0 });
			});
		}
	});
	const done = Promise.resolve()
		.then(checkNode)
		.then(tool)
		.catch((error) => {
			// What fails because it is being ended is no news.
			if (timesTold === 0) console.error(`\n${errorText(error)}`);
			return 1;
		});
	const code = await Promise.race([done, toldToEnd]);
	await stopInOrder();
	await stopChildren();
	process.exit(code);
}

module.exports = { runCommand };
