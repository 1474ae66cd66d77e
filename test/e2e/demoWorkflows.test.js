'use strict';

const path = require('node:path');
const { demoWorkflows } = require('../../tools/demo/entities');
const { DEMOS, ITEMS } = require('./demos');
const { sandbox, signIn } = require('../helpers/demo');

const OUR_NODE = 'n8n-nodes-capillary-badges.capillaryBadges';
const BUILT_NODE = '../../dist/nodes/CapillaryBadges/CapillaryBadges.node.js';
const DAY = 86_400_000;

/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
beforeAll(async () => {
	n8n = await signIn();
	await sandbox.reset();
});
beforeEach(async () => {
	await sandbox.clearLedger();
});

/** The Capillary Badges nodes of a demo. */
const nodesOf = (/** @type {import('../../tools/n8n/instance').Entity} */ { nodes }) =>
	/** @type {Array<{name: string, type: string, parameters: Record<string, unknown>}>} */ (
		nodes
	).filter(({ type }) => type === OUR_NODE);

test('every demo with each of its nodes has a test', () => {
	const shipped = demoWorkflows().map((demo) => [demo.id, nodesOf(demo).map(({ name }) => name)]);
	expect(DEMOS.map(({ id, nodes }) => [id, Object.keys(nodes)]).reverse()).toEqual(shipped);
});

test('every resource of the node is in a demo', () => {
	const { CapillaryBadges } = require(path.resolve(__dirname, BUILT_NODE));
	/** @type {import('n8n-workflow').INodeProperties[]} */
	const [{ options }] = new CapillaryBadges().description.properties;
	const offered = /** @type {Array<{value: string}>} */ (options).map(({ value }) => value);
	const used = demoWorkflows()
		.flatMap(nodesOf)
		.map(({ parameters }) => parameters.resource);

	expect([...new Set(used)].sort()).toEqual(offered.sort());
});

describe.each(['once', 'a second time'])('run %s', () => {
	test.each(DEMOS)('$id: the nodes report what the sandbox did', async (demo) => {
		const execution = await n8n.runWorkflow(demo.id);
		const itemsOf = (/** @type {string} */ node) => execution.itemsOf(node)[0];
		const { calls, changes } = await sandbox.ledger();
		const state = await sandbox.state();
		const done = changes.filter(({ change }) => change in ITEMS);
		const { nodes } = demo;

		expect(execution.status).toBe('success');
		expect(done.map(({ change }) => change)).toEqual(
			Object.values(nodes).filter(Array.isArray).flat(),
		);
		for (const [node, does] of Object.entries(nodes)) {
			if (typeof does === 'function') {
				expect(itemsOf(node)).toEqual(does({ itemsOf, state }));
				continue;
			}
			// Nodes run one after the other, but a node sends several calls at once.
			const changed = done.splice(0, does.length).map((change) => ITEMS[change.change](change));
			expect(new Set(itemsOf(node))).toEqual(new Set(changed));
		}
		const apiCalls = calls.filter(({ path }) => /\/badges\/|\/webHooks/.test(path));
		expect(new Set(apiCalls.map(({ authentication }) => authentication))).toEqual(
			new Set([demo.authentication]),
		);
	});
});

test('a row that fails goes to the error output, with its data and the reason', async () => {
	const execution = await n8n.runWorkflow('demoTakeBackBulk');
	const [done, failed] = execution.itemsOf('Take the enrolments back');

	expect(done).toHaveLength(5);
	expect(failed).toEqual([
		{
			customer: 62090041,
			name: 'Amara Okafor',
			error: expect.stringMatching(/62090041.*not enrolled.*\(404\)$/),
			message: expect.stringMatching(/request ID/),
		},
	]);
	expect(execution.itemsOf('Done')).toEqual([done]);
	expect(execution.itemsOf('Needs a look')).toEqual([failed]);
});

test('an expired token is renewed during the run', async () => {
	await n8n.runWorkflow('demoTakeBackEarned');
	await sandbox.expireTokens();
	await sandbox.clearLedger();
	const execution = await n8n.runWorkflow('demoTakeBackEarned');
	const { changes } = await sandbox.ledger();

	expect(execution.status).toBe('success');
	expect(changes.map(({ change }) => change)).toEqual(['tokenIssued', 'earned', 'earnRevoked']);
});

test('an update of one field keeps all others', async () => {
	const execution = await n8n.runWorkflow('demoSetUpBadge');
	const [[before], [after]] = ['Look it up', 'Let it run a month longer'].map(
		(node) => /** @type {Array<{expiresOn: string}>} */ (execution.itemsOf(node)[0]),
	);
	const { changes } = await sandbox.ledger();
	const longer = (Date.parse(after.expiresOn) - Date.parse(before.expiresOn)) / DAY;

	expect(changes.find(({ change }) => change === 'badgeUpdated')?.fields).toEqual(['expiresOn']);
	expect(Math.round(longer)).toBeGreaterThanOrEqual(28);
	expect(Math.round(longer)).toBeLessThanOrEqual(31);
});

test('a badge earned several times is revoked once for each time', async () => {
	const execution = await n8n.runWorkflow('demoTakeOver');
	const back = execution
		.itemsOf('Take them all back')[0]
		.map((item) => /** @type {{customerId: number}} */ (item).customerId);
	expect(back.sort()).toEqual([62090031, 62090031, 62090032]);
});
