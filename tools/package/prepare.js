'use strict';

// Prepares what each n8n session needs: the packed package, and an installed n8n.
const { withProgress } = require('../bootstrap/progress');
const { ensureN8n } = require('../n8n/install');
const { buildAndPack } = require('./build');
const { temporaryFolder } = require('./temporaryFolder');

/** `npm test` builds and packs once, and passes the tarball to its child processes here. */
const TARBALL_VARIABLE = 'CAPILLARY_BADGES_TARBALL';

/**
 * @param {object} options
 * @param {import('../n8n/versions').N8nVersionName} [options.version] of n8n; the newest by default
 * @param {(line: string) => void} options.onProgress
 * @returns {Promise<{tarball: string, runtime: import('../n8n/install').N8nRuntime}>}
 */
async function prepare({ version, onProgress }) {
	const packed = process.env[TARBALL_VARIABLE];
	const tarball =
		packed ??
		(await withProgress('Building the package', onProgress, async () => {
			return (await buildAndPack(temporaryFolder())).tarball;
		}));
	return { tarball, runtime: await ensureN8n({ version, onProgress }) };
}

module.exports = { prepare, TARBALL_VARIABLE };
