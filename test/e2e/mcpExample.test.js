'use strict';

const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const {
	StreamableHTTPClientTransport,
} = require('@modelcontextprotocol/sdk/client/streamableHttp.js');
const { demoBadges } = require('../../sandbox/demo/badges');
const { demoCustomers } = require('../../sandbox/demo/customers');
const { demoEarned } = require('../../sandbox/demo/holdings');
const { readExample } = require('../examples');
const { sandbox, signIn } = require('../helpers/demo');
const { PublishedWorkflow } = require('../../tools/n8n/publishedWorkflow');
const { withSandbox } = require('./standIns');

// An assistant outside n8n calls the example with the official client of the protocol.

const TRIGGER = 'MCP Server Trigger';
const TOKEN = 'token-of-the-assistant';
const TOOLS = {
	findBadges: 'Find_the_badges_of_a_customer',
	findEarned: 'Find_earned_badge_IDs',
	preview: 'Preview_taking_a_badge_back',
	takeBack: 'Take_a_badge_back_changes_data',
};

const { firstPurchase } = demoBadges;
const { maya, liam } = demoCustomers;
const earnedBadgeId = demoEarned.mayaFirstPurchase.id;
const mayaGot = {
	email: maya.email,
	badge: firstPurchase.name,
	earned_badge_id: earnedBadgeId,
};

/** @type {PublishedWorkflow} */
let workflow;
/** @type {URL} */
let address;
/** @type {Client} */
let client;

/** @param {string} token @returns {Promise<Client>} connected */
async function connect(token) {
	const assistant = new Client({ name: 'assistant', version: '1.0.0' });
	const requestInit = { headers: { Authorization: `Bearer ${token}` } };
	await assistant.connect(new StreamableHTTPClientTransport(address, { requestInit }));
	return assistant;
}

beforeAll(async () => {
	const n8n = await signIn();
	const { id, name } = await n8n.createCredential({
		name: 'Token of the assistant',
		type: 'httpBearerAuth',
		data: { token: TOKEN },
	});
	const example = withSandbox(readExample('15-badges-for-an-mcp-client.json'));
	const nodes = example.nodes.map((node) =>
		node.name === TRIGGER ? { ...node, credentials: { httpBearerAuth: { id, name } } } : node,
	);
	workflow = await PublishedWorkflow.create(n8n, { ...example, nodes });
	await workflow.publish();
	const path = nodes.find((node) => node.name === TRIGGER)?.parameters.path;
	address = new URL(`/mcp/${path}`, n8n.url);
	client = await connect(TOKEN);
});
afterAll(async () => {
	await client.close();
	await workflow.unpublish();
});
beforeEach(async () => {
	await sandbox.reset();
});

/** @param {string} name of a tool @param {Record<string, unknown>} given */
async function call(name, given) {
	const { isError, content } = await client.callTool({ name, arguments: given });
	const [{ text }] = /** @type {Array<{text: string}>} */ (content);
	return { isError, text };
}

/** @param {string} name of a tool @param {Record<string, unknown>} given @returns {Promise<any>} */
async function answer(name, given) {
	const { isError, text } = await call(name, given);
	expect({ isError, text }).toEqual({ isError: undefined, text });
	return JSON.parse(text);
}

/** The changes in the sandbox. */
async function done() {
	const { changes } = await sandbox.ledger();
	return changes.filter(({ change }) => change !== 'tokenIssued');
}

test('the assistant gets the rules, and a description and the arguments of each tool', async () => {
	const { tools } = await client.listTools();

	expect(client.getInstructions()).toContain(TOOLS.preview);
	expect(tools.map(({ name }) => name).sort()).toEqual(Object.values(TOOLS).sort());
	for (const { name, description, inputSchema } of tools) {
		const says =
			name === TOOLS.takeBack ? /^Changes data: .*cannot be undone/ : /Changes nothing\./;
		expect(description).toMatch(says);
		for (const needed of Object.values(inputSchema.properties ?? {})) {
			expect(needed).toMatchObject({ type: 'string', description: expect.stringMatching(/^The /) });
		}
	}
	const takeBack = tools.find(({ name }) => name === TOOLS.takeBack);
	expect(takeBack?.inputSchema.required?.sort()).toEqual(Object.keys(mayaGot).sort());
});

test('the assistant looks the badge up, previews, and revokes exactly what it previewed', async () => {
	const badges = await answer(TOOLS.findBadges, { email: maya.email });
	const badge = badges.find((/** @type {any} */ { name }) => name === firstPurchase.name);
	const ofBadge = { email: maya.email, badge: badge.name };
	const [earned] = await answer(TOOLS.findEarned, ofBadge);
	const given = { ...ofBadge, earned_badge_id: earned.earnedBadgeId };
	expect(given).toEqual(mayaGot);

	const [{ preview }] = await answer(TOOLS.preview, given);
	expect(preview.action).toBe(
		`Would revoke earned badge ${earnedBadgeId} of badge ${firstPurchase.name} (${firstPurchase.id}) from the customer with email ${maya.email}`,
	);
	expect(await done()).toEqual([]);

	expect(await answer(TOOLS.takeBack, given)).toMatchObject([{ earnedBadgeId, isActive: false }]);
	expect(await answer(TOOLS.takeBack, given)).toMatchObject([{ earnedBadgeId, alreadyDone: true }]);
	const revoked = {
		...{ change: 'earnRevoked', badgeMetaId: firstPurchase.id },
		...{ customerId: maya.id, earnedBadgeId },
	};
	expect(await done()).toEqual([revoked]);
});

/** Calls that fail, with the reason and advice that the assistant gets. */
const REFUSED = [
	{
		what: 'words in the place of an ID',
		given: { ...mayaGot, earned_badge_id: 'the latest one' },
		says: /'Earned Badge' is not an earned badge ID: 'the latest one'\n\nDetails: Use its ID: 24 characters/,
	},
	{
		what: 'an earned badge of somebody else',
		given: { ...mayaGot, email: liam.email },
		says: /liam\.walker@example\.com.*\n\nDetails: Check/,
	},
	{
		what: 'a badge that nobody knows',
		given: { ...mayaGot, badge: 'Frist Purchase' },
		says: /'Badge' is not the name of a badge: 'Frist Purchase'\n\nDetails: Similar names: 'First Purchase'/,
	},
];

test.each(REFUSED)(
	'$what is refused with a reason, and marked as an error',
	async ({ given, says }) => {
		const { isError, text } = await call(TOOLS.takeBack, given);

		expect({ isError, text }).toEqual({ isError: true, text: expect.stringMatching(says) });
		expect(text).not.toMatch(/from the list|\[Item|the option/i);
		expect(await done()).toEqual([]);
	},
);

test('a caller without a token gets nothing', async () => {
	await expect(connect('another-token')).rejects.toThrow(/40[13]|authorization/i);
});
