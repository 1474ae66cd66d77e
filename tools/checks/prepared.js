'use strict';

// What several checks need, made once.
const fs = require('node:fs');
const path = require('node:path');
const { ensureInstalled, ROOT } = require('../bootstrap/install');
const { withProgress } = require('../bootstrap/progress');
const { say } = require('../bootstrap/runCommand');
const { buildAndPack, unpackPackage } = require('../package/build');
const { TARBALL_VARIABLE } = require('../package/prepare');
const { temporaryFolder } = require('../package/temporaryFolder');

/** The folder for the tested tarball, when it is to be published. */
const RELEASE_VARIABLE = 'CAPILLARY_BADGES_RELEASE';
const ENGINES = path.join(ROOT, 'test', 'engines');

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {() => Promise<T>} runs it on the first call only
 */
function once(work) {
	/** @type {Promise<T> | undefined} */
	let result;
	return () => (result ??= work());
}

/** The package as it would be published, and the same unpacked into `folder`. */
const packed = once(
	async () =>
		await withProgress('Building the package', say, async () => {
			const temporary = temporaryFolder();
			const { tarball, files } = await buildAndPack(temporary);
			const folder = path.join(temporary, 'package');
			await unpackPackage(tarball, folder);
			// Tests with a real n8n use this tarball instead of building their own.
			process.env[TARBALL_VARIABLE] = tarball;
			const release = process.env[RELEASE_VARIABLE];
			if (release) fs.cpSync(tarball, path.join(ROOT, release, path.basename(tarball)));
			return { tarball, folder, files };
		}),
);

/** Installs the engines of older n8n, one for each folder. */
const engines = once(async () => {
	for (const version of fs.readdirSync(ENGINES)) {
		const what = `the engine of n8n ${version}`;
		await ensureInstalled(path.join(ENGINES, version), { what, onProgress: say });
	}
});

module.exports = { engines, packed };
