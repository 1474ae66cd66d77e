// The build, and each check of `npm test` as a task: `npx gulp --tasks` lists them.
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');
const checks = require('./tools/checks');
const { taskOf } = require('./tools/checks/check');

const clean = async () => await rm('dist', { recursive: true, force: true });

// tsconfig.json includes the codex and schema files (*.json), so they are copied as well.
const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

const icons = () => src('icons/*.svg').pipe(dest('dist/icons'));

/** @param {string} description @param {import('gulp').TaskFunction} task */
const described = (description, task) => Object.assign(task, { description });

/** @param {import('./tools/checks/check').Check[]} some */
const inSeries = (...some) => series(...some.map(taskOf));

const engines = parallel(...checks.ENGINES.map(taskOf));

exports.build = described('Builds the package into dist/', series(clean, compile, icons));
exports.default = exports.build;

Object.assign(
	exports,
	Object.fromEntries(checks.CHECKS.map((check) => [check.name, taskOf(check)])),
);
exports.static = described('Checks the sources', inSeries(...checks.STATIC));
exports.package = described('Checks the packed package', inSeries(...checks.PACKAGE));
exports.tests = described(
	'Runs the tests without a real n8n',
	series(taskOf(checks.UNIT), engines, taskOf(checks.PROPERTIES)),
);
exports['n8n-tests'] = described(
	'Runs the tests with a real n8n',
	inSeries(checks.E2E, ...checks.OTHER_N8NS, checks.QUEUE),
);
// Tests with a real n8n wait for it most of the time, so three lanes keep two processors busy.
exports.test = described(
	'Runs everything, as npm test does',
	parallel(
		inSeries(checks.E2E, checks.QUEUE),
		inSeries(...checks.OTHER_N8NS),
		series(exports.static, exports.tests, exports.package),
	),
);
