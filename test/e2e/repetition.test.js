'use strict';

// n8n runs a node again for Retry On Fail and for Retry in its list of executions. Nobody may get
// anything twice.
const { demoBadges } = require('../../sandbox/demo/badges');
const { demoCustomers } = require('../../sandbox/demo/customers');
const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { sandbox, signIn } = require('../helpers/demo');

const NODE = 'Capillary Badges';
const UNKNOWN_CUSTOMER = 1;
const OPERATIONS = [
	{ operation: 'create', fields: { ownerType: 'Loyalty', referenceId: 'LP-2026' } },
	{
		operation: 'import',
		fields: { earnEventDate: '2019-06-01T10:00:00Z', earnExpiresOn: '2031-06-01T10:00:00Z' },
	},
];

/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
beforeAll(async () => {
	n8n = await signIn();
});
beforeEach(async () => {
	await sandbox.reset();
});

test.each(OPERATIONS)(
	'earn $operation: gives each row once over three tries and two retries',
	async ({ operation, fields }) => {
		const badge = demoBadges.earlyBird.id;
		const customers = [
			Number(demoCustomers.maya.id),
			UNKNOWN_CUSTOMER,
			Number(demoCustomers.liam.id),
		];
		const workflowId = await n8n.createWorkflow({
			name: `earn: ${operation}, again`,
			nodes: [
				{
					...{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
					...{ typeVersion: 1, position: [0, 0], parameters: {} },
				},
				{
					...{ id: 'node', name: NODE, type: 'n8n-nodes-capillary-badges.capillaryBadges' },
					...{ typeVersion: 1, position: [200, 0], onError: 'stopWorkflow' },
					...{ retryOnFail: true, maxTries: 3, waitBetweenTries: 10 },
					parameters: {
						...{ resource: 'earn', operation, customerIdentifier: 'customerId', ...fields },
						badge: { __rl: true, mode: 'id', value: badge },
						customer: '={{ $json.customer }}',
					},
					credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
				},
			],
			connections: { Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
			pinData: { Start: customers.map((customer) => ({ json: { customer } })) },
			settings: { executionOrder: 'v1' },
		});
		let execution = await n8n.runWorkflow(workflowId);
		for (const loadWorkflow of [false, true]) {
			expect(execution.status).toBe('error');
			execution = await n8n.retry(execution.id, workflowId, loadWorkflow);
		}

		const { changes } = await sandbox.ledger();
		const given = changes.filter(({ change }) => change === 'earned' || change === 'imported');
		expect(given.map(({ customerId }) => Number(customerId)).sort()).toEqual(
			[customers[0], customers[2]].sort(),
		);
	},
);
