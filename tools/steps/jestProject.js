'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { run } = require('../bootstrap/childProcess');

/**
 * @typedef {import('./step').Step} Step
 * @typedef {{status: string, title: string, fullName: string}} JestTest
 * @typedef {{numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number,
 *   success: boolean, testResults: Array<{assertionResults: JestTest[]}>}} JestReport jest's --json
 */

const ROOT = path.resolve(__dirname, '..', '..');
const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const NOT_RUN = ['pending', 'skipped', 'todo', 'disabled'];

/** @param {string} file @returns {JestReport | undefined} */
function readReport(file) {
	return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

/**
 * What a run of jest comes to.
 * @param {JestReport | undefined} report none when jest did not get as far as writing one
 * @param {string} output what jest printed
 * @returns {import('./step').StepResult}
 */
function resultOf(report, output) {
	if (!report) return { passed: 0, failed: 1, skipped: [], output };
	const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
	const skipped = tests.filter(({ status }) => NOT_RUN.includes(status));
	const passed = report.numPassedTests;
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
	// No test at all, or a run that failed as a whole, is a failure too.
	const counted = failed > 0 || (report.success && passed > 0) ? failed : 1;
	return { passed, failed: counted, skipped: skipped.map(({ fullName }) => fullName), output };
}

/**
 * A step that is one of jest's projects; each test counts.
 * @param {string} name the project's
 * @param {string} what
 * @param {Step['needs']} needs
 * @returns {Step}
 */
const jestStep = (name, what, needs) => ({
	name,
	what,
	needs,
	run: async () => {
		const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'capillary-badges-'));
		const file = path.join(folder, 'jest.json');
		const args = [JEST, '--selectProjects', name, '--ci', '--json', `--outputFile=${file}`];
		try {
			const { output } = await run(process.execPath, args, { cwd: ROOT });
			return resultOf(readReport(file), output);
		} finally {
			fs.rmSync(folder, { recursive: true, force: true });
		}
	},
});

module.exports = { jestStep, resultOf };
