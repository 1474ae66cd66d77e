// The unit tests that `npm run mutation` tries on each change of a file: those that reach the file by
// its imports. Without the fuzz tests, which take longer than all others and would find little more.
const { projects } = require('../../jest.config.js');

/** @type {any} Stryker starts jest with a project of its own making, which has no name. */
const { displayName, ...unit } = projects.find((project) => project.displayName === 'unit');

module.exports = {
	// As in all tests: the first run is slow while mutants are counted.
	testTimeout: 60_000,
	...unit,
	testMatch: ['api', 'engine', 'errors', 'fields'].map(
		(folder) => `<rootDir>/test/unit/${folder}/!(*.fuzz).test.ts`,
	),
};
