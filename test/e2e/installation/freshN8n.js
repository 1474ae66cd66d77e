'use strict';

// An n8n as its makers ship it, without the package. Only what keeps it on this machine is set.
const fs = require('node:fs');
const path = require('node:path');
const { freePort, LOOPBACK } = require('../../../tools/services/freePort');
const { N8nInstance } = require('../../../tools/n8n/instance');
const { temporaryFolder } = require('../../tools/temporaryFolder');
const { OwnN8n } = require('../restarts/ownN8n');
const { sandbox } = require('../../helpers/demo');
const { Registry } = require('./registry');

/**
 * @typedef {object} Fresh
 * @property {string} folder a temporary one
 * @property {string} tarball the package
 * @property {Registry} registry
 * @property {OwnN8n} own
 * @property {import('../../../tools/n8n/client').N8nClient} n8n of the last start
 * @property {() => Promise<void>} start starts n8n, or starts it again
 */

/** Settings of the other tests that do not keep n8n offline: n8n's own defaults count. */
const AS_SHIPPED = {
	N8N_AI_ENABLED: undefined,
	N8N_PYTHON_ENABLED: undefined,
	N8N_UNVERIFIED_PACKAGES_ENABLED: undefined,
	npm_config_fetch_retries: undefined,
};

/**
 * n8n names npm's public registry when it calls npm, and takes another one only with a license. So
 * the `npm` that it finds first leaves that address out. n8n 1 does not hand on settings for npm.
 * @param {string} registryUrl @param {string} cache
 */
const npmOf = (registryUrl, cache) => `#!/bin/sh
export npm_config_registry='${registryUrl}' npm_config_cache='${cache}'
for argument do
	shift
	case $argument in --registry=*) ;; *) set -- "$@" "$argument" ;; esac
done
PATH=\${PATH#*:} exec npm "$@"
`;

/**
 * @param {string} userFolder a folder that is not there yet
 * @param {Registry} registry what n8n installs packages from
 * @param {NodeJS.ProcessEnv} variables n8n's settings beside these
 * @returns {Promise<OwnN8n>} not started
 */
async function createN8n(userFolder, registry, variables) {
	const { runtime, owner } = JSON.parse(process.env.E2E_SETUP ?? '');
	const commands = path.join(userFolder, 'commands');
	fs.mkdirSync(commands, { recursive: true });
	const npm = npmOf(registry.url, path.join(userFolder, 'npm-cache'));
	fs.writeFileSync(path.join(commands, 'npm'), npm, { mode: 0o755 });
	const offline = {
		PATH: [commands, process.env.PATH].join(path.delimiter),
		// n8n asks its makers whether a package is banned, and goes on when they cannot be reached.
		HTTPS_PROXY: registry.url,
		NO_PROXY: LOOPBACK,
	};
	const settings = { ...AS_SHIPPED, ...offline, ...variables };
	const port = await freePort();
	const options = { runtime, userFolder, port, owner, variables: settings };
	return new OwnN8n(await N8nInstance.create(options), settings);
}

/**
 * One n8n without the package for all tests of a file, and a registry that is empty.
 * @param {NodeJS.ProcessEnv} [variables] n8n's settings beside the usual ones
 * @returns {Fresh} filled before the first test
 */
function useFreshN8n(variables = {}) {
	const folder = temporaryFolder();
	const { tarball } = JSON.parse(process.env.E2E_SETUP ?? '');
	const fresh = /** @type {Fresh} */ ({ folder, tarball });
	fresh.start = async () => {
		await fresh.own.stop();
		fresh.n8n = await fresh.own.start();
	};
	beforeAll(async () => {
		await sandbox.reset();
		await sandbox.call('PUT', '/sandbox/deliveries', { attempts: 1 });
		fresh.registry = await Registry.start();
		fresh.own = await createN8n(path.join(folder, 'n8n'), fresh.registry, variables);
	});
	afterAll(async () => {
		await fresh.own?.stop();
		await fresh.registry?.stop();
	});
	return fresh;
}

module.exports = { useFreshN8n };
