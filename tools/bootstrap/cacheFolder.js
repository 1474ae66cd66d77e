'use strict';

const os = require('node:os');
const path = require('node:path');

const PACKAGE_NAME = 'n8n-nodes-capillary-badges';

/** Where each system keeps what can be fetched again. @type {Record<string, () => string>} */
const CACHE_HOMES = {
	darwin: () => path.join(os.homedir(), 'Library', 'Caches'),
	win32: () => process.env.LOCALAPPDATA || path.join(os.homedir(), 'AppData', 'Local'),
};

/** The XDG base directory specification: a relative XDG_CACHE_HOME is to be ignored. */
function xdgCacheHome() {
	const home = process.env.XDG_CACHE_HOME;
	return home && path.isAbsolute(home) ? home : path.join(os.homedir(), '.cache');
}

/**
 * The folder below which the tools keep what all clones share (installs) and what belongs to one
 * clone but not into it (the demo's data). Nothing is created.
 * @returns {string} an absolute path
 */
function cacheFolder() {
	const home = CACHE_HOMES[process.platform] ?? xdgCacheHome;
	return path.join(home(), PACKAGE_NAME);
}

module.exports = { cacheFolder };
