'use strict';

// Checks that run a command-line program. They pass when its exit code is 0.
const path = require('node:path');
const { run } = require('../bootstrap/childProcess');
const { ROOT } = require('../bootstrap/install');
const { oneTest } = require('./check');

/**
 * @param {string} name @param {string} description
 * @param {string} script below node_modules
 * @param {string[]} args
 * @returns {import('./check').Check}
 */
const commandCheck = (name, description, script, args) => ({
	name,
	description,
	run: async () => {
		const file = path.join(ROOT, 'node_modules', script);
		const { code, output } = await run(process.execPath, [file, ...args], { cwd: ROOT });
		return oneTest(code === 0, output);
	},
});

/** @type {import('./check').Check[]} */
const COMMAND_CHECKS = [
	commandCheck('types', 'TypeScript, strict, in all sources', 'typescript/bin/tsc', [
		...['--noEmit', '-p', 'tsconfig.check.json'],
	]),
	commandCheck('lint', "n8n's lint in its strict form", '@n8n/node-cli/bin/n8n-node.mjs', ['lint']),
	commandCheck(
		'patterns',
		'no regular expression that is slow on a long text',
		'eslint/bin/eslint.js',
		[...['--config', 'eslint.patterns.config.mjs', 'nodes', 'credentials']],
	),
	commandCheck(
		'lint-javascript',
		'no fault in the JavaScript of the tools, and in the tests',
		'eslint/bin/eslint.js',
		['--config', 'eslint.javascript.config.mjs', '.'],
	),
	commandCheck(
		'imports',
		'no import against the order of the folders, and none of what does not ship',
		'dependency-cruiser/bin/dependency-cruise.mjs',
		['--config', '.dependency-cruiser.js', '--output-type', 'err-long', 'nodes', 'credentials'],
	),
	commandCheck('formatting', 'the layout of all sources', 'prettier/bin/prettier.cjs', [
		...['--check', '.'],
	]),
	commandCheck('unused', 'no file, export or dependency that nothing uses', 'knip/bin/knip.js', []),
];

module.exports = { COMMAND_CHECKS };
