'use strict';

const { LOOPBACK } = require('../services/freePort');

/**
 * @typedef {object} N8nSettings
 * @property {string} userFolder n8n keeps its data in .n8n below it
 * @property {number} port the editor's
 * @property {number} brokerPort between n8n and its task runner
 * @property {{email: string, passwordHash: string}} owner
 * @property {string[]} modulesOff modules of n8n that are not loaded
 */

/** What n8n calls its owner. */
const OWNER_NAME = { firstName: 'Demo', lastName: 'Owner' };

/**
 * What a program may know of the user's environment. A list of what passes, because n8n reads some
 * hundred variables, and any of them could turn this n8n into the user's own (its database, its
 * queue). Proxies stay out too: everything here is on loopback.
 */
const PASSED_ON = new Set([
	'PATH',
	'HOME',
	'USER',
	'LOGNAME',
	'SHELL',
	'TMPDIR',
	'TEMP',
	'TMP',
	'LANG',
	'LC_ALL',
	'LC_CTYPE',
	'TZ',
	'SYSTEMROOT',
	'SYSTEMDRIVE',
	'WINDIR',
	'COMSPEC',
	'PATHEXT',
	'USERPROFILE',
	'APPDATA',
	'LOCALAPPDATA',
	'PROGRAMDATA',
	'PROGRAMFILES',
]);

/**
 * An n8n that asks nobody outside:
 * https://docs.n8n.io/hosting/configuration/configuration-examples/isolation/
 */
const QUIET = {
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
};

/**
 * The environment of a real n8n: apart from the user's own n8n in everything, on loopback only, and
 * quiet towards the outside.
 * @param {N8nSettings} settings
 * @returns {NodeJS.ProcessEnv}
 */
function n8nEnvironment({ userFolder, port, brokerPort, owner, modulesOff }) {
	const passedOn = Object.entries(process.env).filter(([name]) => {
		return PASSED_ON.has(name.toUpperCase());
	});
	return {
		...Object.fromEntries(passedOn),
		...QUIET,
		// As in n8n's own image. Without it, n8n lets web pages of any origin call it.
		NODE_ENV: 'production',
		N8N_DISABLED_MODULES: modulesOff.join(','),
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_HOST: LOOPBACK,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// Plain http on loopback: a secure cookie would never come back.
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
