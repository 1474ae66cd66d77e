'use strict';

const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { PublishedWorkflow } = require('../../tools/n8n/publishedWorkflow');
const { until } = require('../../tools/services/polling');
const { sandbox } = require('../helpers/demo');

/**
 * @typedef {{customer: number, id: string}} Row a customer, and the ID of an earned badge, an enrolment, or
 *   a request
 */

const NODE = 'n8n-nodes-capillary-badges.capillaryBadges';
const ISSUE_BADGE = '66cc00000000000000000001';
const EARN_BADGE = '66cc00000000000000000002';
const OWNER = { ownerType: 'Loyalty', referenceId: 'QUEUE' };

/** @param {string} value */
const locator = (value) => ({ __rl: true, mode: 'id', value });

/** The parameters of the node for each kind of bulk work. */
const WORK = {
	revokeIssue: {
		resource: 'issue',
		operation: 'revoke',
		badge: locator(ISSUE_BADGE),
		revoke: 'one',
		issueId: locator('={{ $json.id }}'),
	},
	revokeEarn: {
		resource: 'earn',
		operation: 'revoke',
		badge: locator(EARN_BADGE),
		revoke: 'one',
		earnedBadge: locator('={{ $json.id }}'),
	},
	createEarn: { resource: 'earn', operation: 'create', badge: locator(EARN_BADGE), ...OWNER },
	importEarn: {
		resource: 'earn',
		operation: 'import',
		badge: locator(EARN_BADGE),
		earnEventDate: '2019-06-01T10:00:00Z',
		earnExpiresOn: '2031-06-01T10:00:00Z',
	},
};

/** Adds the badges to an otherwise empty sandbox. */
async function prepareSandbox() {
	await sandbox.reset('empty');
	await sandbox.add({
		badges: [
			{ id: ISSUE_BADGE, name: 'Queue: enrolments', earnType: 'ISSUE_EARN' },
			{ id: EARN_BADGE, name: 'Queue: earned badges', earnType: 'EARN' },
		],
		claims: [{ badgeMetaId: EARN_BADGE, ...OWNER }],
	});
}

/** @param {number} count @returns {Promise<number[]>} the IDs of new customers in the sandbox */
async function customers(count) {
	const wanted = Array.from({ length: count }, () => ({}));
	const added = await sandbox.add({ customers: wanted });
	return added.customers.map(Number);
}

/**
 * New customers in the sandbox with an enrolment or earned badge to revoke.
 *
 * @param {'enrolments' | 'earned'} what @param {number} count
 * @returns {Promise<Row[]>}
 */
async function holders(what, count) {
	const ids = await customers(count);
	const badgeMetaId = what === 'enrolments' ? ISSUE_BADGE : EARN_BADGE;
	const held = ids.map((customerId) => ({ badgeMetaId, customerId }));
	const added = await sandbox.add({ [what]: held });
	return ids.map((customer, index) => ({ customer, id: added[what][index] }));
}

/** Waits until the calls that change something are finished, even if their caller is dead. */
async function nothingUnderWay() {
	await until(async () => {
		const { calls } = await sandbox.ledger();
		return calls.every(
			({ method, status, changes }) =>
				method === 'GET' || typeof status === 'number' || changes.length > 0,
		);
	});
}

/** A workflow that does one kind of bulk work for the rows of a webhook call. */
class BulkWorkflow {
	/** @param {string} path @param {PublishedWorkflow} workflow */
	constructor(path, workflow) {
		this.path = path;
		this.workflow = workflow;
	}

	/**
	 * @param {import('../../tools/n8n/client').N8nClient} n8n
	 * @param {keyof typeof WORK} work
	 * @param {object} [options] of the node
	 * @param {object} [settings] of the workflow
	 * @returns {Promise<BulkWorkflow>} published
	 */
	static async publish(n8n, work, options = {}, settings = {}) {
		const path = `${work}-${crypto.randomUUID()}`;
		const nodes = [
			{
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				parameters: { httpMethod: 'POST', path },
			},
			{
				name: 'Rows',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'body.rows', options: {} },
			},
			{
				name: 'Capillary',
				type: NODE,
				parameters: {
					...WORK[work],
					customerIdentifier: 'customerId',
					customer: '={{ $json.customer }}',
					options,
				},
				credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
				onError: 'continueErrorOutput',
			},
		];
		const workflow = await PublishedWorkflow.inARow(n8n, path, nodes, settings);
		await workflow.publish();
		return new BulkWorkflow(path, workflow);
	}

	/**
	 * Starts it with a call from outside.
	 *
	 * @param {Row[]} rows
	 * @param {string} [address] the address to call; the default is that of the cluster
	 */
	async start(rows, address = process.env.QUEUE_ADDRESS) {
		const answer = await fetch(`${address}/webhook/${this.path}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ rows }),
		});
		if (!answer.ok) throw new Error(`The webhook answers ${answer.status}: ${await answer.text()}`);
	}
}

module.exports = { BulkWorkflow, customers, holders, nothingUnderWay, prepareSandbox };
