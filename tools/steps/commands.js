'use strict';

const path = require('node:path');
const { run } = require('../bootstrap/childProcess');
const { oneCheck } = require('./step');

/** @typedef {import('./step').Step} Step */

const ROOT = path.resolve(__dirname, '..', '..');
const MODULES = path.join(ROOT, 'node_modules');

/**
 * A step that is one command, passed when its exit code is 0.
 * @param {string} name @param {string} what @param {string} script below node_modules
 * @param {string[]} args
 * @returns {Step}
 */
const commandStep = (name, what, script, args) => ({
	name,
	what,
	needs: [],
	run: async () => {
		const { code, output } = await run(process.execPath, [path.join(MODULES, script), ...args], {
			cwd: ROOT,
		});
		return oneCheck(code === 0, output);
	},
});

const types = commandStep('types', 'TypeScript, strict, in all sources', 'typescript/bin/tsc', [
	'--noEmit',
	'-p',
	'tsconfig.check.json',
]);

const lint = commandStep(
	'lint',
	"n8n's lint in its strict form",
	'@n8n/node-cli/bin/n8n-node.mjs',
	['lint'],
);

const patterns = commandStep(
	'patterns',
	'no pattern that a long text can stop n8n with',
	'eslint/bin/eslint.js',
	['--config', 'eslint.patterns.config.mjs', 'nodes', 'credentials'],
);

const imports = commandStep(
	'imports',
	'no import against the order of the folders, and none of what does not ship',
	'dependency-cruiser/bin/dependency-cruise.mjs',
	['--config', '.dependency-cruiser.js', '--output-type', 'err-long', 'nodes', 'credentials'],
);

const formatting = commandStep(
	'formatting',
	'the layout of all sources',
	'prettier/bin/prettier.cjs',
	['--check', '.'],
);

const unused = commandStep(
	'unused',
	'no file, export or dependency that nothing uses',
	'knip/bin/knip.js',
	[],
);

module.exports = { formatting, imports, lint, patterns, types, unused };
