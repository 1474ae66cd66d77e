'use strict';

// Where the commands keep what all clones share (installs), and the data of the demo.
const os = require('node:os');
const path = require('node:path');

/** @returns {string} an absolute path, by the XDG base directory specification; not created here */
function cacheFolder() {
	const home = process.env.XDG_CACHE_HOME;
	// The specification ignores a relative path.
	const caches = home && path.isAbsolute(home) ? home : path.join(os.homedir(), '.cache');
	return path.join(caches, 'n8n-nodes-capillary-badges');
}

module.exports = { cacheFolder };
