'use strict';

const { createHash } = require('node:crypto');
const { accounts } = require('../../sandbox/authentication');

let requests = 0;

/**
 * A call to the sandbox of startDemo.js, as somebody else than n8n makes it: to Capillary's API, or
 * to the sandbox's own addresses.
 * @param {string} method @param {string} path @param {unknown} [body]
 */
async function sandboxCall(method, path, body) {
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
 * @returns {Promise<string>} the ID of what the customer has got
 */
async function earn(badgeMetaId, customerId) {
	const { data } = await sandboxCall('POST', '/api_gateway/v1/badges/customer/earn', {
		badgeMetaId,
		customerId,
		requestId: `end-to-end-${Date.now()}-${requests++}`,
		triggeredBy: { ownerType: 'Loyalty', referenceId: 'LP-2026' },
	});
	return data.earnedBadgeId;
}

module.exports = { earn, sandboxCall };
