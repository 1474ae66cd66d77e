'use strict';

const { sandbox } = require('../test/e2e/sandboxClient');

/**
 * @typedef {Record<string, unknown>} Row one row as the workflows get it
 *
 * @typedef {object} Work an operation of Capillary's that a run does for many rows
 * @property {string} path of the call, from the host on
 * @property {string} change what the sandbox's ledger calls it when it was done
 * @property {string} idField where the ledger names the ID of what was taken back
 * @property {string} badge that it is done for, the same for every row
 * @property {string} body the call for one row, as a user writes it into the HTTP Request node
 * @property {string} [lookUp] the address below the host by which the HTTP Request node finds the customer first
 * @property {number} perCall how many rows one call can serve
 * @property {Record<string, unknown>} parameters of the Capillary Badges node
 * @property {Record<string, unknown>} [options] of that node
 * @property {(rows: number) => number} [calls] how many calls that node needs, where look-ups come before
 * @property {(count: number) => Promise<{rows: Row[], ids: string[]}>} prepare puts into the sandbox
 *   what the run is to take back
 */

const BADGES = '/api_gateway/v1/badges';
const BADGE = { issue: '66bb00000000000000000001', earn: '66bb00000000000000000002' };
const FIRST_CUSTOMER = 700_000_001;

/** @param {number} count @returns {number[]} IDs of customers */
const customers = (count) => Array.from({ length: count }, (_, index) => FIRST_CUSTOMER + index);

/** @param {number} id */
const emailOf = (id) => `customer${id}@shop.example`;

/** @param {object} additions @returns {Promise<Record<string, string[]>>} the IDs of what was added */
const add = async (additions) => await sandbox.call('POST', '/sandbox/state', additions);

/**
 * Puts the badges and as many customers as any run needs into the sandbox.
 * @param {number} count
 */
async function prepareSandbox(count) {
	await sandbox.call('POST', '/sandbox/reset', { seed: 'empty' });
	await add({
		badges: [
			{ id: BADGE.issue, name: 'Bench: enrolments', earnType: 'ISSUE_EARN' },
			{ id: BADGE.earn, name: 'Bench: earned badges', earnType: 'EARN' },
		],
		customers: customers(count).map((id) => ({ id, email: emailOf(id) })),
	});
}

/** @param {number} count */
async function enrolled(count) {
	const rows = customers(count).map((customer) => ({ customer, email: emailOf(customer) }));
	const enrolments = rows.map(({ customer }) => ({
		badgeMetaId: BADGE.issue,
		customerId: customer,
	}));
	return { rows, ids: (await add({ enrolments })).enrolments };
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
		// Besides the calls that find 20 customers each: three of the IDs are checked, and then one in a hundred.
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
		prepare: async (count) => {
			const earned = customers(count).map((customerId) => ({
				...{ badgeMetaId: BADGE.earn, customerId },
			}));
			const ids = (await add({ earned })).earned;
			const rows = earned.map(({ customerId }, index) => ({
				...{ customer: customerId, earnedBadge: ids[index] },
			}));
			return { rows, ids };
		},
	},
};

module.exports = { prepareSandbox, WORK };
