'use strict';

const path = require('node:path');
const { DEMO_CREDENTIALS } = require('../../../tools/demo/entities');
const { eventually } = require('../../../tools/services/polling');
const { sandbox, signIn } = require('../../helpers/demo');
const { editorTest } = require('./editorTest');

const NODES = path.resolve(__dirname, '../../../dist/nodes');
const PACKAGE = 'n8n-nodes-capillary-badges';
const BIG_SPENDER = '65c7e90248c51a861631118d';
const BOOK_CLUB = '660731129cd807d9831b676f';
const FIRST_PURCHASE = '65c3f481a2ec4d15849f8b38';
const SUMMER_EXPLORER = '65fb538fd6feb9e8106f7f6e';
const WELCOME_ABOARD = '65c00000ddaebaea9c42858f';
const WINTER_WARMER = '65dfa4088a3ee2b67c6dd548';

/** A list without a picked entry. */
const nothing = { __rl: true, mode: 'list', value: '' };
/** @param {string} value */
const byId = (value) => ({ __rl: true, mode: 'id', value });

/**
 * Every method that fills a list: a node that uses it, the entry to pick, and the text and value of
 * the field afterwards.
 */
const PICKERS = [
	{
		method: 'searchBadges',
		parameters: { resource: 'badge', operation: 'get', badge: nothing },
		picker: 'badge',
		search: 'winter',
		entry: 'Winter Warmer',
		holds: WINTER_WARMER,
	},
	{
		method: 'searchGroups',
		parameters: { resource: 'badgeGroup', operation: 'get', badgeGroup: nothing },
		picker: 'badgeGroup',
		entry: 'Seasons',
		holds: '66b61eefc4d07b913e6a2f85',
	},
	{
		method: 'searchCustomFields',
		parameters: { resource: 'customField', operation: 'get', customField: nothing },
		picker: 'customField',
		entry: 'Campaign Code (string, inactive)',
		holds: '66cf7bbc194d60ea8f53b27e',
	},
	{
		method: 'searchCustomFieldNames',
		parameters: {
			...{ resource: 'badge', operation: 'update', badge: byId(WINTER_WARMER) },
			updateFields: { customFields: { field: [{ customField: nothing, value: '1' }] } },
		},
		picker: 'customField',
		entry: 'Priority (integer)',
		holds: 'Priority',
	},
	{
		method: 'searchEarnedBadges',
		parameters: {
			...{ resource: 'earn', operation: 'revoke', badge: byId(BIG_SPENDER) },
			...{ customerIdentifier: 'email', customer: 'rahul.mehta@example.com' },
			...{ revoke: 'one', earnedBadge: nothing },
		},
		picker: 'earnedBadge',
		entry: /^Earned \d{4}-\d\d-\d\d · 66f07bbc21a4ecb0781236f1$/,
		holds: '66f07bbc21a4ecb0781236f1',
	},
	{
		method: 'searchEnrolments',
		parameters: {
			...{ resource: 'issue', operation: 'revoke', badge: byId(BOOK_CLUB) },
			...{ customerIdentifier: 'email', customer: 'mia.dubois@example.com' },
			...{ revoke: 'one', issueId: nothing },
		},
		picker: 'issueId',
		entry: /^Enrolled \d{4}-\d\d-\d\d · 66f0b99acf6c76eccc6df5ba$/,
		holds: '66f0b99acf6c76eccc6df5ba',
	},
	{
		method: 'searchClaims',
		parameters: {
			...{ resource: 'claim', operation: 'unclaim', badge: byId(WINTER_WARMER) },
			referenceId: nothing,
		},
		picker: 'referenceId',
		entry: 'Audience Campaigns · AC-WINTER',
		holds: 'Audience_Campaigns AC-WINTER',
	},
	{
		of: 'CapillaryBadgesTrigger',
		method: 'searchBadges',
		parameters: { badges: { chosen: [{ badge: nothing }] } },
		picker: 'badge',
		entry: 'App Explorer',
		holds: '65f36a8dc4e994b8e0eb3649',
	},
]
	.map((picker) => ({ of: 'CapillaryBadges', ...picker }))
	.map((picker) => ({ ...picker, name: `${picker.of}, ${picker.method}` }));

/** Lists that need other fields first. */
const UNFILLED = [
	{
		name: 'a claim without its badge',
		parameters: {
			...{ resource: 'claim', operation: 'unclaim', badge: nothing },
			referenceId: nothing,
		},
		picker: 'referenceId',
		says: "Fill 'Badge' first.",
	},
	{
		name: 'an earned badge without its customer',
		parameters: {
			...{ resource: 'earn', operation: 'revoke', badge: byId(BIG_SPENDER), customer: '' },
			...{ revoke: 'one', earnedBadge: nothing },
		},
		picker: 'earnedBadge',
		says: "Fill 'Customer' first.",
	},
	{
		name: 'an enrolment of a customer that comes from the input',
		parameters: {
			...{ resource: 'issue', operation: 'revoke', badge: byId(BOOK_CLUB) },
			...{ customer: '={{ $json.customer }}', revoke: 'one', issueId: nothing },
		},
		picker: 'issueId',
		// n8n evaluates the fields that a list depends on before it calls the node.
		says: "hasn't been executed",
	},
].map((picker) => ({ of: 'CapillaryBadges', ...picker }));

/** What each dependent list offers at first, and after each change of the other fields. */
const DEPENDENT = [
	{
		method: 'searchEarnedBadges',
		picker: 'earnedBadge',
		parameters: {
			...{ resource: 'earn', operation: 'revoke', badge: byId(FIRST_PURCHASE) },
			...{ customerIdentifier: 'email', customer: 'arjun.patel@example.com' },
			...{ revoke: 'one', earnedBadge: nothing },
		},
		offers: ['66f03dde2440e27098dca6e6'],
		changes: [
			{ customer: 'maya.sharma@example.com', offers: ['66f00000964e84aa6b7f4916'] },
			{ badge: WELCOME_ABOARD, offers: ['66f01eef5b8c673b3d38051f'] },
		],
	},
	{
		method: 'searchEnrolments',
		picker: 'issueId',
		parameters: {
			...{ resource: 'issue', operation: 'revoke', badge: byId(BOOK_CLUB) },
			...{ customerIdentifier: 'email', customer: 'mia.dubois@example.com' },
			...{ revoke: 'one', issueId: nothing },
		},
		offers: ['66f09aab24bba2f959d2e769', '66f0b99acf6c76eccc6df5ba'],
		changes: [
			{
				badge: SUMMER_EXPLORER,
				customer: 'emma.martin@example.com',
				offers: ['66f01eefb812be4b27da9c9b'],
			},
			{ customer: 'liam.walker@example.com', offers: ['66f000003110f464c452138c'] },
		],
	},
	{
		method: 'searchClaims',
		picker: 'referenceId',
		parameters: {
			...{ resource: 'claim', operation: 'unclaim', badge: byId(WINTER_WARMER) },
			referenceId: nothing,
		},
		offers: ['Audience Campaigns · AC-WINTER'],
		changes: [{ badge: FIRST_PURCHASE, offers: ['Loyalty · LP-2026'] }],
	},
].map((picker) => ({ of: 'CapillaryBadges', name: picker.method, ...picker }));

/**
 * @typedef {{name: string, parameters: unknown}} Node
 * @param {Array<Node & {of: string}>} nodes with the classes of their types
 */
async function workflowOf(nodes) {
	return await n8n.createWorkflow({
		name: 'Pickers',
		nodes: nodes.map(({ of, name, parameters }, index) => ({
			id: `node-${index}`,
			name,
			type: `${PACKAGE}.${of[0].toLowerCase()}${of.slice(1)}`,
			typeVersion: 1,
			position: [300 * (index % 4), 300 * Math.floor(index / 4)],
			parameters,
			credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
		})),
		connections: {},
		settings: {},
	});
}

/** @type {import('../../../tools/n8n/client').N8nClient} */
let n8n;
/** @type {string} one workflow with a node for each picker */
let workflowId;

beforeAll(async () => {
	n8n = await signIn();
	await sandbox.reset();
	workflowId = await workflowOf(PICKERS);
});
afterAll(async () => {
	await sandbox.call('DELETE', '/sandbox/faults');
});

test('every method that fills a list has a test', () => {
	const methods = ['CapillaryBadges', 'CapillaryBadgesTrigger'].flatMap((of) => {
		const { [of]: Node } = require(path.join(NODES, of, `${of}.node.js`));
		const { listSearch, loadOptions } = new Node().methods;
		return Object.keys({ ...listSearch, ...loadOptions }).map((method) => `${of}, ${method}`);
	});
	expect(PICKERS.map(({ name }) => name).sort()).toEqual(methods.sort());
});

editorTest('a picked entry is shown by its name and stored by its value', async (editor) => {
	await editor.openWorkflow(workflowId);
	for (const { name, picker, entry, search } of PICKERS) {
		const node = await editor.openNode(name);
		await node.pickFromList(picker, entry, search);
		await eventually(async () => {
			expect(await node.picked(picker)).toMatch(entry);
		});
		await editor.closeNode();
	}
	// The editor saves by itself, a while later.
	await eventually(async () => {
		const { data } = await n8n.call('GET', `/rest/workflows/${workflowId}`);
		const saved = data.nodes.map((/** @type {Node} */ node) => [
			node.name,
			picked(node.parameters),
		]);
		expect(saved).toEqual(PICKERS.map(({ name, holds }) => [name, [holds]]));
	});
});

const BROKEN = [
	{
		name: "Capillary's rate limit is reached",
		fault: { kind: 'status', status: 429 },
		says: "Capillary's rate limit was reached. Open the list again in a moment, or choose 'By ID'.",
	},
	{
		name: 'the account lacks the permission',
		fault: { kind: 'status', status: 403 },
		says: 'The account may not do this. Ask your Capillary administrator',
	},
];

for (const { name, fault, says } of BROKEN) {
	editorTest(`when ${name}, each list explains it`, async (editor) => {
		await editor.openWorkflow(workflowId);
		const rule = { match: { path: '/api_gateway/' }, times: 'always', fault };
		await sandbox.setFaults([rule]);
		for (const picker of PICKERS) {
			const node = await editor.openNode(picker.name);
			await node.openList(picker.picker);
			const shown = await node.listFailure();
			// Once, and without advice for runs or raw data.
			expect(shown.split(says)).toHaveLength(2);
			expect(shown).not.toMatch(/Nothing was changed|Run it again|[{}]|java/i);
			await editor.closeNode();
		}
		await sandbox.call('DELETE', '/sandbox/faults');
	});
}

editorTest('a list that needs another field first says which one', async (editor) => {
	await editor.openWorkflow(await workflowOf(UNFILLED));
	for (const { name, picker, says } of UNFILLED) {
		const node = await editor.openNode(name);
		await node.openList(picker);
		expect(await node.listFailure()).toContain(says);
		await editor.closeNode();
	}
});

test('every dependent list has a test', () => {
	const { CapillaryBadges: Node } = require(
		path.join(NODES, 'CapillaryBadges/CapillaryBadges.node.js'),
	);
	/** @type {import('n8n-workflow').INodeProperties[]} */
	const fields = new Node().description.properties;
	const dependent = fields.filter(({ typeOptions }) => typeOptions?.loadOptionsDependsOn);
	const methods = dependent.flatMap(({ modes = [] }) =>
		modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
	);
	expect(methods.length).toBeGreaterThan(0);
	expect(DEPENDENT.map(({ method }) => method).sort()).toEqual([...new Set(methods)].sort());
});

editorTest('a list is loaded again when a field that it depends on changes', async (editor) => {
	await editor.openWorkflow(await workflowOf(DEPENDENT));
	for (const { name, picker, offers, changes } of DEPENDENT) {
		const node = await editor.openNode(name);
		/** @type {Array<{badge?: string, customer?: string, offers: string[]}>} */
		const steps = [{ offers }, ...changes];
		for (const { badge, customer, offers: wanted } of steps) {
			if (badge) await node.enterId('badge', badge);
			if (customer) await node.form.fill('customer', customer);
			await eventually(async () => {
				// An entry that was picked before does not fit the new badge and customer.
				expect(await node.picked(picker)).toBe('');
			});
			await node.openList(picker);
			await eventually(async () => {
				const entries = await node.entriesOfOpenList();
				expect(entries).toEqual(
					wanted.map((entry) => expect.stringMatching(new RegExp(`${entry}$`))),
				);
			});
			await node.pickFromOpenList(new RegExp(`${wanted[0]}$`));
			await eventually(async () => {
				expect(await node.picked(picker)).toContain(wanted[0]);
			});
		}
		await editor.closeNode();
	}
});

/** @param {unknown} parameters @returns {string[]} the values of the lists in them */
function picked(parameters) {
	if (typeof parameters !== 'object' || parameters === null) return [];
	if ('mode' in parameters && 'value' in parameters) {
		return parameters.mode === 'list' ? [String(parameters.value)] : [];
	}
	return Object.values(parameters).flatMap(picked);
}
