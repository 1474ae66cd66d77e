// The tests that `npm run mutation` runs for each change of engine/run.ts, mainly engine tests.
const { projects } = require('../../jest.config.js');

/** @type {any} Stryker runs jest with a project without a name. */
const { displayName, ...engine } = projects.find(
	(project) => project.displayName === 'engine-2.41',
);

module.exports = {
	// As in all tests: the first run is slow while mutants are counted.
	testTimeout: 60_000,
	...engine,
	testMatch: ['<rootDir>/test/unit/engine/run.test.ts', '<rootDir>/test/mutation/engine.test.js'],
};
