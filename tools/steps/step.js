'use strict';

/**
 * @typedef {object} StepResult
 * @property {number} passed how many checks passed
 * @property {number} failed how many did not
 * @property {string[]} skipped names of those that were not made, with the reason
 * @property {string} output what to show when something failed
 *
 * @typedef {object} Step
 * @property {string} name what `npm test -- name` runs
 * @property {string} what in words
 * @property {import('./preparations').PreparationName[]} needs made ready before, once for all steps
 * @property {(prepared: import('./preparations').Prepared) => Promise<StepResult>} run
 */

/**
 * The result of a step that is one check.
 * @param {boolean} passed
 * @param {string} output
 * @returns {StepResult}
 */
const oneCheck = (passed, output) => ({
	passed: passed ? 1 : 0,
	failed: passed ? 0 : 1,
	skipped: [],
	output,
});

module.exports = { oneCheck };
