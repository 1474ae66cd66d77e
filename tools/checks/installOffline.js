'use strict';

// Checks that `npm install` of the packed package needs no other package.
const fs = require('node:fs');
const path = require('node:path');
const { runNpm } = require('../bootstrap/npm');
const { temporaryFolder } = require('../package/temporaryFolder');
const { oneTest } = require('./check');
const { packed } = require('./prepared');

const PACKAGE = 'n8n-nodes-capillary-badges';

/** @type {import('./check').Check} */
const installOffline = {
	name: 'install',
	description: '`npm install` of the packed package installs that package alone, offline',
	run: async () => {
		const { tarball } = await packed();
		const cwd = temporaryFolder();
		// With an empty cache and no network, npm fails when the package needs another one.
		const cache = path.join(cwd, 'cache');
		const { code, output } = await runNpm(
			['install', tarball, '--offline', '--no-audit', '--no-fund', '--cache', cache],
			{ cwd },
		);
		if (code !== 0) return oneTest(false, output);
		const modules = path.join(cwd, 'node_modules');
		const installed = fs.readdirSync(modules).filter((name) => !name.startsWith('.'));
		return oneTest(installed.join() === PACKAGE, `npm installed: ${installed.join(', ')}`);
	},
};

module.exports = { installOffline };
