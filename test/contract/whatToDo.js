// @ts-check
'use strict';

const CHANGED =
	'Workflows of users store these values, but they are missing or changed. Restore them, and make the ' +
	'change in a new `version` of the node (docs/maintaining.md, "Publish a version"):';
const ADDED =
	'These lines are new. If saved workflows still run as before, describe the addition in ' +
	'CHANGELOG.md and run `npm run contract`:';

/** @param {string[]} lines @param {string[]} others @returns {string[]} the lines that are not among the others */
const missingFrom = (others, lines) => {
	const left = [...others];
	return lines.filter((line) => {
		const at = left.indexOf(line);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
};

/**
 * Compares a contract with the committed one.
 *
 * @param {string[]} committed
 * @param {string[]} current
 * @returns {string} what to do about the differences, or an empty text
 */
function whatToDo(committed, current) {
	const missing = missingFrom(current, committed).map((line) => `- ${line}`);
	const added = missingFrom(committed, current).map((line) => `+ ${line}`);
	if (missing.length > 0) return [CHANGED, ...missing, ...added].join('\n');
	return added.length > 0 ? [ADDED, ...added].join('\n') : '';
}

module.exports = { whatToDo };
