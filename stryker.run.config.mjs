// Mutation testing of engine/run.ts by engine tests. They run the built package, so the mutants are
// built in, all of them in one build, and chosen while the tests run.
import unit from './stryker.config.mjs';

export default {
	...unit,
	mutate: ['nodes/CapillaryBadges/engine/run.ts'],
	// n8n's loader loads the package, so no import leads from the tests to the mutated file.
	jest: { configFile: 'test/mutation/engine.jest.config.js', enableFindRelatedTests: false },
	buildCommand: 'gulp build',
	htmlReporter: { fileName: 'reports/mutation/run.html' },
	jsonReporter: { fileName: 'reports/mutation/run.json' },
};
