'use strict';

/**
 * @typedef {{change: string, badgeMetaId: string, customerId: string, earnedBadgeId: string,
 *   issuedId: string, ownerType: string, referenceId: string, groupId: string,
 *   customFieldId: string, fields: string[]}} Change a change has those of them that belong to it
 * @typedef {{method: string, path: string, status: number | 'dropped' | 'open',
 *   authentication: string, changes: Change[]}} Call
 * @typedef {{groups: Array<{id: string, name: string, rank: number, isActive: boolean}>,
 *   customFields: Array<{id: string, name: string, isActive: boolean}>,
 *   customers: Array<{id: string, earned: Array<{earnedBadgeId: string, badgeMetaId: string}>}>,
 * }} State
 */

/** @param {string} method @param {string} path */
async function call(method, path) {
	const answer = await fetch(`${process.env.E2E_SANDBOX_URL}/sandbox/${path}`, { method });
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	return /** @type {any} */ (await answer.json());
}

/** What the sandbox of startDemo.js saw and really did, and how to steer it. */
const sandbox = {
	/** @returns {Promise<{calls: Call[], changes: Change[]}>} */
	ledger: async () => await call('GET', 'ledger'),
	/** @returns {Promise<State>} what it holds now */
	state: async () => await call('GET', 'state'),
	clearLedger: async () => await call('DELETE', 'ledger'),
	/** Back to the demo's data, whatever other tests left behind; the ledger is empty, no token works. */
	reset: async () => await call('POST', 'reset'),
	expireTokens: async () => await call('POST', 'expire-tokens'),
};

module.exports = { sandbox };
