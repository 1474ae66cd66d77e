'use strict';

// The engine tests run what is in dist/. They do not start when it was built from other sources.
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../../..');
const BUILT = path.join(ROOT, 'dist/nodes/CapillaryBadges/CapillaryBadges.node.js');

/** @param {string} folder @returns {number} when one of its files was changed last, in epoch milliseconds */
function lastChangeIn(folder) {
	const files = fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
	return Math.max(...files.map((file) => fs.statSync(path.join(ROOT, folder, file)).mtimeMs));
}

module.exports = async () => {
	const builtAt = fs.existsSync(BUILT) ? fs.statSync(BUILT).mtimeMs : 0;
	const changed = ['nodes', 'credentials'].find((folder) => lastChangeIn(folder) > builtAt);
	if (changed) throw new Error(`dist/ is older than ${changed}/. Run \`npm run build\` first.`);
};
