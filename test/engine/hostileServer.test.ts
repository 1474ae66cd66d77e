import { createHash } from 'node:crypto';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { authentications, byId, useHarness } from './testHarness';

// Responses of servers that are not, or no longer, Capillary.
const harness = useHarness();
const parameters = { resource: 'badge', operation: 'deactivate' };
const ID = '653df084b3cda7078c7c68f1';

async function deactivate(
	options = {},
	authentication: (typeof authentications)[number] = 'oAuth',
) {
	const badge = byId(harness().sandbox.state.addBadge().id);
	return await harness().run({
		parameters: { ...parameters, badge, options: { maxRetries: 0, ...options } },
		credential: harness().credential(authentication),
		onError: 'continueErrorOutput',
	});
}

describe('a redirect', () => {
	let elsewhere: Sandbox;
	beforeAll(async () => {
		elsewhere = await startSandbox();
	});
	afterAll(async () => await elsewhere?.close());

	const statuses = [301, 302, 303, 307, 308];
	const cases = authentications.flatMap((authentication) =>
		statuses.map((status) => ({ authentication, status })),
	);

	it.each(cases)(
		'of a call ($status, $authentication) is not followed',
		async ({ authentication, status }) => {
			const headers = { Location: `${elsewhere.url}/api_gateway/v1/badges` };
			harness().sandbox.faults.set([
				{ match: { method: 'PUT' }, times: 'always', fault: { kind: 'status', status, headers } },
			]);
			const { outputs } = await deactivate({}, authentication);

			expect(outputs[1]).toHaveLength(1);
			expect(outputs[1][0].json.error).toContain(String(status));
			expect(elsewhere.ledger.calls).toEqual([]);
			expect(harness().changes).toEqual([]);
		},
	);

	it.each(statuses)('of the sign-in (%d) is not followed', async (status) => {
		const headers = { Location: `${elsewhere.url}/v3/oauth/token/generate` };
		harness().sandbox.faults.set([
			{ match: { path: '/oauth/' }, times: 'always', fault: { kind: 'status', status, headers } },
		]);
		const { outputs } = await deactivate();

		expect(outputs[1]).toHaveLength(1);
		expect(elsewhere.ledger.calls).toEqual([]);
		expect(harness().calls).toEqual([]);
	});
});

describe('a response', () => {
	it('fails the item when it does not come before the timeout', async () => {
		harness().sandbox.faults.set([
			{ match: { method: 'PUT' }, fault: { kind: 'delay', ms: 60_000 } },
		]);
		const { outputs } = await deactivate({ timeout: 1 });

		expect(outputs[1][0].json).toMatchObject({
			error: expect.stringContaining('it took longer than the timeout'),
			// The node reads the badge afterwards, and it is still active.
			message: expect.stringContaining('Nothing was changed.'),
		});
	});

	const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

	it.each([
		['20 MB long', { data: 'x'.repeat(20_000_000) }],
		['nested 5,000 deep', { data: JSON.parse(nested(5000)) }],
		[
			'with the names of built-in properties',
			JSON.parse('{"data":{"__proto__":{"id":1},"constructor":1}}'),
		],
	])('%s confirms nothing and does no harm', async (_what, body) => {
		harness().sandbox.faults.set([
			{ match: { method: 'PUT' }, fault: { kind: 'status', status: 200, body } },
		]);
		const { outputs } = await deactivate();

		expect(outputs[1]).toHaveLength(1);
		expect(String(outputs[1][0].json.error).length).toBeLessThan(500);
		expect(({} as Record<string, unknown>).id).toBeUndefined();
	});
});

describe('a secret that the server sends back', () => {
	const md5 = createHash('md5').update('sandbox-password').digest('hex');
	const base64 = (text: string) => Buffer.from(text).toString('base64');
	const secrets = {
		oAuth: ['sandbox-key', 'sandbox-secret', 'token-of-the-account', base64('sandbox-secret')],
		basic: ['sandbox-password', md5, md5.toUpperCase(), base64(`sandbox-till:${md5}`)],
	};
	const cases = authentications.flatMap((authentication) =>
		secrets[authentication].map((secret) => ({ authentication, secret })),
	);
	const get = async (authentication: (typeof authentications)[number]) =>
		await harness().run({
			parameters: { resource: 'badge', operation: 'get', badge: byId(ID), simplify: false },
			credential: harness().credential(authentication, { accessToken: 'token-of-the-account' }),
			onError: 'continueErrorOutput',
		});
	const answering = (status: number, secret: string, body: object) =>
		harness().sandbox.faults.set([
			{
				times: 'always',
				fault: { kind: 'status', status, body, headers: { 'X-CAP-REQUEST-ID': secret } },
			},
		]);

	it.each(cases)('is removed from errors ($authentication, $secret)', async (one) => {
		const { authentication, secret } = one;
		const message = `Not allowed: ${secret}!`;
		const error = { code: 4711, message, reference: secret };
		answering(400, secret, { data: null, errors: [error, error], warnings: [error] });
		const { outputs } = await get(authentication);

		expect(outputs[1][0].json.error).toContain('Not allowed: ***!');
		expect(JSON.stringify(outputs)).not.toContain(secret);
	});

	it.each(cases)('is removed from the output ($authentication, $secret)', async (one) => {
		const { authentication, secret } = one;
		const data = { id: ID, name: secret, nested: [{ [secret]: `a ${secret}` }] };
		answering(200, secret, { data, errors: [], warnings: [{ code: 1, message: secret }] });
		const { outputs } = await get(authentication);

		expect(outputs[0][0].json).toMatchObject({ id: ID, name: '***' });
		expect(JSON.stringify(outputs)).not.toContain(secret);
	});
});

it('removes markup, control characters and overlong text of a server from messages', async () => {
	const message = `<a href="https://phish.example.com">Sign in</a>\u202e\u0007${'x'.repeat(50_000)}`;
	harness().sandbox.faults.set([
		{
			match: { method: 'PUT' },
			fault: { kind: 'status', status: 400, body: { errors: [{ code: 4711, message }] } },
		},
	]);
	const { outputs } = await deactivate();
	const { error } = outputs[1][0].json;

	expect(error).toMatch(/‹a href=.*Sign in.* more characters\)' \(4711\)$/);
	expect(error).not.toMatch(/[<>\p{Cc}\p{Cf}]/u);
	expect(String(error).length).toBeLessThan(500);
});

it("removes markup in a row's own value from messages", async () => {
	const { outputs } = await harness().run({
		parameters: {
			...{ resource: 'customer', operation: 'lookup', customerIdentifier: 'email' },
			customer: '={{ $json.customer }}',
		},
		items: [{ customer: '<a href="https://phish.example.com">x</a>' }],
		onError: 'continueErrorOutput',
	});

	expect(outputs[1][0].json.error).toContain("address: '‹a href=");
	expect(outputs[1][0].json.error).not.toMatch(/[<>]/);
});
