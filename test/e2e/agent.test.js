'use strict';

const { demoBadges } = require('../../sandbox/demoBadges');
const { demoCustomers } = require('../../sandbox/demoCustomers');
const { demoEarned } = require('../../sandbox/demoHoldings');
const { AGENT, agentWorkflow, modelFills, modelPicks } = require('./agentWorkflow');
const { ChatModel } = require('./chatModel');
const { isN8n1, N8nClient } = require('./n8nClient');
const { sandbox } = require('./sandboxClient');

const { firstPurchase } = demoBadges;
const { maya, liam } = demoCustomers;

const customer = {
	customerIdentifier: 'email',
	customer: modelFills('Customer', 'Email address of the customer'),
};

/** Each tool as its node is set up, and what the model is told of it. */
const TOOLS = {
	find: {
		node: {
			name: 'Find earned badges',
			parameters: {
				...{ resource: 'earn', operation: 'getAll' },
				...{ badge: modelPicks('Badge'), ...customer },
			},
		},
		told: {
			name: 'Find_earned_badges',
			description: 'Get many earned badges of customer in Capillary Badges',
			arguments: ['Badge', 'Customer'],
		},
	},
	revoke: {
		node: {
			name: 'Take a badge back',
			parameters: {
				...{ resource: 'earn', operation: 'revoke', revoke: 'one' },
				...{ badge: modelPicks('Badge'), ...customer, earnedBadge: modelPicks('Earned Badge') },
			},
		},
		told: {
			name: 'Take_a_badge_back',
			description: 'Revoke earned badge from customer in Capillary Badges',
			arguments: ['Badge', 'Customer', 'Earned_Badge'],
		},
	},
	endEnrolment: {
		node: {
			name: 'End enrolment',
			parameters: {
				...{ resource: 'issue', operation: 'revoke', revoke: 'all' },
				...{ badge: modelPicks('Badge'), ...customer },
			},
		},
		told: {
			name: 'End_enrolment',
			description: 'Revoke enrolment of customer for badge in Capillary Badges',
			arguments: ['Badge', 'Customer'],
		},
	},
	unclaim: {
		node: {
			name: 'Release',
			parameters: {
				...{ resource: 'claim', operation: 'unclaim', ownerType: 'Loyalty' },
				...{ badge: modelPicks('Badge'), referenceId: modelFills('Reference ID') },
			},
		},
		told: {
			name: 'Release',
			description: 'Unclaim badge from program, campaign or promotion in Capillary Badges',
			arguments: ['Badge', 'Reference_ID'],
		},
	},
	deactivate: {
		node: {
			name: 'Switch off',
			parameters: { resource: 'badge', operation: 'deactivate', badge: modelPicks('Badge') },
		},
		told: {
			name: 'Switch_off',
			description: 'Deactivate badge for all customers in Capillary Badges',
			arguments: ['Badge'],
		},
	},
};
const [FIND, REVOKE] = [TOOLS.find.told.name, TOOLS.revoke.told.name];

/** @type {ChatModel} */
let model;
/** @type {N8nClient} */
let n8n;
/** @type {{id: string, name: string}} */
let modelCredential;

beforeAll(async () => {
	model = await ChatModel.start();
	n8n = await N8nClient.signIn();
	const stored = await n8n.createCredential({
		name: 'Scripted chat model',
		type: 'openAiApi',
		data: { apiKey: 'sandbox-key', url: model.url },
	});
	modelCredential = { id: stored.id, name: stored.name };
});
afterAll(async () => {
	await model.stop();
});
beforeEach(async () => {
	await sandbox.reset();
});

/**
 * Has the agent answer a question, by tools of which the script says how they are used.
 * @param {Array<keyof typeof TOOLS>} tools @param {import('./chatModel').Choice[]} script
 * @param {{onError?: string}} [settings] of the tools' nodes
 */
async function ask(tools, script, settings) {
	model.follow(script);
	const nodes = tools.map((tool) => ({ ...TOOLS[tool].node, ...settings }));
	const workflow = agentWorkflow('The order was returned.', nodes, modelCredential);
	const execution = await n8n.runWorkflow(await n8n.createWorkflow(workflow));
	const { changes } = await sandbox.ledger();
	return { execution, changes: changes.filter(({ change }) => change !== 'tokenIssued') };
}

const mayaGot = { Badge: firstPurchase.id, Customer: maya.email };

test('an agent finds what a customer got, and takes back exactly that', async () => {
	const { execution, changes } = await ask(
		['find', 'revoke'],
		[
			() => ({ use: FIND, with: mayaGot }),
			([found]) => {
				const [{ earnedBadgeId }] = JSON.parse(found);
				return { use: REVOKE, with: { ...mayaGot, Earned_Badge: earnedBadgeId } };
			},
			() => ({ say: 'It is taken back.' }),
		],
	);

	expect(execution.status).toBe('success');
	expect(execution.itemsOf(AGENT)).toEqual([[{ output: 'It is taken back.' }]]);
	expect(changes).toEqual([
		{
			change: 'earnRevoked',
			badgeMetaId: firstPurchase.id,
			customerId: maya.id,
			earnedBadgeId: demoEarned.mayaFirstPurchase.id,
		},
	]);
	expect(JSON.parse(model.heard[1])).toEqual([
		{
			badgeMetaId: firstPurchase.id,
			customerId: Number(maya.id),
			earnedBadgeId: demoEarned.mayaFirstPurchase.id,
			isActive: false,
		},
	]);
});

/** Calls that cannot work, and the words by which the model can tell why and what to do. */
const BAD_CALLS = [
	{
		what: 'a badge that nobody knows',
		use: FIND,
		with: { ...mayaGot, Badge: '0'.repeat(24) },
		says: /there is no badge with this ID in Capillary \(404\)/,
		next: /Details: Check its ID in Capillary under Badges/,
	},
	{
		what: 'a name where an ID is due',
		use: FIND,
		with: { ...mayaGot, Badge: 'First Purchase' },
		says: /'Badge' is not a badge ID: 'First Purchase'/,
		next: /24 characters, digits and the letters a to f/,
	},
	{
		what: 'a badge that the customer does not hold',
		use: REVOKE,
		with: { ...mayaGot, Customer: liam.email, Earned_Badge: demoEarned.mayaFirstPurchase.id },
		says: /liam\.walker@example\.com: the customer does not have this earned badge/,
		next: /Check the customer and the earned badge ID/,
	},
	{
		what: 'words where an ID is due',
		use: REVOKE,
		with: { ...mayaGot, Earned_Badge: 'the latest one' },
		says: /'Earned Badge' is not an earned badge ID: 'the latest one'/,
		next: /24 characters, digits and the letters a to f/,
	},
];

// n8n 1 ends the run at a tool's error, unless the tool's node says that it goes on.
const goesOn = isN8n1 ? ['continueRegularOutput'] : [undefined, 'continueRegularOutput'];

describe.each(goesOn)("with the tools' On Error: %s", (onError) => {
	test.each(BAD_CALLS)('$what: the agent hears why and what to do, and goes on', async (bad) => {
		const { execution, changes } = await ask(
			['find', 'revoke'],
			[
				() => ({ use: bad.use, with: bad.with }),
				() => ({ use: FIND, with: mayaGot }),
				() => ({ say: 'I know better now.' }),
			],
			{ onError },
		);

		expect(execution.status).toBe('success');
		expect(execution.itemsOf(AGENT)).toEqual([[{ output: 'I know better now.' }]]);
		expect(model.heard[0]).toMatch(bad.says);
		expect(model.heard[0]).toMatch(bad.next);
		expect(JSON.parse(model.heard[1])).toMatchObject([{ earnStatus: 'ACTIVE' }]);
		expect(changes).toEqual([]);
	});
});

test('an agent that asks for two customers at once hears of both, and of nothing as nothing', async () => {
	const { execution } = await ask(
		['find', 'revoke'],
		[
			() => [
				{ use: FIND, with: mayaGot },
				{ use: FIND, with: { ...mayaGot, Customer: liam.email } },
			],
			() => ({ say: 'Only Maya has it.' }),
		],
	);

	expect(execution.status).toBe('success');
	expect(model.heard.map((answer) => JSON.parse(answer))).toEqual([
		[expect.objectContaining({ earnedBadgeId: demoEarned.mayaFirstPurchase.id })],
		[{ found: 0 }],
	]);
});

test('the model is told what each tool does to whom, and what it must be given', async () => {
	const { execution } = await ask(/** @type {Array<keyof typeof TOOLS>} */ (Object.keys(TOOLS)), [
		() => ({ say: 'So many tools.' }),
	]);

	expect(execution.status).toBe('success');
	const told = model.tools.map(({ name, description, parameters }) => ({
		...{ name, description, arguments: parameters.required },
	}));
	expect(told).toHaveLength(Object.keys(TOOLS).length);
	expect(told).toEqual(expect.arrayContaining(Object.values(TOOLS).map((tool) => tool.told)));
	for (const { parameters } of model.tools) {
		expect(Object.keys(parameters.properties)).toEqual(parameters.required);
	}
});
