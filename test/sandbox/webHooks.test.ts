import { startSandbox, type Sandbox } from '../../sandbox/server';
import { basicHeader, call, send, signIn } from './client';

const PATH = '/v3/webHooks';
const fields = {
	active: true,
	customerIdentifiersToBeEnriched: [],
	eventNames: ['badgeEarned'],
	maxAllowedConnections: 10,
	methodType: 'POST',
	name: 'test_post_webhook_12345',
	slaInSeconds: 150,
	webHookHeaders: { 'X-Secret': 'word-for-the-test', 'Content-Type': 'application/json' },
	webHookType: 'HTTP',
	webHookUrl: 'https://n8n.example/webhook/1',
};
const enrichments = {
	tillDetailsEnrichmentEnabled: false,
	storeDetailsEnrichmentEnabled: false,
	awardedReferenceEnrichmentEnabled: false,
	availablePointsBalanceEnrichmentEnabled: false,
};

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const add = (more: object = {}) => call(sandbox, 'POST', PATH, { ...fields, ...more });
const list = async () => (await call(sandbox, 'GET', PATH)).json.data;

it('adds a webhook and responds as documented', async () => {
	const { status, json } = await add();

	expect(status).toBe(200);
	expect(json).toEqual({
		data: {
			...fields,
			...enrichments,
			webHookId: expect.stringMatching(/^[0-9a-f]{24}$/),
			noOfRetryAttempts: 0,
			consumerGroupId: expect.any(String),
		},
		errors: null,
		warnings: null,
	});
	const { webHookId } = json.data;
	expect(sandbox.ledger.changes).toEqual([{ change: 'webHookAdded', webHookId }]);
	expect(await list()).toMatchObject([{ webHookId, ...fields }]);
});

it.each([
	['no event', { eventNames: [] }, 51003],
	['no number of connections', { maxAllowedConnections: undefined }, 300004],
	['no connection', { maxAllowedConnections: 0 }, 51007],
	['no name', { name: '' }, 400],
	['an address that is none', { webHookUrl: 'http:/n8n' }, 400],
	['no headers', { webHookHeaders: undefined }, 400],
])('refuses %s', async (_what, wrong, code) => {
	const { status, json } = await add(wrong);

	expect([status, json.errors[0].code]).toEqual([400, code]);
	expect(sandbox.state.webHooks.size).toBe(0);
});

it('keeps the fields that an update leaves out', async () => {
	const { webHookId } = (await add()).json.data;

	const eventNames = ['pointsIssued'];
	const { json } = await call(sandbox, 'PUT', `${PATH}/${webHookId}`, { eventNames });

	expect(json.data).toMatchObject({ ...fields, webHookId, eventNames });
	expect(await list()).toMatchObject([{ ...fields, webHookId, eventNames }]);
});

it('keeps a deleted webhook in the list as inactive, with its name in use', async () => {
	const { webHookId } = (await add()).json.data;

	const { json } = await call(sandbox, 'DELETE', `${PATH}/${webHookId}`);

	expect(json.data).toMatchObject({ webHookId, active: false });
	expect(await list()).toMatchObject([{ webHookId, active: false }]);
	expect((await add()).json.errors[0].message).toBe('name should be unique');
	expect(sandbox.ledger.changes.map(({ change }) => change)).toEqual([
		'webHookAdded',
		'webHookDeleted',
	]);
});

it.each(['PUT', 'DELETE'])('refuses an unknown ID: %s', async (method) => {
	const { status, json } = await call(sandbox, method, `${PATH}/nonesuch`, {});

	expect([status, json.errors[0].message]).toEqual([400, 'webHookId is invalid']);
});

it('refuses accounts without the right to webhooks', async () => {
	const { withoutWebHooks } = sandbox.accounts;
	const { accessToken } = (await signIn(sandbox, withoutWebHooks.oAuth)).json.data;
	const { username, password } = withoutWebHooks.basic;

	for (const headers of [
		{ 'X-CAP-API-OAUTH-TOKEN': accessToken },
		basicHeader(username, password),
	]) {
		const { status, json } = await send(sandbox, 'GET', PATH, { headers });
		expect([status, json.errors[0].code]).toEqual([403, 4000]);
		const badges = '/api_gateway/v1/badges/badgeMeta';
		expect((await send(sandbox, 'GET', badges, { headers })).status).toBe(200);
	}
});

it('keeps the values of webhook headers out of the ledger', async () => {
	await add();

	expect(sandbox.ledger.calls[0].body).toMatchObject({
		name: fields.name,
		webHookHeaders: { 'X-Secret': '', 'Content-Type': '' },
	});
	expect(JSON.stringify(sandbox.ledger.calls)).not.toContain('word-for-the-test');
});
