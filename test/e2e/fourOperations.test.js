'use strict';

// What the package must do in every supported n8n: each operation works, and failed rows go where
// On Error says.
const { demoBadges } = require('../../sandbox/demo/badges');
const { demoCustomers } = require('../../sandbox/demo/customers');
const { demoEarned, demoEnrolments } = require('../../sandbox/demo/holdings');
const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { sandbox, signIn } = require('../helpers/demo');

/** @typedef {'continueErrorOutput' | 'continueRegularOutput' | 'stopWorkflow'} OnError */

const NODE = 'Capillary Badges';
const NO_BADGE = '0'.repeat(24);

/** @param {string} field a locator that is filled from the row */
const fromRow = (field) => ({ __rl: true, mode: 'id', value: `={{ $json.${field} }}` });

const winter = demoBadges.winterWarmer.id;
const recycling = demoBadges.recyclingHero.id;
const maya = Number(demoCustomers.maya.id);
const liam = Number(demoCustomers.liam.id);

/**
 * Each operation with a row that works, its change and output, and a row that fails with its error.
 */
const OPERATIONS = [
	{
		resource: 'badge',
		operation: 'deactivate',
		fields: { badge: fromRow('badge') },
		credential: DEMO_CREDENTIALS.oAuth,
		works: { badge: winter },
		changes: { change: 'deactivated', badgeMetaId: winter },
		output: { id: winter, isActive: false },
		fails: { badge: NO_BADGE },
		says: /there is no badge with this ID in Capillary \(404\)$/,
	},
	{
		resource: 'badge',
		operation: 'activate',
		fields: { badge: fromRow('badge') },
		credential: DEMO_CREDENTIALS.basic,
		works: { badge: recycling },
		changes: { change: 'activated', badgeMetaId: recycling },
		output: { id: recycling, isActive: true },
		fails: { badge: NO_BADGE },
		says: /there is no badge with this ID in Capillary \(404\)$/,
	},
	{
		resource: 'claim',
		operation: 'unclaim',
		fields: {
			badge: fromRow('badge'),
			ownerType: 'Audience_Campaigns',
			referenceId: '={{ $json.campaign }}',
		},
		credential: DEMO_CREDENTIALS.basic,
		works: { badge: winter, campaign: 'AC-WINTER' },
		changes: {
			change: 'claimRemoved',
			badgeMetaId: winter,
			ownerType: 'Audience_Campaigns',
			referenceId: 'AC-WINTER',
		},
		output: {
			badgeMetaId: winter,
			ownerType: 'Audience_Campaigns',
			referenceId: 'AC-WINTER',
			isActive: false,
		},
		fails: { badge: winter, campaign: 'AC-SPRING' },
		says: /not claimed by this owner with this reference ID, or no longer is \(737\)$/,
	},
	{
		resource: 'earn',
		operation: 'revoke',
		fields: {
			badge: fromRow('badge'),
			customerIdentifier: 'email',
			customer: '={{ $json.customer }}',
			revoke: 'one',
			earnedBadge: fromRow('earned'),
		},
		credential: DEMO_CREDENTIALS.oAuth,
		works: {
			badge: demoBadges.firstPurchase.id,
			customer: demoCustomers.maya.email,
			earned: demoEarned.mayaFirstPurchase.id,
		},
		changes: {
			change: 'earnRevoked',
			badgeMetaId: demoBadges.firstPurchase.id,
			customerId: String(maya),
			earnedBadgeId: demoEarned.mayaFirstPurchase.id,
		},
		output: {
			badgeMetaId: demoBadges.firstPurchase.id,
			customerId: maya,
			earnedBadgeId: demoEarned.mayaFirstPurchase.id,
			isActive: false,
		},
		fails: {
			badge: demoBadges.firstPurchase.id,
			customer: demoCustomers.liam.email,
			earned: demoEarned.arjunFirstPurchase.id,
		},
		says: /does not have this earned badge, or no longer has it \(814\)$/,
	},
	{
		resource: 'issue',
		operation: 'revoke',
		fields: {
			badge: fromRow('badge'),
			customerIdentifier: 'customerId',
			customer: '={{ $json.customer }}',
			revoke: 'all',
		},
		credential: DEMO_CREDENTIALS.oAuth,
		works: { badge: demoBadges.summerExplorer.id, customer: liam },
		changes: {
			change: 'issueRevoked',
			badgeMetaId: demoBadges.summerExplorer.id,
			customerId: String(liam),
			issuedId: demoEnrolments.liamSummer.id,
		},
		output: {
			badgeMetaId: demoBadges.summerExplorer.id,
			customerId: liam,
			issuedId: demoEnrolments.liamSummer.id,
			revoked: true,
		},
		fails: { badge: demoBadges.summerExplorer.id, customer: maya },
		says: /not enrolled for this badge, or no longer is \(404\)$/,
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

/**
 * Runs an operation for a row that works and one that fails.
 *
 * @param {(typeof OPERATIONS)[number]} tried @param {OnError} onError
 */
async function run({ resource, operation, fields, credential, works, fails }, onError) {
	const workflowId = await n8n.createWorkflow({
		name: `${resource}: ${operation}, ${onError}`,
		nodes: [
			{
				...{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				...{ typeVersion: 1, position: [0, 0], parameters: {} },
			},
			{
				...{ id: 'node', name: NODE, type: 'n8n-nodes-capillary-badges.capillaryBadges' },
				...{ typeVersion: 1, position: [200, 0], onError },
				parameters: { resource, operation, ...fields },
				credentials: { capillaryApi: credential },
			},
		],
		connections: { Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		pinData: { Start: [{ json: works }, { json: fails }] },
		settings: { executionOrder: 'v1' },
	});
	const execution = await n8n.runWorkflow(workflowId);
	const { changes } = await sandbox.ledger();
	return { execution, changes: changes.filter(({ change }) => change !== 'tokenIssued') };
}

describe.each(OPERATIONS)('$resource: $operation', (tried) => {
	const { changes: changed, output, fails, says } = tried;
	const failure = { error: expect.stringMatching(says), message: expect.stringMatching(/\.$/) };

	test('works, and sends the failed row to the error output with its fields', async () => {
		const { execution, changes } = await run(tried, 'continueErrorOutput');

		expect(execution.status).toBe('success');
		expect(changes).toEqual([changed]);
		expect(execution.itemsOf(NODE)).toEqual([[output], [{ ...fails, ...failure }]]);
	});

	test('continues with the failed row in the output', async () => {
		const { execution, changes } = await run(tried, 'continueRegularOutput');

		expect(execution.status).toBe('success');
		expect(changes).toEqual([changed]);
		expect(execution.itemsOf(NODE)).toEqual([[output, failure]]);
	});

	test('stops the workflow with the failure as its error', async () => {
		const { execution } = await run(tried, 'stopWorkflow');

		expect(execution.status).toBe('error');
		expect(execution.errorOf(NODE)).toMatchObject({ message: expect.stringMatching(says) });
	});
});
