// The build, and each check of `npm test` as a task: `npx gulp --tasks` lists them.
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');
const { CHECKS, END_TO_END, PACKAGE, QUEUE, STATIC, TESTS } = require('./tools/checks');
const { taskOf } = require('./tools/checks/check');

const clean = async () => await rm('dist', { recursive: true, force: true });

// tsconfig.json includes the codex and schema files (*.json), so they are copied as well.
const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

const icons = () => src('icons/*.svg').pipe(dest('dist/icons'));

/** @param {string} description @param {import('gulp').TaskFunction} task */
const described = (description, task) => Object.assign(task, { description });

/** @param {import('./tools/checks/check').Check[]} checks */
const inSeries = (checks) => series(...checks.map(taskOf));

exports.build = described('Builds the package into dist/', series(clean, compile, icons));
exports.default = exports.build;

Object.assign(exports, Object.fromEntries(CHECKS.map((check) => [check.name, taskOf(check)])));
exports.static = described('Checks the sources', inSeries(STATIC));
exports.package = described('Checks the packed package', inSeries(PACKAGE));
exports.tests = described('Runs the tests without a real n8n', inSeries(TESTS));
exports['n8n-tests'] = described(
	'Runs the tests with a real n8n',
	inSeries([...END_TO_END, QUEUE]),
);
// The end-to-end tests take as long as all others, and wait for n8n and its editor most of the time.
exports.test = described(
	'Runs everything, as npm test does',
	parallel(inSeries(END_TO_END), inSeries([...STATIC, ...TESTS, ...PACKAGE, QUEUE])),
);
