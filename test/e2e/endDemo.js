'use strict';

// Jest's globalTeardown of the e2e tests: what startDemo.js began.
module.exports = async () => {
	const { endDemo } = /** @type {{endDemo?: () => Promise<void>}} */ (globalThis);
	await endDemo?.();
};
