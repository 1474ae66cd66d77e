'use strict';

// All checks of `npm test`. To add one, add it to a group here; gulpfile.js makes a task of each.
const { ensureN8n } = require('../n8n/install');
const { say } = require('../bootstrap/runCommand');
const { missingPrograms, QUEUE_MODE } = require('../services/executables');
const { COMMAND_CHECKS } = require('./commands');
const { contents } = require('./contents');
const { descriptions } = require('./descriptions');
const { installOffline } = require('./installOffline');
const { jestCheck } = require('./jest');
const { engines, packed } = require('./prepared');
const { prose } = require('./prose');
const { scanPackage, scanSource } = require('./scan');

/** @typedef {import('./check').Check} Check */

/** @param {import('../n8n/versions').N8nVersionName} [version] */
const n8n = (version) => async () => {
	await packed();
	await ensureN8n({ version, onProgress: say });
};

const packedAndEngines = async () => {
	await packed();
	await engines();
};

/** Checks of the sources. @type {Check[]} */
const STATIC = [...COMMAND_CHECKS, prose, scanSource];

/** Checks of the packed package. @type {Check[]} */
const PACKAGE = [scanPackage, descriptions, contents, installOffline];

/** @param {string} version of n8n @param {() => Promise<unknown>} prepare */
const engineCheck = (version, prepare) =>
	jestCheck(`engine-${version}`, `the built node in the engine of n8n ${version}`, {
		prepare,
		env: { ENGINE_TESTS: 'together' },
	});

const UNIT = jestCheck('unit', 'single parts, the sandbox, the tools');

/** Tests of the built node without n8n's server. Most of their time they wait. @type {Check[]} */
const ENGINES = [
	engineCheck('2.41', packed),
	engineCheck('2.0', packedAndEngines),
	engineCheck('1.123', packedAndEngines),
];

const PROPERTIES = jestCheck(
	'properties',
	'random work under random faults, compared with the sandbox',
	{ prepare: packed },
);

const E2E = jestCheck('e2e', 'a real n8n with the packed package, its editor in a browser', {
	prepare: n8n(),
});

/** Tests with other real n8ns. @type {Check[]} */
const OTHER_N8NS = [
	jestCheck('e2e-restarts', 'a real n8n that is killed, started again, and installed into', {
		prepare: n8n(),
	}),
	jestCheck('e2e-1.123', 'a real n8n 1.123 with the packed package', { prepare: n8n('1.123') }),
	jestCheck('e2e-2.4', 'the package installed in a real n8n 2.4', { prepare: n8n('2.4') }),
];

const QUEUE = jestCheck('queue', 'n8n in queue mode: main, webhook process and workers', {
	prepare: n8n(),
	missing: () => missingPrograms(QUEUE_MODE),
});

module.exports = {
	...{ STATIC, PACKAGE, UNIT, ENGINES, PROPERTIES, E2E, OTHER_N8NS, QUEUE },
	CHECKS: [...STATIC, ...PACKAGE, UNIT, ...ENGINES, PROPERTIES, E2E, ...OTHER_N8NS, QUEUE],
};
