// The tests that `npm run mutation` tries on each change of engine/run.ts: engine tests above all.
const { projects } = require('../../jest.config.js');

/** @type {any} Stryker starts jest with a project of its own making, which has no name. */
const { displayName, ...engine } = projects.find(
	(project) => project.displayName === 'engine-2.41',
);

module.exports = {
	// As in all tests: the first run is slow while mutants are counted.
	testTimeout: 60_000,
	...engine,
	testMatch: ['<rootDir>/test/unit/engine/run.test.ts', '<rootDir>/test/mutation/engine.test.js'],
};
