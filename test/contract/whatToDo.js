// @ts-check
'use strict';

const CHANGED =
	'Workflows of users hold these lines, and they are gone or changed. Put them back, and make the ' +
	'change in a new `version` of the node beside the old one (docs/maintaining.md, "Publish a version"):';
const ADDED =
	'These lines are new. If workflows saved before run as they did, say what was added in ' +
	'CHANGELOG.md and run `npm run contract`:';

/** @param {string[]} lines @param {string[]} others @returns {string[]} the lines that the others lack */
const missingFrom = (others, lines) => {
	const left = [...others];
	return lines.filter((line) => {
		const at = left.indexOf(line);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
};

/**
 * Compares a contract with the one that was committed.
 * @param {string[]} committed
 * @param {string[]} current
 * @returns {string} what the developer does about the differences; empty without any
 */
function whatToDo(committed, current) {
	const gone = missingFrom(current, committed).map((line) => `- ${line}`);
	const added = missingFrom(committed, current).map((line) => `+ ${line}`);
	if (gone.length > 0) return [CHANGED, ...gone, ...added].join('\n');
	return added.length > 0 ? [ADDED, ...added].join('\n') : '';
}

module.exports = { whatToDo };
