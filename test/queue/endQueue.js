'use strict';

// Jest's globalTeardown of the queue tests: ends what startQueue.js started.
module.exports = async () => {
	const { endQueue } = /** @type {{endQueue?: () => Promise<void>}} */ (globalThis);
	await endQueue?.();
};
