'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** @typedef {import('../n8n/instance').Entity} Entity */

const WORKFLOWS = path.resolve(__dirname, '..', '..', 'demo', 'workflows');

/** What workflows name the demo's credentials by, for each way to sign in. */
const DEMO_CREDENTIALS = {
	oAuth: { id: 'capillarySandboxOAuth', name: 'Capillary sandbox (OAuth)' },
	basic: { id: 'capillarySandboxBasic', name: 'Capillary sandbox (Basic)' },
};

/**
 * A ready credential for each way to sign in to the sandbox.
 * @param {string} sandboxUrl
 * @param {import('../../sandbox/server').Sandbox['accounts']} accounts
 * @returns {Entity[]}
 */
function demoCredentials(sandboxUrl, { oAuth, basic }) {
	const host = { host: 'custom', customHost: sandboxUrl };
	return [
		{
			...DEMO_CREDENTIALS.oAuth,
			type: 'capillaryApi',
			data: { authentication: 'oAuth', ...host, ...oAuth },
		},
		{
			...DEMO_CREDENTIALS.basic,
			type: 'capillaryApi',
			data: { authentication: 'basic', ...host, ...basic, passwordFormat: 'plain' },
		},
	];
}

/**
 * The workflows of demo/workflows, the last file first: n8n shows what was imported last on top.
 * @returns {Entity[]}
 */
function demoWorkflows() {
	const files = fs.readdirSync(WORKFLOWS).filter((name) => name.endsWith('.json'));
	// By their numbers: as text, 10 comes before 2.
	files.sort((one, other) => parseInt(other, 10) - parseInt(one, 10));
	return files.map((name) => JSON.parse(fs.readFileSync(path.join(WORKFLOWS, name), 'utf8')));
}

module.exports = { DEMO_CREDENTIALS, demoCredentials, demoWorkflows };
