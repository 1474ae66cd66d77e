'use strict';

// Capillary's API and the control addresses of a running sandbox.
const { createHash } = require('node:crypto');
const { accounts } = require('../../sandbox/http/authentication');
const { until } = require('./polling');

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

class SandboxClient {
	#requests = 0;

	/** @param {string} url of the sandbox */
	constructor(url) {
		this.url = url;
	}

	/**
	 * A call to Capillary's API or to a control address.
	 * @param {string} method @param {string} path @param {unknown} [body]
	 * @returns {Promise<any>} the JSON of the response
	 */
	async call(method, path, body) {
		const { username, password } = accounts.basic;
		const md5 = createHash('md5').update(password).digest('hex');
		const pair = Buffer.from(`${username}:${md5}`).toString('base64');
		const response = await fetch(this.url + path, {
			method,
			headers: { Authorization: `Basic ${pair}`, 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (response.ok) return await response.json();
		throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
	}

	/**
	 * Gives a customer one of the demo's badges.
	 * @param {string} badgeMetaId @param {number} customerId
	 * @returns {Promise<string>} the ID of the earned badge
	 */
	async earn(badgeMetaId, customerId) {
		const { data } = await this.call('POST', '/api_gateway/v1/badges/customer/earn', {
			badgeMetaId,
			customerId,
			requestId: `client-${Date.now()}-${this.#requests++}`,
			triggeredBy: { ownerType: 'Loyalty', referenceId: 'LP-2026' },
		});
		return data.earnedBadgeId;
	}

	/** @returns {Promise<any[]>} the active webhooks */
	async webHooks() {
		const { data } = await this.call('GET', '/v3/webHooks');
		return data.filter((/** @type {{active: boolean}} */ { active }) => active);
	}

	/** @returns {Promise<any[]>} every delivery to a webhook so far, after all have ended */
	async deliveries() {
		return await until(async () => {
			/** @type {{log: Array<{outcome: string}>}} */
			const { log } = await this.call('GET', '/sandbox/deliveries');
			return log.every(({ outcome }) => outcome !== 'under way') && log;
		});
	}

	/** @returns {Promise<{calls: Call[], changes: Change[], mostInFlight: number}>} */
	async ledger() {
		return await this.call('GET', '/sandbox/ledger');
	}

	/** @returns {Promise<State>} its content */
	async state() {
		return await this.call('GET', '/sandbox/state');
	}

	/** @param {object} added @returns {Promise<Record<string, any[]>>} the IDs */
	async add(added) {
		return await this.call('POST', '/sandbox/state', added);
	}

	/** @param {object} faults what else stays as it is */
	async setFaults(faults) {
		await this.call('PUT', '/sandbox/faults', faults);
	}

	async clearLedger() {
		await this.call('DELETE', '/sandbox/ledger');
	}

	/** Restores the demo's data, or an empty sandbox. Clears the ledger and invalidates all tokens. */
	async reset(seed = 'demo') {
		await this.call('POST', '/sandbox/reset', { seed });
	}

	async expireTokens() {
		await this.call('POST', '/sandbox/expire-tokens');
	}
}

module.exports = { SandboxClient };
