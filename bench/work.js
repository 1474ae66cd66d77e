'use strict';

/**
 * @typedef {import('./sandbox').SandboxClient} SandboxClient
 * @typedef {Record<string, unknown>} Row one row as the workflows get it
 *
 * @typedef {object} Work an operation of Capillary's that a run does for many rows
 * @property {string} path of the call, from the host on
 * @property {string} change what the sandbox's ledger calls it when it was done
 * @property {string} idField where the ledger names the id of what was taken back
 * @property {string} badge that it is done for, the same for every row
 * @property {string} body the call for one row, as a user writes it into the HTTP Request node
 * @property {number} perCall how many rows one call can serve
 * @property {string} resource the Capillary Badges node's name for what is taken back
 * @property {Record<string, unknown>} parameters what else that node needs
 * @property {(sandbox: SandboxClient, count: number) => Promise<{rows: Row[], ids: string[]}>} prepare
 *   puts into the sandbox what the run is to take back
 */

const BADGES = '/api_gateway/v1/badges';
const BADGE = { revokeIssue: '66bb00000000000000000001', revokeEarn: '66bb00000000000000000002' };
const FIRST_CUSTOMER = 700_000_001;

/** @param {number} count @returns {number[]} ids of customers */
const customers = (count) => Array.from({ length: count }, (_, index) => FIRST_CUSTOMER + index);

/**
 * Puts the badges and as many customers as any run needs into the sandbox.
 * @param {SandboxClient} sandbox
 * @param {number} count
 */
async function prepareSandbox(sandbox, count) {
	await sandbox.add({
		badges: [
			{ id: BADGE.revokeIssue, name: 'Bench: enrolments', earnType: 'ISSUE_EARN' },
			{ id: BADGE.revokeEarn, name: 'Bench: earned badges', earnType: 'EARN' },
		],
		customers: customers(count).map((id) => ({ id })),
	});
}

/** @satisfies {Record<string, Work>} */
const WORK = {
	revokeIssue: {
		path: `${BADGES}/badgeMeta/customer/revokeIssue`,
		change: 'issueRevoked',
		idField: 'issuedId',
		badge: BADGE.revokeIssue,
		body: `={ "badgeMetaId": "${BADGE.revokeIssue}", "customers": [{{ $json.customer }}] }`,
		perCall: 20,
		resource: 'issue',
		parameters: { revoke: 'all' },
		prepare: async (sandbox, count) => {
			const rows = customers(count).map((customer) => ({ customer }));
			const badgeMetaId = BADGE.revokeIssue;
			const enrolments = rows.map(({ customer }) => ({ badgeMetaId, customerId: customer }));
			return { rows, ids: (await sandbox.add({ enrolments })).enrolments };
		},
	},
	revokeEarn: {
		path: `${BADGES}/customer/revokeEarn`,
		change: 'earnRevoked',
		idField: 'earnedBadgeId',
		badge: BADGE.revokeEarn,
		body: `={
			"badgeMetaId": "${BADGE.revokeEarn}",
			"customerId": {{ $json.customer }},
			"earnedBadgeId": "{{ $json.earnedBadge }}"
		}`,
		perCall: 1,
		resource: 'earn',
		parameters: {
			revoke: 'one',
			earnedBadge: { __rl: true, mode: 'id', value: '={{ $json.earnedBadge }}' },
		},
		prepare: async (sandbox, count) => {
			const badgeMetaId = BADGE.revokeEarn;
			const earned = customers(count).map((customerId) => ({ badgeMetaId, customerId }));
			const ids = (await sandbox.add({ earned })).earned;
			const rows = earned.map(({ customerId }, index) => ({
				customer: customerId,
				earnedBadge: ids[index],
			}));
			return { rows, ids };
		},
	},
};

module.exports = { prepareSandbox, WORK };
