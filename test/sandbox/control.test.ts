import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call, send, signIn } from './client';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const control = (method: string, path: string, body?: unknown) =>
	send(sandbox, method, `/sandbox/${path}`, { body });

it('shows what it is and what to enter in n8n', async () => {
	const { status, text, headers } = await send(sandbox, 'GET', '/');

	expect(status).toBe(200);
	expect(headers.get('content-type')).toContain('text/html');
	expect(text).toContain('a sandbox for trying and testing, not Capillary; nothing here is real');
	expect(text).toContain('choose the region <b>Other (Enter a Host)</b>');
	const { oAuth, basic } = sandbox.accounts;
	for (const value of [sandbox.url, ...Object.values(oAuth), ...Object.values(basic)]) {
		expect(text).toContain(`<code>${value}</code>`);
	}
});

it('refuses to start when the host is not loopback', async () => {
	await expect(startSandbox({ host: '0.0.0.0' })).rejects.toThrow('127.0.0.1 only');
	expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
});

it('adds data and shows them', async () => {
	const added = await control('POST', 'state', {
		badges: [{ id: 'b1', name: 'One', earnType: 'ISSUE_EARN' }],
		groups: [{ id: 'g1', name: 'Group' }],
		customFields: [{ id: 'f1', name: 'Field', dataType: 'INTEGER' }],
		customers: [{ id: 5, email: 'five@example.com' }],
		claims: [{ badgeMetaId: 'b1', ownerType: 'Loyalty', referenceId: '9' }],
		enrolments: [{ badgeMetaId: 'b1', customerId: 5, id: 'i1' }],
		earned: [
			{ badgeMetaId: 'b1', customerId: 5, id: 'e1' },
			{ badgeMetaId: 'b1', customerId: 5, id: 'e2', revokedOn: 1 },
		],
	});
	const { json } = await control('GET', 'state');

	expect(added.json).toMatchObject({
		badges: ['b1'],
		groups: ['g1'],
		customFields: ['f1'],
		enrolments: ['i1'],
		earned: ['e1', 'e2'],
	});
	expect(json.counts).toEqual({
		badges: 1,
		groups: 1,
		customFields: 1,
		customers: 1,
		earned: 2,
		activeEarned: 1,
		enrolments: 1,
		activeEnrolments: 1,
	});
	expect(json.badges).toEqual([
		{
			id: 'b1',
			name: 'One',
			earnType: 'ISSUE_EARN',
			status: 'LIVE',
			active: true,
			claims: [{ ownerType: 'Loyalty', referenceId: '9', isActive: true }],
			activeEarned: 1,
			activeEnrolments: 1,
		},
	]);
	expect(json.groups).toMatchObject([{ id: 'g1', name: 'Group', rank: 1, isActive: true }]);
	expect(json.customFields).toMatchObject([{ id: 'f1', name: 'Field', dataType: 'INTEGER' }]);
	expect(json.customers).toMatchObject([
		{
			id: '5',
			email: 'five@example.com',
			earned: [
				{ earnedBadgeId: 'e1', badgeMetaId: 'b1', status: 'ACTIVE' },
				{ earnedBadgeId: 'e2', status: 'REVOKED' },
			],
			enrolments: [{ issuedId: 'i1', badgeMetaId: 'b1', status: 'ACTIVE' }],
		},
	]);
});

it('shows and clears the ledger, without the control calls', async () => {
	await signIn(sandbox);

	const { json } = await control('GET', 'ledger');
	expect(json).toMatchObject({
		calls: [{ path: '/v3/oauth/token/generate' }],
		changes: [{ change: 'tokenIssued' }],
		mostInFlight: 1,
	});

	await control('DELETE', 'ledger');
	expect((await control('GET', 'ledger')).json.calls).toEqual([]);
});

it('sets, shows and clears faults', async () => {
	const rule = { fault: { kind: 'status', status: 503 } };
	const rateLimit = { calls: 9, windowMs: 1_000, retryAfter: 'none' };

	expect((await control('PUT', 'faults', [rule])).json.rules).toMatchObject([rule]);
	expect((await signIn(sandbox)).status).toBe(503);
	await control('PUT', 'faults', { latencyMs: 1, rateLimit, variants: { ids: 'string' } });
	expect((await control('GET', 'faults')).json).toMatchObject({
		rules: [],
		latencyMs: 1,
		rateLimit,
		variants: { ids: 'string' },
	});

	await control('DELETE', 'faults');
	expect((await control('GET', 'faults')).json).toMatchObject({ latencyMs: 0, rateLimit: null });
});

it.each([
	['faults', 'PUT', { latencyMs: '50' }, 'body.latencyMs must be number'],
	['faults', 'PUT', { latencyMs: -1 }, 'body.latencyMs must be >= 0'],
	['faults', 'PUT', { clockSkewMs: null }, 'body.clockSkewMs must be number'],
	['faults', 'PUT', { latency: 50 }, 'additional properties: latency. Allowed: rules, latencyMs'],
	['faults', 'PUT', { variants: { color: 'red' } }, 'properties: color. Allowed: ids, emptyLists'],
	['faults', 'PUT', { variants: { ids: 'roman' } }, 'values: asDocumented, string, number'],
	['faults', 'PUT', { rateLimit: { calls: -1, windowMs: 1, retryAfter: 'none' } }, 'calls must be'],
	['faults', 'PUT', { rateLimit: { calls: 1, windowMs: 0, retryAfter: 'none' } }, 'windowMs must'],
	['faults', 'PUT', { rateLimit: { calls: 1, windowMs: 1, retryAfter: 'soon' } }, 'none, seconds'],
	['faults', 'PUT', [{ fault: { kind: 'explode' } }], 'body.0.fault.kind must be equal to one of'],
	['faults', 'PUT', [{ fault: { kind: 'status' } }], "must have required property 'status'"],
	['faults', 'PUT', [{ fault: { kind: 'delay', ms: '5' } }], 'body.0.fault.ms must be number'],
	['faults', 'PUT', [{ fault: { kind: 'omitCustomer' } }], "required property 'customerId'"],
	['faults', 'PUT', [{ fault: { kind: 'cut', after: 9 } }], 'properties: after. Allowed: kind'],
	['faults', 'PUT', [{}], "body.0 must have required property 'fault'"],
	['faults', 'PUT', [{ match: { pth: '/x' }, fault: { kind: 'cut' } }], 'Allowed: method, path'],
	['faults', 'PUT', [{ times: 'often', fault: { kind: 'cut' } }], 'body.0.times must match'],
	['faults', 'PUT', 7, 'body must be'],
	['state', 'POST', { customer: [{}] }, 'properties: customer. Allowed: badges, groups'],
	['state', 'POST', { customers: [{ mail: 'a@example.com' }] }, 'properties: mail. Allowed: id'],
	['state', 'POST', { badges: {} }, 'body.badges must be array'],
	['state', 'POST', { earned: [{ badgeMetaId: '1' }] }, "required property 'customerId'"],
	['state', 'POST', { claims: [{ badgeMetaId: 'nonesuch' }] }, 'There is no badge nonesuch'],
	['state', 'POST', '{"broken', 'The body is not JSON'],
	['reset', 'POST', { seed: 'full' }, 'body.seed must be equal to one of the allowed values: demo'],
	['reset?seed=empty', 'POST', undefined, 'query must NOT have additional properties: seed'],
	['expire-tokens', 'POST', { soon: true }, 'body must NOT have additional properties: soon'],
])('refuses %s %s with %j and says what is allowed', async (path, method, body, words) => {
	const before = [sandbox.faults.current, sandbox.state.customers.size];

	const { status, json } = await control(method, path, body);

	expect(status).toBe(400);
	expect(json.error).toContain(words);
	expect([sandbox.faults.current, sandbox.state.customers.size]).toEqual(before);
});

it('changes nothing when one of several settings is refused', async () => {
	const { status } = await control('PUT', 'faults', { latencyMs: 7, clockSkewMs: 'soon' });

	expect(status).toBe(400);
	expect(sandbox.faults.latencyMs).toBe(0);
});

it('makes every token invalid when asked to', async () => {
	const headers = { 'X-CAP-API-OAUTH-TOKEN': (await signIn(sandbox)).json.data.accessToken };

	await control('POST', 'expire-tokens');

	expect((await send(sandbox, 'GET', `${BADGES}/badgeMeta`, { headers })).status).toBe(401);
});

it('restores the start, or other data when a seed is named', async () => {
	sandbox.state.addBadge();
	sandbox.faults.set({ latencyMs: 1 });
	await call(sandbox, 'GET', `${BADGES}/badgeMeta`);

	await control('POST', 'reset');
	expect(sandbox.state.badges.size).toBe(0);
	expect(sandbox.ledger.calls).toEqual([]);
	expect(sandbox.faults.current.latencyMs).toBe(0);

	await control('POST', 'reset', { seed: 'demo' });
	expect(sandbox.state.badges.size).toBeGreaterThan(0);
	const { json } = await call(sandbox, 'GET', `${BADGES}/badgeMeta`);
	expect(json.data.pagination.total).toBe(sandbox.state.badges.size);
});

it('answers a revocation when there are fifty thousand customers', async () => {
	const { id: badgeMetaId } = sandbox.state.addBadge({ earnType: 'ISSUE_EARN' });
	for (let customerId = 1; customerId <= 50_000; customerId++) {
		sandbox.state.addCustomer({ id: customerId });
		sandbox.state.addEnrolment({ badgeMetaId, customerId });
	}

	const { json } = await call(sandbox, 'POST', `${BADGES}/badgeMeta/customer/revokeIssue`, {
		badgeMetaId,
		customers: [1, 50_000],
	});

	expect(json.data.revokedIssuedBadges).toMatchObject([{ customerId: 1 }, { customerId: 50000 }]);
	expect((await control('GET', 'state')).json.counts).toMatchObject({
		enrolments: 50_000,
		activeEnrolments: 49_998,
	});
});
