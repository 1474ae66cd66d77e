'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { runNpm } = require('../bootstrap/npm');
const { temporaryFolder } = require('../package/temporaryFolder');
const { oneCheck } = require('./step');

const PACKAGE = 'n8n-nodes-capillary-badges';

/**
 * Installs the tarball as README.md describes it for n8n's nodes folder, in an empty folder with an
 * empty npm cache and without a network: npm fails when it wants any other package.
 * @type {import('./step').Step}
 */
const installByHand = {
	name: 'install',
	what: '`npm install` of the packed package brings that package alone, offline',
	needs: ['packed'],
	run: async ({ packed }) => {
		const cwd = temporaryFolder();
		const cache = path.join(cwd, 'cache');
		const { code, output } = await runNpm(
			['install', packed.tarball, '--offline', '--no-audit', '--no-fund', '--cache', cache],
			{ cwd },
		);
		if (code !== 0) return oneCheck(false, output);
		const modules = path.join(cwd, 'node_modules');
		const installed = fs.readdirSync(modules).filter((name) => !name.startsWith('.'));
		return oneCheck(installed.join() === PACKAGE, `npm installed: ${installed.join(', ')}`);
	},
};

module.exports = { installByHand };
