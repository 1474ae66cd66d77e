import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call, send, signIn, until } from './client';

let time: number;
let sandbox: Sandbox;

beforeEach(async () => {
	time = 1_000;
	sandbox = await startSandbox({ now: () => time++ });
});
afterEach(() => sandbox.close());

it('keeps the request, the response and the changes of a call', async () => {
	const badge = sandbox.state.addBadge();
	sandbox.state.addCustomer({ id: 7, email: 'a@example.com' });
	const earned = sandbox.state.addEarned({ badgeMetaId: badge.id, customerId: 7 });
	const body = {
		badgeMetaId: badge.id,
		customerId: 'a@example.com',
		earnedBadgeId: earned.id,
	};

	const { headers } = await call(sandbox, 'POST', `${BADGES}/customer/revokeEarn?trial=1`, body, {
		'X-CAP-CUSTOMER-IDENTIFIER': 'email',
		'X-CAP-API-ATTRIBUTION-ENTITY-TYPE': 'TILL',
	});

	expect(sandbox.ledger.calls).toEqual([
		{
			sequence: 1,
			requestId: headers.get('x-cap-request-id'),
			method: 'POST',
			path: `${BADGES}/customer/revokeEarn`,
			query: { trial: '1' },
			body,
			status: 200,
			authentication: 'basic',
			customerIdentifier: 'email',
			headers: expect.objectContaining({
				'content-type': 'application/json',
				'x-cap-api-attribution-entity-type': 'TILL',
				'x-cap-customer-identifier': 'email',
			}),
			startedAt: expect.any(Number),
			finishedAt: expect.any(Number),
			faults: [],
			changes: [
				{
					change: 'earnRevoked',
					badgeMetaId: badge.id,
					customerId: '7',
					earnedBadgeId: earned.id,
				},
			],
		},
	]);
	const [{ startedAt, finishedAt }] = sandbox.ledger.calls;
	expect(finishedAt).toBeGreaterThan(startedAt);
});

it('keeps no key, secret, token or password', async () => {
	const { clientKey: key, clientSecret: secret } = sandbox.accounts.oAuth;
	const { accessToken } = (await signIn(sandbox)).json.data;
	const headers = { 'X-CAP-API-OAUTH-TOKEN': accessToken };
	await send(sandbox, 'GET', `${BADGES}/badgeMeta`, { headers });
	const basic = await call(sandbox, 'GET', `${BADGES}/badgeMeta`);
	await send(sandbox, 'POST', '/v3/oauth/token', { body: { key, secret } });
	await send(sandbox, 'POST', '/v3/oauth/token/generate', { body: `{"secret":"${secret}"` });

	const { text } = await send(sandbox, 'GET', '/sandbox/ledger');

	expect(basic.status).toBe(200);
	expect(JSON.parse(text).calls).toHaveLength(5);
	for (const hidden of [key, secret, accessToken, sandbox.accounts.basic.password, 'Basic ']) {
		expect(text).not.toContain(hidden);
	}
});

it('keeps the kind of authentication and the issued tokens', async () => {
	const { accessToken } = (await signIn(sandbox)).json.data;
	await send(sandbox, 'GET', `${BADGES}/badgeMeta`, {
		headers: { 'X-CAP-API-OAUTH-TOKEN': accessToken },
	});
	await call(sandbox, 'GET', `${BADGES}/badgeMeta`);
	await send(sandbox, 'GET', `${BADGES}/badgeMeta`);

	expect(
		sandbox.ledger.calls.map(({ authentication, status }) => [authentication, status]),
	).toEqual([
		['none', 200],
		['oAuth', 200],
		['basic', 200],
		['none', 401],
	]);
	expect(sandbox.ledger.changes).toEqual([{ change: 'tokenIssued' }]);
});

it('keeps calls with unknown paths and bodies that are not JSON', async () => {
	const unknown = await call(sandbox, 'GET', `${BADGES}/nonesuch`);
	const broken = await call(sandbox, 'POST', `${BADGES}/customer/earn`, '{"a":');
	const untyped = await call(sandbox, 'POST', `${BADGES}/customer/earn`, 'a=1', {
		'Content-Type': 'application/x-www-form-urlencoded',
	});

	expect([unknown.status, unknown.json]).toEqual([
		404,
		{ status: 404, error: 'Not Found', path: `${BADGES}/nonesuch` },
	]);
	expect([broken.status, broken.json]).toEqual([
		400,
		{
			data: null,
			errors: [
				{ code: 400, message: expect.stringMatching(/^JSON parse error: /), reference: null },
			],
			warnings: null,
		},
	]);
	expect(untyped.status).toBe(415);
	expect(sandbox.ledger.calls.map(({ status }) => status)).toEqual([404, 400, 415]);
	expect(unknown.headers.get('x-cap-request-id')).toBe(sandbox.ledger.calls[0].requestId);
});

describe('calls in flight', () => {
	const list = () => call(sandbox, 'GET', `${BADGES}/badgeMeta`);

	it('are counted together with their connections', async () => {
		sandbox.faults.set({ latencyMs: 3_600_000 });
		const unanswered = Promise.allSettled([list(), list(), list()]);
		await until(() => sandbox.ledger.calls.length === 3);

		expect(sandbox.ledger.mostInFlight).toBe(3);
		expect(sandbox.ledger.connections).toBe(3);
		expect(sandbox.ledger.calls.map(({ status }) => status)).toEqual(['open', 'open', 'open']);
		await sandbox.close();
		await unanswered;
	});

	it('are not added up when they follow each other', async () => {
		await list();
		await list();
		expect(sandbox.ledger.mostInFlight).toBe(1);

		sandbox.ledger.clear();
		expect([sandbox.ledger.mostInFlight, sandbox.ledger.calls]).toEqual([0, []]);
		await list();
		expect(sandbox.ledger.calls.map(({ sequence }) => sequence)).toEqual([1]);
	});
});
