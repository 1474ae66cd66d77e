'use strict';

// The versions of n8n that this project runs, and how they differ.
const path = require('node:path');

/**
 * @typedef {object} N8nVersion
 * @property {string} folder with the package.json and package-lock.json that install it
 * @property {number} gigabytes the disk space that the install needs
 * @property {number} installedGigabytes the disk space that it takes afterwards
 * @property {string[]} modulesOff modules that nothing here uses and that call servers outside at each
 *   start. n8n does not start when it does not know one of them
 * @property {boolean} ownerByEnvironment whether environment variables can create the owner. If not,
 *   somebody must sign up on the first screen
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
			...['mcp-registry', 'mcp', 'chat-hub', 'insights', 'source-control', 'external-secrets'],
			...['sso-oidc', 'sso-saml', 'ldap', 'log-streaming', 'otel', 'quick-connect'],
			...['workflow-builder', 'provisioning', 'dynamic-credentials', 'token-exchange'],
		],
		ownerByEnvironment: true,
	},
	'2.4': {
		folder: path.join(__dirname, '2.4'),
		gigabytes: 3,
		installedGigabytes: 2,
		modulesOff: [
			'chat-hub',
			'external-secrets',
			'insights',
			'mcp',
			'provisioning',
			'source-control',
		],
		ownerByEnvironment: false,
	},
	'1.123': {
		folder: path.join(__dirname, '1.123'),
		gigabytes: 3,
		installedGigabytes: 2,
		modulesOff: ['external-secrets', 'insights', 'mcp', 'provisioning'],
		ownerByEnvironment: false,
	},
};

/** The version of `npm start`. @type {N8nVersionName} */
const NEWEST = '2.41';

module.exports = { N8N_VERSIONS, NEWEST };
