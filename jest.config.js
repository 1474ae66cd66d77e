// Which tests run where. The engine tests are one set of files, run once for each version of n8n's
// engine that people have: every import of n8n, also those that the built package and n8n-core
// itself make, is sent to that version's own folder.
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { installedPath } = require('./tools/bootstrap/install.js');

/** Where each engine's node_modules lies; undefined when it is not installed on this machine. */
const engines = {
	'2.41': __dirname,
	'2.0': installedPath(join(__dirname, 'test/engines/2.0')),
	'1.123': installedPath(join(__dirname, 'test/engines/1.123')),
};

/** Modules of which one run must hold exactly one copy: classes are compared, containers shared. */
const oneCopyOf = ['n8n-workflow', 'n8n-core', '@n8n/di'];

const swc = ['@swc/jest', { jsc: { target: 'es2022' } }];

const common = {
	rootDir: __dirname,
	testEnvironment: 'node',
	transform: { '\\.c?ts$': swc },
};

/**
 * The engine tests one by one; all in one file for `npm test`, because jest loads n8n's engine once for each
 * file, which takes half of the time.
 */
const engineTests =
	process.env.ENGINE_TESTS === 'together' ? 'together/all.test.js' : '**/*.test.ts';

/** Refuses to start when dist/ does not have today's sources. */
const builtPackage = '<rootDir>/test/engine/harness/builtPackage.js';

/** What n8n 2.0 requires although it is written as an ES module: Node can do that, jest cannot. */
const esModules = '/node_modules/(p-retry|is-network-error)/.*\\.js$';

/**
 * Jest's moduleNameMapper for the engine whose node_modules lies in `folder`.
 *
 * @param {string} folder
 */
function engineModules(folder) {
	const core = createRequire(createRequire(join(folder, '_')).resolve('n8n-core'));
	return Object.fromEntries(oneCopyOf.map((name) => [`^${name}$`, core.resolve(name)]));
}

const engineProjects = Object.entries(engines).flatMap(([version, folder]) =>
	folder === undefined
		? []
		: [
				{
					...common,
					displayName: `engine-${version}`,
					testMatch: [`<rootDir>/test/engine/${engineTests}`],
					moduleNameMapper: engineModules(folder),
					globalSetup: builtPackage,
					globals: { engine: version },
					transform: { ...common.transform, [esModules]: swc },
					transformIgnorePatterns: [],
					setupFilesAfterEnv: ['<rootDir>/test/engine/harness/environment.js'],
				},
			],
);

/** One n8n and one sandbox for all tests of a project. */
const endToEnd = {
	...common,
	globalSetup: '<rootDir>/test/e2e/startDemo.js',
	globalTeardown: '<rootDir>/test/e2e/endDemo.js',
	runner: '<rootDir>/test/serialRunner.js',
	setupFilesAfterEnv: ['<rootDir>/test/e2e.setup.js'],
};

/** The end-to-end tests of what every n8n must do with the package. */
const inOldN8nToo = [
	'agent',
	'credentials',
	'fourOperations',
	'installation/byHand',
	'installation/onScreen',
	'nodeTypes',
	'repetition',
	'trigger',
	'restarts/triggerRestart',
];

/** The end-to-end tests of what n8n 2 has changed within its own versions. */
const inEarlyN8n2Too = ['installation/byHand', 'installation/onScreen', 'nodeTypes', 'trigger'];

module.exports = {
	// No test is judged by the speed of the machine that it runs on.
	testTimeout: 60_000,
	// Each file loads n8n's engine again. In one process they use more memory than Node.js allows.
	workerIdleMemoryLimit: '1GB',
	projects: [
		{
			...common,
			displayName: 'unit',
			testMatch: ['unit', 'sandbox', 'tools'].map(
				(name) => `<rootDir>/test/${name}/**/*.test.{js,ts}`,
			),
		},
		...engineProjects,
		{
			...common,
			displayName: 'properties',
			globalSetup: builtPackage,
			testMatch: ['<rootDir>/test/properties/**/*.test.{js,ts}'],
			moduleNameMapper: engineModules(__dirname),
			setupFilesAfterEnv: [
				'<rootDir>/test/engine/harness/environment.js',
				'<rootDir>/test/properties/harness/virtualTime.js',
			],
		},
		{
			...endToEnd,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/{*,editor/*}.test.js'],
			globals: { n8nVersion: '2.41' },
		},
		{
			...endToEnd,
			displayName: 'e2e-restarts',
			testMatch: ['<rootDir>/test/e2e/{restarts,installation}/*.test.js'],
			globals: { n8nVersion: '2.41' },
		},
		{
			...endToEnd,
			displayName: 'e2e-1.123',
			testMatch: inOldN8nToo.map((name) => `<rootDir>/test/e2e/${name}.test.js`),
			globals: { n8nVersion: '1.123' },
		},
		{
			...endToEnd,
			displayName: 'e2e-2.4',
			testMatch: inEarlyN8n2Too.map((name) => `<rootDir>/test/e2e/${name}.test.js`),
			globals: { n8nVersion: '2.4' },
		},
		{
			...common,
			displayName: 'queue',
			testMatch: ['<rootDir>/test/queue/**/*.test.js'],
			globalSetup: '<rootDir>/test/queue/startQueue.js',
			globalTeardown: '<rootDir>/test/queue/endQueue.js',
			runner: '<rootDir>/test/serialRunner.js',
			setupFilesAfterEnv: ['<rootDir>/test/e2e.setup.js'],
		},
	],
};
