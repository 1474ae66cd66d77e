'use strict';

// The n8n and the sandbox that jest's globalSetup has started. Each test file runs in a context of its
// own and reads their addresses from the environment.
const { N8nClient } = require('../../tools/n8n/client');
const { SandboxClient } = require('../../tools/services/sandboxClient');

const { E2E_N8N_URL = '', E2E_N8N_VERSION = '', E2E_COOKIE, E2E_SANDBOX_URL = '' } = process.env;

/**
 * n8n allows five sign-ins of a user per minute, so all test files share one session.
 * @param {string} [url] of another n8n with the same owner
 * @returns {Promise<N8nClient>}
 */
async function signIn(url = E2E_N8N_URL) {
	if (url === E2E_N8N_URL) return new N8nClient(url, E2E_COOKIE);
	return await N8nClient.signIn(url, JSON.parse(process.env.E2E_OWNER ?? ''));
}

/** @param {string} version such as 2.40 @returns {boolean} whether the n8n is older */
const isN8nBefore = (version) =>
	E2E_N8N_VERSION.localeCompare(version, 'en', { numeric: true }) < 0;

module.exports = {
	isN8n1: isN8nBefore('2.0'),
	isN8nBefore,
	sandbox: new SandboxClient(E2E_SANDBOX_URL),
	signIn,
};
