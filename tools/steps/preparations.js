'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { buildPackage, packPackage, unpackPackage } = require('../package/build');
const { ensureInstalled } = require('../bootstrap/install');
const { ensureN8n } = require('../n8n/install');
const { missingServers } = require('../services/executables');
const { temporaryFolder } = require('../package/temporaryFolder');
const { withProgress } = require('../bootstrap/progress');

/**
 * @typedef {object} Prepared
 * @property {{tarball: string, folder: string, files: string[]}} packed the package as it would be
 *   published, and the same unpacked into `folder`
 * @property {{missing: string | undefined}} queueServers what this machine lacks for queue mode
 *
 * @typedef {'packed' | 'engines' | 'n8n' | 'n8n-1.123' | 'queueServers'} PreparationName
 * @typedef {(line: string) => void} OnProgress
 */

const ROOT = path.resolve(__dirname, '..', '..');
const ENGINES = path.join(ROOT, 'test', 'engines');

/** @param {OnProgress} onProgress */
async function packed(onProgress) {
	const temporary = temporaryFolder();
	return await withProgress('Building the package', onProgress, async () => {
		await buildPackage();
		const { tarball, files } = await packPackage(temporary);
		const folder = path.join(temporary, 'package');
		await unpackPackage(tarball, folder);
		return { tarball, folder, files };
	});
}

/** @param {OnProgress} onProgress the engines of older n8n, of which each folder there is one */
async function engines(onProgress) {
	for (const version of fs.readdirSync(ENGINES)) {
		const what = `the engine of n8n ${version}`;
		await ensureInstalled(path.join(ENGINES, version), { what, onProgress });
	}
}

/** What steps need, each made at most once. @satisfies {Record<PreparationName, unknown>} */
const PREPARATIONS = {
	packed,
	engines,
	n8n: async (/** @type {OnProgress} */ onProgress) => await ensureN8n({ onProgress }),
	'n8n-1.123': async (/** @type {OnProgress} */ onProgress) =>
		await ensureN8n({ version: '1.123', onProgress }),
	// The system's own packages, which nobody but the machine's owner installs.
	queueServers: async () => ({ missing: missingServers() }),
};

/** Makes ready what steps need, when the first of them asks for it. */
class Preparations {
	/** @param {OnProgress} onProgress */
	constructor(onProgress) {
		this.onProgress = onProgress;
		/** @type {Map<PreparationName, Promise<unknown>>} */
		this.made = new Map();
	}

	/**
	 * @param {PreparationName[]} names
	 * @returns {Promise<Prepared>}
	 */
	async ready(names) {
		for (const name of names) {
			if (!this.made.has(name)) this.made.set(name, PREPARATIONS[name](this.onProgress));
			await this.made.get(name);
		}
		const entries = names.map(async (name) => [name, await this.made.get(name)]);
		return Object.fromEntries(await Promise.all(entries));
	}
}

module.exports = { Preparations };
