'use strict';

// Checks that run one of jest's projects. Each test counts.
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('../bootstrap/childProcess');
const { ROOT } = require('../bootstrap/install');
const { temporaryFolder } = require('../package/temporaryFolder');

/**
 * @typedef {import('./check').Check} Check
 * @typedef {import('./check').Result} Result
 * @typedef {{status: string, title: string, fullName: string}} JestTest
 * @typedef {{numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number,
 *   success: boolean, testResults: Array<{assertionResults: JestTest[]}>}} JestReport jest's --json
 */

/**
 * Jest prints a line for each file that it has run. A test that does not end, or a process that has crashed
 * unnoticed, would take all the time that CI has; no file takes half as long as this. In milliseconds.
 */
const SILENCE_OF_A_HANGING_TEST = 20 * 60_000;

const SKIPPED = ['pending', 'skipped', 'todo', 'disabled'];

/**
 * @param {JestReport | undefined} report undefined when jest has written none
 * @param {string} output what jest printed
 * @returns {Result}
 */
function resultOf(report, output) {
	if (!report) return { passed: 0, failed: 1, skipped: [], output };
	const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
	const skipped = tests.filter(({ status }) => SKIPPED.includes(status));
	const passed = report.numPassedTests;
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
	// A run without any test fails, and so does a run that jest says has failed.
	const counted = failed > 0 || (report.success && passed > 0) ? failed : 1;
	return { passed, failed: counted, skipped: skipped.map(({ fullName }) => fullName), output };
}

/**
 * @param {string} files the paths of all test files, one on each line
 * @param {string} output of jest, which names each file that it has run
 * @returns {string} the files that jest has not run to the end
 */
function withoutResult(files, output) {
	const paths = files
		.trim()
		.split('\n')
		.map((file) => path.relative(ROOT, file));
	return `Without a result: ${paths.filter((file) => !output.includes(file)).join(', ')}`;
}

/**
 * @param {string} project of jest.config.js
 * @param {string} description
 * @param {object} [options]
 * @param {() => Promise<unknown>} [options.prepare] makes what the tests need
 * @param {Record<string, string>} [options.env] environment variables for jest
 * @param {() => string | undefined} [options.missing] the programs that this machine lacks for it. The
 *   check is then skipped, but fails in CI
 * @returns {Check}
 */
const jestCheck = (project, description, { prepare, env, missing } = {}) => ({
	name: project,
	description,
	run: async () => {
		const lacking = missing?.();
		if (lacking && process.env.CI === 'true') return resultOf(undefined, `${lacking}.`);
		if (lacking) {
			return { passed: 0, failed: 0, skipped: [`${project} (skipped: ${lacking})`], output: '' };
		}
		await prepare?.();
		const file = path.join(temporaryFolder(), 'jest.json');
		const jest = require.resolve('jest/bin/jest');
		const runJest = async (/** @type {string[]} */ ...args) =>
			await run(process.execPath, [jest, '--selectProjects', project, ...args], {
				cwd: ROOT,
				env: { ...process.env, ...env },
				silenceMs: SILENCE_OF_A_HANGING_TEST,
			});
		const { output } = await runJest('--ci', '--json', `--outputFile=${file}`);
		if (fs.existsSync(file)) return resultOf(JSON.parse(fs.readFileSync(file, 'utf8')), output);
		const { stdout: files } = await runJest('--listTests');
		return resultOf(undefined, `${output}\n${withoutResult(files, output)}`);
	},
});

module.exports = { jestCheck, resultOf, withoutResult };
