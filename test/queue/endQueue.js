'use strict';

// Jest's globalTeardown of the queue tests: what startQueue.js began.
module.exports = async () => {
	const { endQueue } = /** @type {{endQueue?: () => Promise<void>}} */ (globalThis);
	await endQueue?.();
};
