'use strict';

const fs = require('node:fs');
const { until } = require('../../tools/services/polling');
const { accounts } = require('../../sandbox/http/authentication');
const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { sandbox, signIn } = require('../helpers/demo');
const { PublishedWorkflow } = require('../../tools/n8n/publishedWorkflow');

const FIRST_PURCHASE = '65c3f481a2ec4d15849f8b38';
const CUSTOMER = 62090013;
const WELCOME_ABOARD = '65c00000ddaebaea9c42858f';
const PACKAGE = 'n8n-nodes-capillary-badges';

/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;

/** @param {object} [parameters] @param {{id: string, name: string}} [credential] */
function trigger(parameters = {}, credential = DEMO_CREDENTIALS.oAuth) {
	return {
		name: 'Badge earned',
		type: `${PACKAGE}.capillaryBadgesTrigger`,
		parameters,
		credentials: { capillaryApi: credential },
	};
}

/** @param {string} value */
const locator = (value) => ({ __rl: true, mode: 'id', value });

/** Earn: Revoke with the values that the editor enters when the trigger's fields are dragged. */
const takeBack = {
	name: 'Take it back',
	type: `${PACKAGE}.capillaryBadges`,
	parameters: {
		resource: 'earn',
		operation: 'revoke',
		badge: locator('={{ $json.badgeId }}'),
		customerIdentifier: 'customerId',
		customer: '={{ $json.customerId }}',
		earnedBadge: locator('={{ $json.earnedBadgeId }}'),
	},
	credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
};

beforeAll(async () => {
	n8n = await signIn();
});
beforeEach(async () => {
	await sandbox.reset();
});

test('a published trigger starts the workflow for an earned badge, and unpublishing deletes the webhook', async () => {
	const chosen = [{ badge: locator(FIRST_PURCHASE) }];
	const nodes = [trigger({ badges: { chosen } }), takeBack];
	const workflow = await PublishedWorkflow.inARow(n8n, 'Earned by mistake', nodes);
	await sandbox.call('PUT', '/sandbox/deliveries', { copies: 2 });

	await workflow.publish();
	const [webHook, ...others] = await sandbox.webHooks();
	expect(others).toEqual([]);
	expect(webHook).toMatchObject({
		eventNames: ['badgeEarned'],
		webHookUrl: expect.stringContaining(`${process.env.E2E_N8N_URL}/webhook/`),
	});

	await sandbox.earn(WELCOME_ABOARD, CUSTOMER);
	const earnedBadgeId = await sandbox.earn(FIRST_PURCHASE, CUSTOMER);
	const log = await sandbox.deliveries();
	expect(log.map(({ outcome, answers }) => [outcome, answers])).toEqual(
		Array(4).fill(['delivered', [200]]),
	);

	const [execution, ...more] = await workflow.executions(1);
	expect(more).toEqual([]);
	expect(execution.status).toBe('success');
	const [[item, ...otherItems]] = execution.itemsOf('Badge earned');
	const { badgeName, ...event } = /** @type {{badgeName?: unknown}} */ (item);
	expect(otherItems).toEqual([]);
	expect(event).toEqual({
		eventName: 'badgeEarned',
		eventId: log[2].eventId,
		orgId: expect.any(Number),
		customerId: CUSTOMER,
		mobile: expect.any(String),
		email: expect.any(String),
		externalId: expect.any(String),
		badgeId: FIRST_PURCHASE,
		earnedBadgeId,
		issuedId: null,
		earnedOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
	});
	// The event waits half a second for the name, which a slow machine may need longer for.
	expect(['First Purchase', null]).toContain(badgeName);
	expect(execution.itemsOf('Take it back')[0]).toEqual([
		{ badgeMetaId: FIRST_PURCHASE, customerId: CUSTOMER, earnedBadgeId, isActive: false },
	]);

	const forged = await fetch(webHook.webHookUrl, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'X-Webhook-Secret': 'a guess' },
		body: JSON.stringify({ eventName: 'badgeEarned', data: { badgeId: FIRST_PURCHASE } }),
	});
	expect(forged.status).toBe(401);

	await workflow.unpublish();
	expect(await sandbox.webHooks()).toEqual([]);
	expect((await fetch(webHook.webHookUrl, { method: 'POST' })).status).toBe(404);
	expect(await workflow.executions(1)).toHaveLength(1);
});

test('a test execution has a registration of its own, which ends with it', async () => {
	const workflow = await PublishedWorkflow.inARow(n8n, 'Try it out', [trigger()]);
	await workflow.publish();
	await workflow.listen();
	expect((await sandbox.webHooks()).map(({ webHookUrl }) => webHookUrl.split('/')[3])).toEqual([
		'webhook',
		'webhook-test',
	]);

	const earnedBadgeId = await sandbox.earn(WELCOME_ABOARD, CUSTOMER);
	expect(await sandbox.deliveries()).toHaveLength(2);

	const executions = await workflow.executions(2);
	expect(executions).toHaveLength(2);
	for (const execution of executions) {
		expect(execution.itemsOf('Badge earned')).toMatchObject([[{ earnedBadgeId }]]);
	}
	// n8n deletes the registration of the test execution after its response.
	await until(async () => (await sandbox.webHooks()).length === 1);
	const [left] = await sandbox.webHooks();
	expect(left.webHookUrl).toContain('/webhook/');
	await workflow.unpublish();
});

test('an account without access to webhooks gets an error with the way to continue by hand', async () => {
	const credential = await n8n.createCredential({
		name: 'No right to webhooks',
		type: 'capillaryApi',
		data: {
			authentication: 'oAuth',
			host: 'custom',
			customHost: process.env.E2E_SANDBOX_URL,
			...accounts.withoutWebHooks.oAuth,
		},
	});
	const { id, name } = credential;
	const refused = { ...trigger({}, { id, name }), name: 'Refused' };
	const workflow = await PublishedWorkflow.inARow(n8n, 'Refused', [refused]);

	await expect(workflow.publish()).rejects.toThrow(
		/may not manage webhooks \(4000\).*'Set Up by Hand'.*X-Webhook-Secret.*\/webhook\/\S+$/,
	);

	// n8n deletes the webhook after each failed try, and there is none.
	const log = fs.readFileSync(String(process.env.E2E_N8N_LOG), 'utf8');
	expect(log).not.toContain("The webhook of 'Refused' stays in Capillary");
});

test("set up by hand, the workflow starts with the webhook from Capillary's screen", async () => {
	const secret = 'sixteen letters!';
	const parameters = { registration: 'byHand', secret };
	const workflow = await PublishedWorkflow.inARow(n8n, 'By hand', [trigger(parameters)]);
	await workflow.publish();
	expect(await sandbox.webHooks()).toEqual([]);

	const { data } = await n8n.call('GET', `/rest/workflows/${workflow.id}`);
	await sandbox.call('POST', '/v3/webHooks', {
		name: 'Made on the screen',
		active: true,
		eventNames: ['badgeEarned'],
		customerIdentifiersToBeEnriched: [],
		webHookType: 'HTTP',
		methodType: 'POST',
		webHookUrl: `${process.env.E2E_N8N_URL}/webhook/${data.nodes[0].webhookId}/webhook`,
		webHookHeaders: { 'X-Webhook-Secret': secret },
		maxAllowedConnections: 1,
	});
	const earnedBadgeId = await sandbox.earn(FIRST_PURCHASE, CUSTOMER);
	expect(await sandbox.deliveries()).toMatchObject([{ outcome: 'delivered' }]);

	const [execution] = await workflow.executions(1);
	expect(execution.itemsOf('Badge earned')).toMatchObject([[{ earnedBadgeId }]]);
	await workflow.unpublish();
});

test('the list of badges is filled', async () => {
	const { data } = await n8n.call(
		'POST',
		'/rest/dynamic-node-parameters/resource-locator-results',
		{
			path: 'parameters.badges.chosen[0].badge',
			methodName: 'searchBadges',
			filter: 'purchase',
			nodeTypeAndVersion: { name: `${PACKAGE}.capillaryBadgesTrigger`, version: 1 },
			currentNodeParameters: trigger().parameters,
			credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
		},
	);

	expect(data.results).toEqual([{ name: 'First Purchase', value: FIRST_PURCHASE }]);
});
