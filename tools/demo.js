'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** @typedef {import('./real-n8n').Entity} Entity */

const WORKFLOWS = path.resolve(__dirname, '..', 'demo', 'workflows');
/** The sandbox's address as the demo's workflows name it. */
const USUAL_SANDBOX = 'http://127.0.0.1:4010';

/** What workflows name the demo's credentials by, for each way to sign in. */
const DEMO_CREDENTIALS = {
	oAuth: { id: 'capillarySandboxOAuth', name: 'Capillary sandbox (OAuth)' },
	basic: { id: 'capillarySandboxBasic', name: 'Capillary sandbox (Basic)' },
};

/**
 * A ready credential for each way to sign in to the sandbox.
 * @param {string} sandboxUrl
 * @param {import('../sandbox/server').Sandbox['accounts']} accounts
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
 * @param {string} sandboxUrl the sandbox's actual address, put in place of the usual one
 * @returns {Entity[]}
 */
function demoWorkflows(sandboxUrl) {
	const files = fs.readdirSync(WORKFLOWS).filter((name) => name.endsWith('.json'));
	// By their numbers: as text, 10 comes before 2.
	files.sort((one, other) => parseInt(other, 10) - parseInt(one, 10));
	return files.map((name) => {
		const text = fs.readFileSync(path.join(WORKFLOWS, name), 'utf8');
		return JSON.parse(text.replaceAll(USUAL_SANDBOX, sandboxUrl));
	});
}

module.exports = { DEMO_CREDENTIALS, demoCredentials, demoWorkflows };
