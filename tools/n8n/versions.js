'use strict';

const path = require('node:path');

/**
 * @typedef {object} N8nVersion a real n8n that this project runs, and what is peculiar to it
 * @property {string} folder with the package.json and package-lock.json that install it
 * @property {number} gigabytes the room that must be free to install it
 * @property {number} installedGigabytes what of that it then takes, about
 * @property {string[]} modulesOff modules of it that look outside at every start and that nothing
 *   here uses; it does not start when one of these is unknown to it
 * @property {boolean} ownerByEnvironment whether environment variables can name the one who signs in;
 *   if not, somebody has to sign up on its first screen
 *
 * @typedef {keyof typeof N8N_VERSIONS} N8nVersionName
 */

/** @satisfies {Record<string, N8nVersion>} */
const N8N_VERSIONS = {
	'2.41': {
		folder: path.join(__dirname, '2.41'),
		gigabytes: 3.5,
		installedGigabytes: 2.5,
		modulesOff: [
			'mcp-registry',
			'mcp',
			'chat-hub',
			'insights',
			'source-control',
			'external-secrets',
			'sso-oidc',
			'sso-saml',
			'ldap',
			'log-streaming',
			'otel',
			'quick-connect',
			'workflow-builder',
			'provisioning',
			'dynamic-credentials',
			'token-exchange',
		],
		ownerByEnvironment: true,
	},
	'1.123': {
		folder: path.join(__dirname, '1.123'),
		gigabytes: 3,
		installedGigabytes: 2,
		modulesOff: ['external-secrets', 'insights', 'mcp', 'provisioning'],
		ownerByEnvironment: false,
	},
};

/** The newest: what `npm start` runs. @type {N8nVersionName} */
const NEWEST = '2.41';

module.exports = { N8N_VERSIONS, NEWEST };
