'use strict';

// Jest's globalSetup of the e2e tests: one sandbox and one real n8n for all of them, started by the
// machinery of `npm start`, with a user folder of its own that is gone afterwards.
const { buildPackage, packPackage } = require('../../tools/package/build');
const { startDemoSession } = require('../../tools/demo/session');
const { freePort } = require('../../tools/services/freePort');
const { ensureN8n } = require('../../tools/n8n/install');
const { temporaryFolder } = require('../../tools/package/temporaryFolder');
const { N8nClient } = require('./n8nClient');

// Standard output belongs to jest's results.
const onProgress = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/**
 * @param {unknown} _everything jest's settings for all projects
 * @param {{globals: {n8nVersion: import('../../tools/n8n/versions').N8nVersionName}}} project jest's
 *   settings for the project whose tests are about to run
 */
module.exports = async (_everything, { globals: { n8nVersion } }) => {
	const folder = temporaryFolder();
	await buildPackage();
	const { tarball } = await packPackage(folder);
	const runtime = await ensureN8n({ version: n8nVersion, onProgress });
	const ports = { n8n: await freePort(), sandbox: await freePort() };
	// All that n8n can tell, so that a secret would show in its log.
	const variables = { N8N_LOG_LEVEL: 'debug' };
	const options = { runtime, tarball, userFolder: folder, ports, onProgress, variables };
	const session = await startDemoSession(options);
	// The tests run in contexts of their own and see the environment only.
	process.env.E2E_N8N_VERSION = n8nVersion;
	process.env.E2E_N8N_URL = session.n8n.url;
	process.env.E2E_OWNER = JSON.stringify(session.owner);
	process.env.E2E_SETUP = JSON.stringify({ runtime, tarball, owner: session.owner });
	process.env.E2E_N8N_LOG = session.n8n.log;
	process.env.E2E_SANDBOX_URL = session.sandbox.url;
	process.env.E2E_COOKIE = (await N8nClient.signIn()).headers.Cookie;
	Object.assign(globalThis, { endDemo: session.stop });
};
