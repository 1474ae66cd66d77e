import type { Fault, FaultRule } from '../../sandbox/faults/faults';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Badge } from '../../sandbox/data/model';
import { BADGES, basicHeader, call, send, signIn, until } from './client';

let time = Date.parse('2026-03-01T12:00:00Z');
let sandbox: Sandbox;
let badge: Badge;

beforeEach(async () => {
	sandbox = await startSandbox({ now: () => time });
	badge = sandbox.state.addBadge({ earnType: 'ISSUE_EARN' });
	for (const id of [1, 2]) {
		sandbox.state.addCustomer({ id });
		sandbox.state.addEnrolment({ badgeMetaId: badge.id, customerId: id });
	}
});
afterEach(() => sandbox.close());

const deactivate = () => call(sandbox, 'PUT', `${BADGES}/badgeMeta/${badge.id}/deactivate`);
const revoke = () =>
	call(sandbox, 'POST', `${BADGES}/badgeMeta/customer/revokeIssue`, {
		badgeMetaId: badge.id,
		customers: [1, 2],
	});
const set = (...faults: Fault[]) => sandbox.faults.set(faults.map((fault) => ({ fault })));
const done = () => sandbox.ledger.changes.length > 0;

describe('each fault', () => {
	it.each<[string, Fault, number, boolean]>([
		['a status and no work', { kind: 'status', status: 503 }, 503, false],
		['a status after the work', { kind: 'statusAfterWork', status: 504 }, 504, true],
		['a web page', { kind: 'html', status: 502 }, 502, false],
		['a web page after the work', { kind: 'html', status: 200, afterWork: true }, 200, true],
		['an empty answer', { kind: 'empty' }, 200, false],
		['an empty answer after the work', { kind: 'empty', afterWork: true }, 200, true],
		['a delay', { kind: 'delay', ms: 1 }, 200, true],
	])('responds with %s', async (_what, fault, status, worked) => {
		set(fault);

		const answer = await deactivate();

		expect([answer.status, done()]).toEqual([status, worked]);
		expect(badge.active).toBe(!worked);
		expect(sandbox.ledger.calls[0]).toMatchObject({ status, faults: [fault.kind] });
		expect(answer.headers.get('x-cap-request-id')).toMatch(/^[\da-f]{32}$/);
	});

	it.each<['dropBefore' | 'dropAfter', boolean]>([
		['dropBefore', false],
		['dropAfter', true],
	])('closes the connection when the fault is %s', async (kind, worked) => {
		set({ kind });

		await expect(deactivate()).rejects.toThrow('fetch failed');

		expect([badge.active, done()]).toEqual([!worked, worked]);
		expect(sandbox.ledger.calls[0]).toMatchObject({ status: 'dropped', faults: [kind] });
	});

	it('closes the connection in the middle of the response when the fault is cut', async () => {
		set({ kind: 'cut' });

		await expect(deactivate()).rejects.toThrow('terminated');

		expect([badge.active, done()]).toEqual([false, true]);
		expect(sandbox.ledger.calls[0]).toMatchObject({ status: 'dropped', faults: ['cut'] });
	});

	it('responds with the body and headers of the fault', async () => {
		const body = { data: null, errors: [{ code: 7, message: 'busy', reference: null }] };
		set({ kind: 'status', status: 429, body, headers: { 'Retry-After': '7' } });

		const { json, headers } = await deactivate();

		expect([json, headers.get('retry-after')]).toEqual([body, '7']);
	});

	it.each([
		[503, 4001],
		[521, 521],
		[429, 429],
		[500, 500],
	])('responds with the message of Capillary when the status is %i', async (status, code) => {
		set({ kind: 'status', status });

		expect((await deactivate()).json.errors[0]).toMatchObject({ status: false, code });
	});

	it('responds with HTML when the fault is html', async () => {
		set({ kind: 'html', status: 502 });

		const { text, headers } = await deactivate();

		expect(headers.get('content-type')).toContain('text/html');
		expect(text).toMatch(/^<!DOCTYPE html>/);
	});

	it('responds with an empty body when the fault is empty', async () => {
		set({ kind: 'empty' });

		expect((await deactivate()).text).toBe('');
	});

	it('leaves a customer out of a batch and does the work', async () => {
		set({ kind: 'omitCustomer', customerId: 2 });

		const { json } = await revoke();

		expect(json.data.revokedIssuedBadges).toMatchObject([{ customerId: 1 }]);
		expect(sandbox.ledger.changes).toHaveLength(2);
	});

	it('names another customer in a batch and does the work', async () => {
		set({ kind: 'wrongCustomer', customerId: '2', as: 77 });

		const { json } = await revoke();

		expect(json.data.revokedIssuedBadges).toMatchObject([{ customerId: 1 }, { customerId: 77 }]);
		expect(sandbox.ledger.changes).toMatchObject([{ customerId: '1' }, { customerId: '2' }]);
	});

	it.each<[Fault, unknown]>([
		[{ kind: 'omitCustomer', customerId: 1 }, null],
		[
			{ kind: 'wrongCustomer', customerId: 1 },
			expect.objectContaining({ customerId: 999999999, isActive: false }),
		],
	])('changes the response about one customer when the fault is %j', async (fault, data) => {
		const earned = sandbox.state.addEarned({ badgeMetaId: badge.id, customerId: 1 });
		set(fault);

		const { json } = await call(sandbox, 'POST', `${BADGES}/customer/revokeEarn`, {
			badgeMetaId: badge.id,
			customerId: 1,
			earnedBadgeId: earned.id,
		});

		expect(json.data).toEqual(data);
		expect(sandbox.ledger.changes).toHaveLength(1);
	});

	it('refuses the token when all tokens expire just before the call', async () => {
		const headers = { 'X-CAP-API-OAUTH-TOKEN': (await signIn(sandbox)).json.data.accessToken };
		const list = () => send(sandbox, 'GET', `${BADGES}/badgeMeta`, { headers });
		sandbox.faults.set([{ skip: 1, fault: { kind: 'expireTokens' } }]);

		const statuses = [(await list()).status, (await list()).status, (await list()).status];

		expect(statuses).toEqual([200, 401, 401]);
	});
});

describe('rules', () => {
	const statuses = async (rules: FaultRule[], calls: number) => {
		sandbox.faults.set(rules);
		const found = [];
		for (let index = 0; index < calls; index++) found.push((await deactivate()).status);
		return found;
	};
	const status = (code: number): Fault => ({ kind: 'status', status: code });

	it.each<[string, FaultRule[], number[]]>([
		['one call unless told', [{ fault: status(503) }], [503, 200, 200]],
		['as often as told', [{ times: 2, fault: status(503) }], [503, 503, 200]],
		['for ever', [{ times: 'always', fault: status(503) }], [503, 503, 503]],
		['after some calls', [{ skip: 2, fault: status(503) }], [200, 200, 503]],
		['one after the other', [{ fault: status(503) }, { fault: status(504) }], [503, 504, 200]],
		['by method', [{ match: { method: 'post' }, fault: status(503) }], [200, 200, 200]],
		['by path', [{ match: { path: '/deactivate' }, fault: status(503) }], [503, 200, 200]],
		['by other path', [{ match: { path: '/activate' }, fault: status(503) }], [200, 200, 200]],
	])('hit %s', async (_what, rules, expected) => {
		expect(await statuses(rules, 3)).toEqual(expected);
	});

	it('combine when only one of them replaces the response', async () => {
		set(
			{ kind: 'delay', ms: 1 },
			{ kind: 'status', status: 503 },
			{ kind: 'omitCustomer', customerId: 1 },
		);

		await deactivate();

		expect(sandbox.ledger.calls[0].faults).toEqual(['delay', 'status', 'omitCustomer']);
	});

	it('are shown until they are used up', async () => {
		const rule: FaultRule = { skip: 0, times: 2, fault: status(503) };
		sandbox.faults.set([rule]);

		await deactivate();
		expect(sandbox.faults.current.rules).toEqual([{ ...rule, times: 1 }]);

		await deactivate();
		expect(sandbox.faults.current.rules).toEqual([]);
	});
});

describe('latency', () => {
	const HOUR = 3_600_000;

	it('ends when the sandbox closes', async () => {
		sandbox.faults.set({ latencyMs: HOUR });
		const failed = expect(deactivate()).rejects.toThrow();
		await until(() => sandbox.ledger.calls.length > 0);

		await sandbox.close();

		await failed;
	});

	it('does the work when the client has left, and marks the call as dropped', async () => {
		sandbox.faults.set({ latencyMs: HOUR });
		const controller = new AbortController();
		const { username, password } = sandbox.accounts.basic;
		const left = fetch(`${sandbox.url}${BADGES}/badgeMeta/${badge.id}/deactivate`, {
			method: 'PUT',
			headers: basicHeader(username, password),
			signal: controller.signal,
		});
		const failed = expect(left).rejects.toThrow('aborted');
		await until(() => sandbox.ledger.calls.length > 0);

		controller.abort();
		await failed;
		await until(() => sandbox.ledger.calls[0].status === 'dropped');
		await sandbox.close();
		await until(() => !badge.active);

		expect(sandbox.ledger.calls[0].status).toBe('dropped');
	});
});

describe('the rate limit', () => {
	const limit = { calls: 2, windowMs: 2_500 };

	it.each([
		['none', null],
		['seconds', '3'],
		['date', 'Sun, 01 Mar 2026 12:00:03 GMT'],
	] as const)('refuses calls until the window ends (%s)', async (retryAfter, header) => {
		time = Date.parse('2026-03-01T12:00:00Z');
		sandbox.faults.set({ rateLimit: { ...limit, retryAfter } });

		const [first, second, third] = [await deactivate(), await deactivate(), await deactivate()];
		time += 2_499;
		const fourth = await deactivate();
		time += 1;
		const fifth = await deactivate();

		const statuses = [first, second, third, fourth, fifth].map(({ status }) => status);
		expect(statuses).toEqual([200, 200, 429, 429, 200]);
		expect(third.headers.get('retry-after')).toBe(header);
		expect(third.json.errors).toEqual([
			{ status: false, code: 429, message: 'Rate limit exceeded' },
		]);
		expect(sandbox.ledger.calls[2]).toMatchObject({ faults: ['rateLimit'], changes: [] });
	});

	it('does not count sign-in, and uses up no rule when a call is refused', async () => {
		sandbox.faults.set({
			rateLimit: { calls: 0, windowMs: 1_000, retryAfter: 'none' },
			rules: [{ match: { method: 'PUT' }, fault: { kind: 'status', status: 503 } }],
		});

		expect((await signIn(sandbox)).status).toBe(200);
		expect((await deactivate()).status).toBe(429);
		sandbox.faults.set({ rateLimit: null });
		expect((await deactivate()).status).toBe(503);
	});
});

it('clears all faults, and restores those of the start when it is reset', async () => {
	const started = await startSandbox({
		latencyMs: 1,
		faults: [{ fault: { kind: 'empty' } }],
		variants: { ids: 'string' },
		rateLimit: { calls: 5, windowMs: 60_000, retryAfter: 'none' },
	});
	const atFirst = started.faults.current;

	started.faults.clear();
	expect(started.faults.current).toMatchObject({ rules: [], latencyMs: 0, rateLimit: null });
	expect(started.faults.current.variants.ids).toBe('asDocumented');

	started.reset();
	expect(started.faults.current).toEqual(atFirst);
	await started.close();
});
