'use strict';

const { isMainThread } = require('node:worker_threads');

// Preloaded (--require) into the processes that a tool starts, and by Node into their threads.
// Their standard input is a pipe from the tool, which the system closes when the tool ends, in
// whatever way: so none of them outlives it.
if (isMainThread) {
	process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM'));
	process.stdin.resume();
	// A process that is done need not wait for its parent. (Typed as a terminal; it is a pipe.)
	/** @type {import('node:net').Socket} */ (process.stdin).unref();
}
