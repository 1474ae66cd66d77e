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
		const args = [jest, '--selectProjects', project, '--ci', '--json', `--outputFile=${file}`];
		const { output } = await run(process.execPath, args, {
			cwd: ROOT,
			env: { ...process.env, ...env },
		});
		const report = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
		return resultOf(report, output);
	},
});

module.exports = { jestCheck, resultOf };
