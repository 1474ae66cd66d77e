'use strict';

// Checks that run n8n's scanner for the verification of community packages, without the parts that need
// a published package.
// https://docs.n8n.io/connect/create-nodes/build-your-node/reference/verification-guidelines/
const { ROOT } = require('../bootstrap/install');
const { oneTest } = require('./check');
const { packed } = require('./prepared');

/** @typedef {import('./check').Check} Check */

/**
 * @returns {Promise<{analyzePackage: (folder: string, patterns: string[]) =>
 *   Promise<{passed: boolean, message?: string, details?: string}>, SOURCE_FILE_PATTERNS: string[]}>}
 */
async function scanner() {
	// @ts-expect-error -- it comes without types
	return await import('@n8n/scan-community-package/scanner/scanner.mjs');
}

/** @param {string} folder @param {string[]} patterns */
async function scan(folder, patterns) {
	const { analyzePackage } = await scanner();
	const { passed, message = '', details = '' } = await analyzePackage(folder, patterns);
	// It passes as well when it finds no file, but with a message.
	return oneTest(passed && message === '', [message, details].join('\n'));
}

/** @type {Check} */
const scanSource = {
	name: 'scan-source',
	description: "n8n's scanner on the sources",
	run: async () => await scan(ROOT, (await scanner()).SOURCE_FILE_PATTERNS),
};

/** @type {Check} */
const scanPackage = {
	name: 'scan-package',
	description: "n8n's scanner on the packed package",
	run: async () => await scan((await packed()).folder, ['**/*.js', 'package.json']),
};

module.exports = { scanPackage, scanSource };
