'use strict';

// What a check is, and how it becomes a gulp task.
const { withProgress } = require('../bootstrap/progress');
const { say } = require('../bootstrap/runCommand');
const { errorText, UserError } = require('../bootstrap/userError');

/**
 * @typedef {object} Result
 * @property {number} passed the number of tests that passed
 * @property {number} failed
 * @property {string[]} skipped the names of those that were skipped, with the reason
 * @property {string} output printed when something failed
 *
 * @typedef {object} Check
 * @property {string} name of the gulp task, also in `npm test -- name`
 * @property {string} description
 * @property {() => Promise<Result>} run
 *
 * @typedef {Result & {name: string, durationMs: number}} Report
 */

/** The results of all tasks that have run in this process. @type {Report[]} */
const reports = [];

/**
 * The result of a check that counts as one test.
 * @param {boolean} passed
 * @param {string} output
 * @returns {Result}
 */
const oneTest = (passed, output) => ({
	passed: passed ? 1 : 0,
	failed: passed ? 0 : 1,
	skipped: [],
	output,
});

/**
 * @param {Check} check
 * @returns {import('gulp').TaskFunction} a gulp task that fails when the check fails
 */
function taskOf({ name, description, run }) {
	const task = async () => {
		const startedAt = Date.now();
		const result = await withProgress(name, say, run).catch((error) =>
			oneTest(false, errorText(error)),
		);
		reports.push({ ...result, name, durationMs: Date.now() - startedAt });
		if (result.failed === 0) return;
		say(`\n${result.output.trim()}\n`);
		throw new UserError(`${name} failed.`);
	};
	return Object.assign(task, { displayName: name, description });
}

module.exports = { oneTest, reports, taskOf };
