'use strict';

const { createHash } = require('node:crypto');
const { CONTESTANTS, CREDENTIALS } = require('./contestants');
const { WORK } = require('./work');

/**
 * @typedef {import('../tools/real-n8n').Entity} Entity
 * @typedef {keyof typeof CONTESTANTS} ContestantName
 * @typedef {keyof typeof WORK} WorkName
 */

/**
 * @param {WorkName} work
 * @param {ContestantName} contestant
 * @returns {string} the id of their workflow, and the path of its webhook
 */
const workflowId = (work, contestant) => `bench-${work}-${contestant}`;

const SETTINGS = { executionOrder: 'v1' };
/** Nothing of an execution is stored, for anybody: what is measured is the work, not the database. */
const NOT_STORED = {
	saveDataSuccessExecution: 'none',
	saveDataErrorExecution: 'none',
	saveExecutionProgress: false,
	saveManualExecutions: false,
};

/**
 * A chain of nodes, each handing its items to the next.
 * @param {string} id
 * @param {Array<{name: string, type: string, typeVersion: number} & Record<string, unknown>>} nodes
 * @param {boolean} stored whether n8n keeps the data of the executions
 * @returns {Entity}
 */
function chain(id, nodes, stored) {
	const connections = nodes
		.slice(1)
		.map(({ name }, index) => [
			nodes[index].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]);
	return {
		id,
		name: id,
		active: false,
		settings: { ...SETTINGS, ...(stored ? {} : NOT_STORED) },
		nodes: nodes.map((node, index) => ({
			id: `${id}-${index}`,
			position: [index * 220, 0],
			parameters: {},
			...node,
		})),
		connections: Object.fromEntries(connections),
	};
}

/**
 * A workflow for every work and every contestant: rows come in by a webhook, go through the node
 * under test, and what became of them is the webhook's answer.
 * @param {string} sandboxUrl
 * @param {boolean} stored whether n8n keeps the data of the executions
 * @returns {Entity[]}
 */
function workflows(sandboxUrl, stored) {
	const works = /** @type {WorkName[]} */ (Object.keys(WORK));
	const contestants = /** @type {ContestantName[]} */ (Object.keys(CONTESTANTS));
	return works.flatMap((work) =>
		contestants.map((contestant) => {
			const id = workflowId(work, contestant);
			const underTest = CONTESTANTS[contestant].node(WORK[work], sandboxUrl);
			return chain(
				id,
				[
					{
						name: 'Webhook',
						type: 'n8n-nodes-base.webhook',
						typeVersion: 2,
						webhookId: id,
						parameters: { httpMethod: 'POST', path: id, responseMode: 'lastNode', options: {} },
					},
					{ name: 'Rows', type: 'n8n-nodes-bench.benchRows', typeVersion: 1 },
					{ name: 'Under test', type: '', typeVersion: 1, ...underTest },
					{ name: 'Report', type: 'n8n-nodes-bench.benchReport', typeVersion: 1 },
				],
				stored,
			);
		}),
	);
}

/**
 * Both ways to sign in are Basic, so that neither contestant has a token to renew. The HTTP Request
 * node gets the password as Capillary wants it, its MD5.
 * @param {string} sandboxUrl
 * @param {{username: string, password: string}} account
 * @returns {Entity[]}
 */
function credentials(sandboxUrl, { username, password }) {
	const md5 = createHash('md5').update(password).digest('hex');
	const {
		capillaryApi: { capillaryApi },
		httpBasicAuth: { httpBasicAuth },
	} = CREDENTIALS;
	return [
		{
			...capillaryApi,
			type: 'capillaryApi',
			data: {
				authentication: 'basic',
				host: 'custom',
				customHost: sandboxUrl,
				username,
				password,
				passwordFormat: 'plain',
			},
		},
		{ ...httpBasicAuth, type: 'httpBasicAuth', data: { user: username, password: md5 } },
	];
}

module.exports = { credentials, workflowId, workflows };
