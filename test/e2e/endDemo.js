'use strict';

// Jest's globalTeardown of the e2e tests: ends what startDemo.js started.
module.exports = async () => {
	const { endDemo } = /** @type {{endDemo?: () => Promise<void>}} */ (globalThis);
	await endDemo?.();
};
