'use strict';

// Preloaded (--require) into each child process that runs Node.js. Its standard input is a pipe from
// the command. The system closes that pipe when the command ends, even after SIGKILL, so no child
// outlives the command.
const { isMainThread } = require('node:worker_threads');

// Node.js preloads this file into worker threads as well.
if (isMainThread) {
	process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM'));
	process.stdin.resume();
	// The pipe alone does not keep the process running. (Its type is that of a terminal.)
	/** @type {import('node:net').Socket} */ (process.stdin).unref();
}
