// Mutation testing (https://stryker-mutator.io/docs/stryker-js/configuration) of what decides what
// became of an item, and of the words for it: every small change of the code must fail a unit test.
export default {
	mutate: [
		'nodes/CapillaryBadges/{api,engine,errors,fields}/*.ts',
		// Carries out a whole run, so it has engine tests: stryker.run.config.mjs.
		'!nodes/CapillaryBadges/engine/run.ts',
	],
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/unit.jest.config.js' },
	coverageAnalysis: 'perTest',
	// A change of what runs when a file is loaded, such as a table of texts, would need all tests.
	ignoreStatic: true,
	// A test takes milliseconds, so an endless loop shows soon.
	timeoutMS: 1500,
	disableTypeChecks: 'nodes/**/*.ts',
	ignorePatterns: ['dist', 'docs'],
	concurrency: 1,
	reporters: ['clear-text', 'progress', 'html', 'json'],
	clearTextReporter: { logTests: false },
};
