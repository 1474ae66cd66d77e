'use strict';

// The environment variables of an n8n that is separate from the user's own n8n, listens on loopback
// only, and calls nobody outside.
const { LOOPBACK } = require('../services/freePort');

/**
 * @typedef {object} N8nSettings
 * @property {string} userFolder n8n keeps its data in .n8n below it
 * @property {number} port of the editor
 * @property {number} brokerPort between n8n and its task runner
 * @property {{email: string, passwordHash: string}} owner
 * @property {string[]} modulesOff modules that n8n does not load
 */

const OWNER_NAME = { firstName: 'Demo', lastName: 'Owner' };

/**
 * The only variables that n8n gets from the user. n8n reads some hundred variables, and any of them
 * (its database, its queue) could connect this n8n with the user's own. Proxies are not passed on,
 * because everything here is on loopback.
 */
const PASSED_ON = [
	...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TMPDIR', 'TEMP', 'TMP'],
	...['LANG', 'LC_ALL', 'LC_CTYPE', 'TZ'],
];

/**
 * No calls to the outside:
 * https://docs.n8n.io/hosting/configuration/configuration-examples/isolation/
 */
const ISOLATED = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_AI_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
	// Settings > Community nodes asks npm for updates. Without a network, npm then fails at once.
	npm_config_fetch_retries: '0',
};

/** @param {N8nSettings} settings @returns {NodeJS.ProcessEnv} */
function n8nEnvironment({ userFolder, port, brokerPort, owner, modulesOff }) {
	return {
		...Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
		...ISOLATED,
		// As in n8n's own image. Without it, web pages of any origin may call n8n.
		NODE_ENV: 'production',
		N8N_DISABLED_MODULES: modulesOff.join(','),
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_HOST: LOOPBACK,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// A browser does not send a secure cookie over plain http.
		N8N_SECURE_COOKIE: 'false',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: OWNER_NAME.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: OWNER_NAME.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: owner.passwordHash,
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
	};
}

module.exports = { n8nEnvironment, OWNER_NAME };
