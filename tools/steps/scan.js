'use strict';

const path = require('node:path');
const { oneCheck } = require('./step');

/** @typedef {import('./step').Step} Step */

const ROOT = path.resolve(__dirname, '..', '..');

/**
 * n8n's scanner for the verification of community packages, without the parts that need a package
 * that is published already:
 * https://docs.n8n.io/connect/create-nodes/build-your-node/reference/verification-guidelines/
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
	// It also passes what it found nothing to look at in, and says so.
	return oneCheck(passed && message === '', [message, details].join('\n'));
}

/** @type {Step} */
const scanSource = {
	name: 'scan-source',
	what: "n8n's scanner on the sources",
	needs: [],
	run: async () => await scan(ROOT, (await scanner()).SOURCE_FILE_PATTERNS),
};

/** @type {Step} */
const scanPackage = {
	name: 'scan-package',
	what: "n8n's scanner on the packed package",
	needs: ['packed'],
	run: async ({ packed }) => await scan(packed.folder, ['**/*.js', 'package.json']),
};

module.exports = { scanPackage, scanSource };
