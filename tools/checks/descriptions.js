'use strict';

// Runs n8n's lint on the finished descriptions of the built package. n8n's lint reads literals in the
// sources, and does not see a field that a function returns, so this prints them as literals first.
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../bootstrap/install');
const { temporaryFolder } = require('../package/temporaryFolder');
const { oneTest } = require('./check');
const { packed } = require('./prepared');
const { printDescriptions } = require('./printDescriptions');

/** @typedef {{ruleId: string, text: string, message: string}} Finding */

/** Rules that need more than a description. The check `lint` runs them on the sources. */
const NOT_ON_DESCRIPTIONS = [
	'@n8n/community-nodes/credential-test-required',
	'@n8n/community-nodes/node-connection-type-literal',
	'@n8n/community-nodes/webhook-lifecycle-complete',
];

/** Findings that are correct code: `text` is the beginning of the line. */
const ALLOWED = [
	{
		ruleId: 'n8n-nodes-base/node-param-operation-option-action-miscased',
		text: /^action: '(Claim|Unclaim) badge .*, /,
		why: 'The rule removes the comma of a list, which is correct in a sentence.',
	},
	{
		ruleId: 'n8n-nodes-base/node-param-fixed-collection-type-unsorted-items',
		text: /^values: \[/,
		why: 'The kind of a limit is the first field, because it decides which fields follow.',
	},
	{
		ruleId: '@n8n/community-nodes/credential-password-field',
		text: /^displayName: 'Password Format'/,
		why: 'The format of a password is a choice, not a secret.',
	},
];

/** @param {string} folder @returns {Promise<Finding[]>} */
async function lint(folder) {
	const { ESLint } = require('eslint');
	// @ts-expect-error -- this way of finding modules does not know its types
	const { config } = require('@n8n/node-cli/eslint');
	const rules = Object.fromEntries(NOT_ON_DESCRIPTIONS.map((name) => [name, 'off']));
	const overrideConfig = [...config, { files: ['**/*.ts'], rules }];
	const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig });
	const files = await eslint.lintFiles(['nodes', 'credentials']);
	return files.flatMap(({ filePath, messages }) => {
		const lines = fs.readFileSync(filePath, 'utf8').split('\n');
		return messages.map(({ ruleId, line, message }) => {
			// For a finding about an object, its first property says which one.
			const [text] = lines.slice(line - 1).filter((one) => one.trim() !== '{');
			return { ruleId: String(ruleId), text: text.trim(), message };
		});
	});
}

/** @param {Finding} finding @returns {(one: {ruleId: string, text: RegExp}) => boolean} */
const matches = (finding) => (one) => one.ruleId === finding.ruleId && one.text.test(finding.text);

/** @param {Finding[]} findings @returns {string[]} the problems, each once */
function problemsOf(findings) {
	const wrong = findings.filter((finding) => !ALLOWED.some(matches(finding)));
	const unused = ALLOWED.filter((one) => !findings.some((finding) => matches(finding)(one)));
	return [
		...new Set(wrong.map(({ ruleId, text, message }) => `${ruleId}: ${message}\n  ${text}`)),
		...unused.map(
			({ ruleId, text }) => `${ruleId}: no longer found, so remove it from ALLOWED: ${text}`,
		),
	];
}

/** @type {import('./check').Check} */
const descriptions = {
	name: 'descriptions',
	description: "n8n's lint on the finished descriptions of the built package",
	run: async () => {
		// This builds dist/.
		await packed();
		const folder = temporaryFolder();
		fs.cpSync(path.join(ROOT, 'icons'), path.join(folder, 'icons'), { recursive: true });
		fs.copyFileSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
		printDescriptions(ROOT, folder);
		const problems = problemsOf(await lint(folder));
		return oneTest(problems.length === 0, problems.join('\n'));
	},
};

module.exports = { descriptions };
