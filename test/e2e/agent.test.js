'use strict';

const { demoBadges } = require('../../sandbox/demo/badges');
const { demoCustomers } = require('../../sandbox/demo/customers');
const { demoEarned } = require('../../sandbox/demo/holdings');
const { AGENT, agentWorkflow, modelFills, modelPicks } = require('./agentWorkflow');
const { ChatModel } = require('./chatModel');
const { isN8n1, sandbox, signIn } = require('../helpers/demo');

const { firstPurchase } = demoBadges;
const { maya, liam } = demoCustomers;

const customer = {
	customerIdentifier: 'email',
	customer: modelFills('Customer', 'Email address of the customer'),
};

/** Each tool as its node is set up, and what the model gets. */
const TOOLS = {
	find: {
		node: {
			name: 'Find earned badges',
			parameters: {
				...{ resource: 'earn', operation: 'getAll' },
				...{ badge: modelPicks('Badge'), ...customer },
			},
		},
		sent: {
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
		sent: {
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
		sent: {
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
		sent: {
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
		sent: {
			name: 'Switch_off',
			description: 'Deactivate badge for all customers in Capillary Badges',
			arguments: ['Badge'],
		},
	},
};
const [FIND, REVOKE] = [TOOLS.find.sent.name, TOOLS.revoke.sent.name];

/** @type {ChatModel} */
let model;
/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
/** @type {{id: string, name: string}} */
let modelCredential;

beforeAll(async () => {
	model = await ChatModel.start();
	n8n = await signIn();
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
 * Lets the agent answer a question with tools, according to a script.
 *
 * @param {Array<keyof typeof TOOLS>} tools @param {import('./chatModel').Choice[]} script
 * @param {{onError?: string}} [settings] of the tools' nodes
 */
async function runAgent(tools, script, settings) {
	model.follow(script);
	const nodes = tools.map((tool) => ({ ...TOOLS[tool].node, ...settings }));
	const workflow = agentWorkflow('The order was returned.', nodes, modelCredential);
	const execution = await n8n.runWorkflow(await n8n.createWorkflow(workflow));
	const { changes } = await sandbox.ledger();
	return { execution, changes: changes.filter(({ change }) => change !== 'tokenIssued') };
}

const mayaGot = { Badge: firstPurchase.id, Customer: maya.email };

test("an agent finds a customer's earned badge and revokes exactly that one", async () => {
	const { execution, changes } = await runAgent(
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

/** Calls that fail, with the error and advice that the model gets. */
const BAD_CALLS = [
	{
		what: 'an unknown badge',
		use: FIND,
		with: { ...mayaGot, Badge: '0'.repeat(24) },
		says: /there is no badge with this ID in Capillary \(404\)/,
		next: /Check its ID in Capillary under Badges/,
	},
	{
		what: 'a name instead of an ID',
		use: FIND,
		with: { ...mayaGot, Badge: 'First Purchase' },
		says: /'Badge' is not a badge ID: 'First Purchase'/,
		next: /24 characters, digits and the letters a to f/,
	},
	{
		what: 'a badge that the customer does not have',
		use: REVOKE,
		with: { ...mayaGot, Customer: liam.email, Earned_Badge: demoEarned.mayaFirstPurchase.id },
		says: /liam\.walker@example\.com: the customer does not have this earned badge/,
		next: /Check the customer and the earned badge ID/,
	},
	{
		what: 'text instead of an ID',
		use: REVOKE,
		with: { ...mayaGot, Earned_Badge: 'the latest one' },
		says: /'Earned Badge' is not an earned badge ID: 'the latest one'/,
		next: /24 characters, digits and the letters a to f/,
	},
];

// n8n 1 ends the run when a tool fails, unless On Error of the tool continues.
const goesOn = isN8n1 ? ['continueRegularOutput'] : [undefined, 'continueRegularOutput'];

describe.each(goesOn)("with the tools' On Error: %s", (onError) => {
	test.each(BAD_CALLS)(
		'$what: the agent gets the reason and what to do, and continues',
		async (bad) => {
			const { execution, changes } = await runAgent(
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
			expect(model.heard[0]).not.toMatch(/from the list|\[Item|the option/);
			expect(JSON.parse(model.heard[1])).toMatchObject([{ earnStatus: 'ACTIVE' }]);
			expect(changes).toEqual([]);
		},
	);
});

test('an agent that uses a tool twice at once gets both results, and a count of 0 for an empty one', async () => {
	const { execution } = await runAgent(
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

test('the model gets a description of what each tool does, and its arguments', async () => {
	const { execution } = await runAgent(
		/** @type {Array<keyof typeof TOOLS>} */ (Object.keys(TOOLS)),
		[() => ({ say: 'So many tools.' })],
	);

	expect(execution.status).toBe('success');
	const sent = model.tools.map(({ name, description, parameters }) => ({
		...{ name, description, arguments: parameters.required },
	}));
	expect(sent).toHaveLength(Object.keys(TOOLS).length);
	expect(sent).toEqual(expect.arrayContaining(Object.values(TOOLS).map((tool) => tool.sent)));
	for (const { parameters } of model.tools) {
		expect(Object.keys(parameters.properties)).toEqual(parameters.required);
	}
});
