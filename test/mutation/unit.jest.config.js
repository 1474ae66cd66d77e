// The unit tests that `npm run mutation` runs for each change of a file: those that import it. The
// fuzz tests are left out, because they take longer than all others and find little more.
const { projects } = require('../../jest.config.js');

/** @type {any} Stryker runs jest with a project without a name. */
const { displayName, ...unit } = projects.find((project) => project.displayName === 'unit');

module.exports = {
	// As in all tests: the first run is slow while mutants are counted.
	testTimeout: 60_000,
	...unit,
	testMatch: ['api', 'engine', 'errors', 'fields', 'resources'].map(
		(folder) => `<rootDir>/test/unit/${folder}/**/!(*.fuzz).test.ts`,
	),
};
