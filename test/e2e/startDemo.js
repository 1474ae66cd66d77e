'use strict';

// Jest's globalSetup of the end-to-end tests: starts one sandbox and one real n8n for all of them, as
// `npm start` does, with a user folder that is deleted afterwards.
const fs = require('node:fs');
const path = require('node:path');
const { startDemoSession } = require('../../tools/demo/session');
const { temporaryFolder } = require('../../tools/package/temporaryFolder');
const { N8nClient } = require('../../tools/n8n/client');

const REPORTS = path.resolve(__dirname, '..', '..', 'reports');

/**
 * @param {unknown} _global jest's settings for all projects
 * @param {{displayName: {name: string},
 *   globals: {n8nVersion: import('../../tools/n8n/versions').N8nVersionName}}} project jest's settings
 *   for the project that is about to run
 */
module.exports = async (_global, { displayName, globals: { n8nVersion } }) => {
	const prepared = temporaryFolder();
	const session = await startDemoSession({
		userFolder: temporaryFolder(),
		// Copies of it save other n8ns of the tests an installation and an import (restarts/ownN8n.js).
		beforeStart: ({ userFolder }) => fs.cpSync(userFolder, prepared, { recursive: true }),
		version: n8nVersion,
		// Standard output has jest's results.
		onProgress: (line) => process.stderr.write(`${line}\n`),
		// The most detailed log, so that a secret would show in it.
		variables: { N8N_LOG_LEVEL: 'debug' },
	});
	// Each test file runs in a context of its own and reads only the environment.
	process.env.E2E_N8N_VERSION = n8nVersion;
	process.env.E2E_N8N_URL = session.n8n.url;
	process.env.E2E_OWNER = JSON.stringify(session.setup.owner);
	process.env.E2E_PREPARED = prepared;
	process.env.E2E_SETUP = JSON.stringify(session.setup);
	process.env.E2E_N8N_LOG = session.n8n.log;
	process.env.E2E_SANDBOX_URL = session.sandbox.url;
	process.env.E2E_COOKIE = (await N8nClient.signIn(session.n8n.url, session.setup.owner)).cookie;
	const endDemo = async () => {
		await session.stop();
		// CI keeps this folder when a test has failed.
		fs.mkdirSync(REPORTS, { recursive: true });
		fs.copyFileSync(session.n8n.log, path.join(REPORTS, `${displayName.name}.log`));
	};
	Object.assign(globalThis, { endDemo });
};
