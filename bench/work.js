'use strict';

// The operations that the benchmark measures.

/**
 * @typedef {import('../tools/services/sandboxClient').SandboxClient} SandboxClient
 * @typedef {Record<string, unknown>} Row the JSON of one item
 *
 * @typedef {object} Work an operation for many rows
 * @property {string} path of the call
 * @property {string} change its name in the sandbox's ledger
 * @property {string} idField the ledger's field with the ID of what was revoked
 * @property {string} badge the same for each row
 * @property {string} body for one row, in the HTTP Request node
 * @property {string} [lookUp] the path of the HTTP Request node's look-up of the customer
 * @property {number} perCall the number of rows in one call
 * @property {Record<string, unknown>} parameters of the Capillary Badges node
 * @property {Record<string, unknown>} [options] of that node
 * @property {(rows: number) => number} [calls] the number of calls of that node, when it looks up customers
 * @property {(sandbox: SandboxClient, count: number) => Promise<{rows: Row[], ids: string[]}>} prepare
 *   adds what the run revokes to the sandbox
 */

const BADGES = '/api_gateway/v1/badges';
const BADGE = { issue: '66bb00000000000000000001', earn: '66bb00000000000000000002' };
const FIRST_CUSTOMER = 700_000_001;

/** @param {number} count @returns {number[]} customer IDs */
const customers = (count) => Array.from({ length: count }, (_, index) => FIRST_CUSTOMER + index);

/** @param {number} id */
const emailOf = (id) => `customer${id}@shop.example`;

/**
 * Adds the badges and the customers to the sandbox.
 * @param {SandboxClient} sandbox @param {number} count of customers
 */
async function prepareSandbox(sandbox, count) {
	await sandbox.reset('empty');
	await sandbox.add({
		badges: [
			{ id: BADGE.issue, name: 'Bench: enrolments', earnType: 'ISSUE_EARN' },
			{ id: BADGE.earn, name: 'Bench: earned badges', earnType: 'EARN' },
		],
		customers: customers(count).map((id) => ({ id, email: emailOf(id) })),
	});
}

/** @type {Work['prepare']} */
async function enrolled(sandbox, count) {
	const rows = customers(count).map((customer) => ({ customer, email: emailOf(customer) }));
	const enrolments = rows.map(({ customer }) => ({
		badgeMetaId: BADGE.issue,
		customerId: customer,
	}));
	return { rows, ids: (await sandbox.add({ enrolments })).enrolments };
}

const issue = {
	path: `${BADGES}/badgeMeta/customer/revokeIssue`,
	change: 'issueRevoked',
	idField: 'issuedId',
	badge: BADGE.issue,
	perCall: 20,
	prepare: enrolled,
};

/** @satisfies {Record<string, Work>} */
const WORK = {
	revokeIssue: {
		...issue,
		body: `={ "badgeMetaId": "${BADGE.issue}", "customers": [{{ $json.customer }}] }`,
		parameters: { resource: 'issue', revoke: 'all', customer: '={{ $json.customer }}' },
	},
	revokeByEmail: {
		...issue,
		lookUp:
			'/v2/customers/lookup?source=INSTORE&identifierName=email&identifierValue={{ encodeURIComponent($json.email) }}',
		body: `={ "badgeMetaId": "${BADGE.issue}", "customers": [{{ $json.entity }}] }`,
		parameters: {
			...{ resource: 'issue', revoke: 'all' },
			...{ customerIdentifier: 'email', customer: '={{ $json.email }}' },
		},
		options: { lookUpTogether: true },
		// Look-ups of 20 customers each. The node checks the first three IDs, then one in a hundred.
		calls: (rows) => 2 * Math.ceil(rows / 20) + 3 + Math.floor((rows - 3) / 100),
	},
	revokeEarn: {
		path: `${BADGES}/customer/revokeEarn`,
		change: 'earnRevoked',
		idField: 'earnedBadgeId',
		badge: BADGE.earn,
		body: `={ "badgeMetaId": "${BADGE.earn}", "customerId": {{ $json.customer }}, "earnedBadgeId": "{{ $json.earnedBadge }}" }`,
		perCall: 1,
		parameters: {
			...{ resource: 'earn', revoke: 'one', customer: '={{ $json.customer }}' },
			earnedBadge: { __rl: true, mode: 'id', value: '={{ $json.earnedBadge }}' },
		},
		/** @type {Work['prepare']} */
		prepare: async (sandbox, count) => {
			const earned = customers(count).map((customerId) => ({
				...{ badgeMetaId: BADGE.earn, customerId },
			}));
			const ids = (await sandbox.add({ earned })).earned;
			const rows = earned.map(({ customerId }, index) => ({
				...{ customer: customerId, earnedBadge: ids[index] },
			}));
			return { rows, ids };
		},
	},
};

module.exports = { prepareSandbox, WORK };
