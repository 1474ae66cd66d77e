'use strict';

const { demoWorkflows } = require('../../tools/demo');
const { N8nClient } = require('./n8nClient');
const { sandbox } = require('./sandboxClient');

/** @typedef {import('./sandboxClient').Change} Change */

/** What an item must say of each thing that the sandbox really did. */
const ITEMS = {
	activated: (/** @type {Change} */ { badgeMetaId: id }) => ({ id, isActive: true }),
	deactivated: (/** @type {Change} */ { badgeMetaId: id }) => ({ id, isActive: false }),
	earnRevoked: (/** @type {Change} */ { badgeMetaId, customerId, earnedBadgeId }) => ({
		badgeMetaId,
		customerId: Number(customerId),
		earnedBadgeId,
		isActive: false,
	}),
	issueRevoked: (/** @type {Change} */ { badgeMetaId, customerId, issuedId }) => ({
		badgeMetaId,
		customerId: Number(customerId),
		issuedId,
		revoked: true,
	}),
	claimRemoved: (/** @type {Change} */ { badgeMetaId, ownerType, referenceId }) => ({
		badgeMetaId,
		ownerType,
		referenceId,
		isActive: false,
	}),
};

/** Each demo: its nodes of ours, and what they do to the sandbox in one run. */
const DEMOS = [
	{
		id: 'demoSwitchBadge',
		nodes: ['Switch the badge off', 'Switch the badge on'],
		does: ['deactivated', 'activated'],
		authentication: 'basic',
	},
	{
		id: 'demoTakeBackEarned',
		nodes: ['Take the badge back'],
		does: ['earnRevoked'],
		authentication: 'oAuth',
	},
	{
		id: 'demoTakeBackBulk',
		nodes: ['Take the enrolments back'],
		does: Array(5).fill('issueRevoked'),
		authentication: 'oAuth',
	},
	{
		id: 'demoTakeBackOne',
		nodes: ['Take this enrolment back'],
		does: ['issueRevoked'],
		authentication: 'basic',
	},
	{
		id: 'demoReleaseClaim',
		nodes: ['Release the claim'],
		does: ['claimRemoved'],
		authentication: 'basic',
	},
];

/** @type {N8nClient} */
let n8n;
beforeAll(async () => {
	n8n = await N8nClient.signIn();
	await sandbox.reset();
});
beforeEach(async () => {
	await sandbox.clearLedger();
});

test('every demo is tested here', () => {
	const shipped = demoWorkflows('http://127.0.0.1:4010').map(({ id }) => id);
	expect(DEMOS.map(({ id }) => id).sort()).toEqual(shipped.sort());
});

describe.each(['once', 'a second time'])('run %s', () => {
	test.each(DEMOS)('$id: the nodes report what the sandbox did', async (demo) => {
		const execution = await n8n.runWorkflow(demo.id);
		const { calls, changes } = await sandbox.ledger();
		const done = changes.filter(({ change }) => change in ITEMS);

		expect(execution.status).toBe('success');
		expect(done.map(({ change }) => change)).toEqual(demo.does);
		expect(demo.nodes.flatMap((node) => execution.itemsOf(node)[0])).toEqual(
			done.map((one) => ITEMS[/** @type {keyof typeof ITEMS} */ (one.change)](one)),
		);
		const apiCalls = calls.filter(({ path }) => path.includes('/badges/'));
		expect(new Set(apiCalls.map(({ authentication }) => authentication))).toEqual(
			new Set([demo.authentication]),
		);
	});
});

test('a row that cannot succeed leaves by the error output, with its data and why', async () => {
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

test('a token that died since the last run is renewed on the way', async () => {
	await n8n.runWorkflow('demoTakeBackEarned');
	await sandbox.expireTokens();
	await sandbox.clearLedger();
	const execution = await n8n.runWorkflow('demoTakeBackEarned');
	const { changes } = await sandbox.ledger();

	expect(execution.status).toBe('success');
	expect(changes.map(({ change }) => change)).toEqual(['tokenIssued', 'earned', 'earnRevoked']);
});
