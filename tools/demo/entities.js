'use strict';

// The credentials and workflows that the demo imports into n8n.
const fs = require('node:fs');
const path = require('node:path');

/** @typedef {import('../n8n/instance').Entity} Entity */

const WORKFLOWS = path.resolve(__dirname, '..', '..', 'demo', 'workflows');

/** How workflows refer to the demo's credentials, for each way to sign in. */
const DEMO_CREDENTIALS = {
	oAuth: { id: 'capillarySandboxOAuth', name: 'Capillary sandbox (OAuth)' },
	basic: { id: 'capillarySandboxBasic', name: 'Capillary sandbox (Basic)' },
};

/**
 * @param {string} sandboxUrl
 * @param {import('../../sandbox/server').Sandbox['accounts']} accounts
 * @returns {Entity[]} a credential for each way to sign in to the sandbox
 */
function demoCredentials(sandboxUrl, { oAuth, basic }) {
	const common = { type: 'capillaryApi' };
	const host = { host: 'custom', customHost: sandboxUrl };
	return [
		{
			...{ ...DEMO_CREDENTIALS.oAuth, ...common },
			data: { authentication: 'oAuth', ...host, ...oAuth },
		},
		{
			...{ ...DEMO_CREDENTIALS.basic, ...common },
			data: { authentication: 'basic', ...host, ...basic, passwordFormat: 'plain' },
		},
	];
}

/** @returns {Entity[]} the workflows of demo/workflows, the last first: n8n lists the last import on top */
function demoWorkflows() {
	const files = fs.readdirSync(WORKFLOWS).filter((name) => name.endsWith('.json'));
	// By number, because as text 10 comes before 2.
	files.sort((one, other) => parseInt(other, 10) - parseInt(one, 10));
	return files.map((name) => JSON.parse(fs.readFileSync(path.join(WORKFLOWS, name), 'utf8')));
}

module.exports = { DEMO_CREDENTIALS, demoCredentials, demoWorkflows };
