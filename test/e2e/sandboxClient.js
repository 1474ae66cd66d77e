'use strict';

const { createHash } = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const { accounts } = require('../../sandbox/authentication');

/**
 * @typedef {{change: string, badgeMetaId: string, customerId: string, earnedBadgeId: string,
 *   issuedId: string, ownerType: string, referenceId: string, groupId: string,
 *   customFieldId: string, fields: string[]}} Change a change has the fields of its kind
 * @typedef {{method: string, path: string, status: number | 'dropped' | 'open',
 *   authentication: string, changes: Change[]}} Call
 * @typedef {{groups: Array<{id: string, name: string, rank: number, isActive: boolean}>,
 *   customFields: Array<{id: string, name: string, isActive: boolean}>,
 *   customers: Array<{id: string, earned: Array<{earnedBadgeId: string, badgeMetaId: string}>}>,
 * }} State
 */

const LOOK_AGAIN = 50;
let requests = 0;

/**
 * A call to the sandbox of startDemo.js without n8n, to Capillary's API or to the control
 * addresses.
 *
 * @param {string} method @param {string} path @param {unknown} [body]
 */
async function call(method, path, body) {
	const { username, password } = accounts.basic;
	const md5 = createHash('md5').update(password).digest('hex');
	const pair = Buffer.from(`${username}:${md5}`).toString('base64');
	const answer = await fetch(`${process.env.E2E_SANDBOX_URL}${path}`, {
		method,
		headers: { Authorization: `Basic ${pair}`, 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	return /** @type {any} */ (await answer.json());
}

/**
 * Gives a customer one of the demo's badges.
 * @param {string} badgeMetaId @param {number} customerId
 * @returns {Promise<string>} the ID of the earned badge
 */
async function earn(badgeMetaId, customerId) {
	const { data } = await call('POST', '/api_gateway/v1/badges/customer/earn', {
		badgeMetaId,
		customerId,
		requestId: `end-to-end-${Date.now()}-${requests++}`,
		triggeredBy: { ownerType: 'Loyalty', referenceId: 'LP-2026' },
	});
	return data.earnedBadgeId;
}

/** @returns {Promise<any[]>} the active webhooks */
async function webHooks() {
	const { data } = await call('GET', '/v3/webHooks');
	return data.filter((/** @type {{active: boolean}} */ { active }) => active);
}

/** @returns {Promise<any[]>} every delivery to a webhook so far, after all have ended */
async function deliveries() {
	for (;;) {
		const { log } = await call('GET', '/sandbox/deliveries');
		if (log.every((/** @type {{outcome: string}} */ one) => one.outcome !== 'under way'))
			return log;
		await sleep(LOOK_AGAIN);
	}
}

/** The sandbox of startDemo.js: its ledger and its controls. */
const sandbox = {
	call,
	earn,
	webHooks,
	deliveries,
	/** @returns {Promise<{calls: Call[], changes: Change[]}>} */
	ledger: async () => await call('GET', '/sandbox/ledger'),
	/** @returns {Promise<State>} its content */
	state: async () => await call('GET', '/sandbox/state'),
	clearLedger: async () => await call('DELETE', '/sandbox/ledger'),
	/** Restores the demo's data. Clears the ledger and invalidates all tokens. */
	reset: async () => await call('POST', '/sandbox/reset'),
	expireTokens: async () => await call('POST', '/sandbox/expire-tokens'),
};

module.exports = { sandbox };
