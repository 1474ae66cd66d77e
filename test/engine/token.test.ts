import { byId, useHarness, type Authentication, type TestHarness } from './testHarness';
import type { StoredCredential } from './harness/storedCredential';

const harness = useHarness();
const parameters = {
	resource: 'badge',
	operation: 'deactivate',
	badge: byId('={{ $json.badge }}'),
};

/** Adds active badges and returns an item for each. */
function badges(at: TestHarness, count: number) {
	return Array.from({ length: count }, () => ({ badge: at.sandbox.state.addBadge().id }));
}

async function deactivate(credential: StoredCredential, count: number) {
	const items = badges(harness(), count);
	const ran = await harness().run({ parameters, items, credential });
	const changed = harness().changes.map((change) => 'badgeMetaId' in change && change.badgeMetaId);
	return { ran, items: items.map(({ badge }) => badge), changed: changed.sort() };
}

describe('a token', () => {
	test('is requested once for any number of calls, and saved', async () => {
		const credential = harness().credential('oAuth');
		const { ran, items, changed } = await deactivate(credential, 25);

		expect(ran.status).toBe('success');
		expect(changed).toEqual(items);
		expect(harness().tokenCalls).toHaveLength(1);
		expect(harness().calls.map(({ status }) => status)).toEqual(items.map(() => 200));
		expect(credential.saves).toBe(1);
		expect(credential.data.accessToken).toMatch(/^sandbox-token/);
	});

	test('is used again in the next run', async () => {
		const credential = harness().credential('oAuth');
		await deactivate(credential, 1);
		harness().sandbox.ledger.clear();
		const { ran } = await deactivate(credential, 5);

		expect(ran.status).toBe('success');
		expect(harness().tokenCalls).toEqual([]);
		expect(credential.saves).toBe(1);
	});

	test('is renewed once after it expired between two runs, and only the first call fails', async () => {
		const credential = harness().credential('oAuth');
		await deactivate(credential, 1);
		harness().sandbox.ledger.clear();
		harness().sandbox.expireTokens();
		const { ran, items, changed } = await deactivate(credential, 25);

		expect(ran.status).toBe('success');
		expect(changed).toEqual(items);
		expect(harness().tokenCalls).toHaveLength(1);
		expect(credential.saves).toBe(2);
		const [first, ...others] = harness().calls.map(({ status }) => status);
		expect(first).toBe(401);
		expect(others).toEqual(items.map(() => 200));
	});

	test('is renewed once when it expires during a run, and nothing is lost', async () => {
		harness().sandbox.faults.set({
			latencyMs: 5,
			rules: [{ match: { method: 'PUT' }, skip: 12, fault: { kind: 'expireTokens' } }],
		});
		const credential = harness().credential('oAuth');
		const { ran, items, changed } = await deactivate(credential, 40);

		expect(ran.status).toBe('success');
		expect(ran.rows[0]).toEqual(items.map((_, row) => row));
		expect(changed).toEqual(items);
		expect(harness().tokenCalls).toHaveLength(2);
		expect(harness().calls.some(({ status }) => status === 401)).toBe(true);
	});

	test('that expired does not change the error of the call that notices it', async () => {
		const credential = harness().credential('oAuth');
		await deactivate(credential, 1);
		harness().sandbox.expireTokens();
		const unknown = '000000000000000000000000';
		const { error } = await harness().run({
			parameters: { ...parameters, badge: byId(unknown) },
			credential,
		});

		expect(error?.message).toBe(
			`Could not deactivate badge ${unknown}: there is no badge with this ID in Capillary (404)`,
		);
		expect(error?.description).toMatch(/Capillary request ID: \w+\.$/);
	});

	test('is not requested again and again when Capillary refuses each new one', async () => {
		harness().sandbox.faults.set([
			{ match: { method: 'PUT' }, times: 'always', fault: { kind: 'status', status: 401 } },
		]);
		const { ran } = await deactivate(harness().credential('oAuth'), 10);

		expect(ran.error?.message).toMatch(/: Capillary did not accept the credential \(401\)$/);
		expect(harness().tokenCalls.length).toBeLessThanOrEqual(2);
		expect(harness().calls.length).toBeLessThanOrEqual(3);
	});
});

/** Every form in which Capillary says that a token has expired. */
const forms = (['v2', 'badges', 'v1.1'] as const).flatMap((deadTokenEnvelope) =>
	(['401', '498'] as const).flatMap((deadTokenCode) =>
		(['200', '400', '401', '403', '498'] as const).map((deadTokenStatus) => ({
			...{ deadTokenStatus, deadTokenCode, deadTokenEnvelope },
		})),
	),
);

describe.each(forms)('a token that expires during a run: %j', (variants) => {
	test('is renewed once, and nothing is lost', async () => {
		harness().sandbox.faults.set({
			latencyMs: 2,
			variants,
			rules: [{ match: { method: 'PUT' }, skip: 7, fault: { kind: 'expireTokens' } }],
		});
		const { ran, items, changed } = await deactivate(harness().credential('oAuth'), 20);

		expect(ran.status).toBe('success');
		expect(ran.rows[0]).toEqual(items.map((_, row) => row));
		expect(changed).toEqual(items);
		expect(harness().tokenCalls).toHaveLength(2);
		// No call in flight when the token expires is sent more than twice.
		expect(harness().calls.length).toBeLessThanOrEqual(20 + 10);
	});
});

test('renews a token that expires within a minute before it sends a call', async () => {
	const credential = harness().credential('oAuth');
	harness().sandbox.setTokenTtl(3600);
	await deactivate(credential, 5);
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 3541 * 1000);
	try {
		harness().sandbox.ledger.clear();
		const { ran } = await deactivate(credential, 25);
		expect(ran.status).toBe('success');
	} finally {
		clock.mockRestore();
	}
	expect(harness().tokenCalls).toHaveLength(1);
	expect(harness().calls.map(({ status }) => status)).toEqual(Array(25).fill(200));
});

describe('a token that expires', () => {
	test.each(forms)('between two pages of a list is renewed once: %j', async (variants) => {
		const ids = badges(harness(), 120);
		harness().sandbox.faults.set({
			variants,
			rules: [{ match: { method: 'GET' }, skip: 1, fault: { kind: 'expireTokens' } }],
		});
		const { outputs } = await harness().run({
			parameters: { resource: 'badge', operation: 'getAll', returnAll: true, options: {} },
		});
		expect(outputs[0]).toHaveLength(ids.length);
		expect(harness().tokenCalls).toHaveLength(2);
	});

	test.each(forms)(
		'before a list of the editor is loaded is renewed once: %j',
		async (variants) => {
			badges(harness(), 3);
			const credential = harness().credential('oAuth');
			await harness().list({ method: 'searchBadges', credential });
			harness().sandbox.expireTokens();
			harness().sandbox.faults.set({ variants });
			const { results } = await harness().list({ method: 'searchBadges', credential });
			expect(results).toHaveLength(3);
			expect(harness().tokenCalls).toHaveLength(2);
		},
	);
});

describe('a credential that Capillary refuses', () => {
	interface BadCredential {
		authentication: Authentication;
		fields(at: TestHarness): Record<string, string>;
		/** The number of calls until the run ends: for tokens, and others. */
		calls: [number, number];
		error: RegExp;
	}

	const bad: Record<string, BadCredential> = {
		'a wrong client secret': {
			authentication: 'oAuth',
			fields: () => ({ clientSecret: 'wrong-secret' }),
			calls: [1, 0],
			error: /: Capillary did not accept the client key and client secret\. Check both/,
		},
		'a wrong password': {
			authentication: 'basic',
			fields: () => ({ password: 'wrong-password' }),
			calls: [0, 1],
			error: /: Capillary did not accept the credential \(401\)$/,
		},
		'an API client without access to badges': {
			authentication: 'oAuth',
			fields: ({ sandbox }) => sandbox.accounts.withoutAccess.oAuth,
			calls: [1, 1],
			error: /: the account may not do this \(4000\)$/,
		},
		'a till without access to badges': {
			authentication: 'basic',
			fields: ({ sandbox }) => sandbox.accounts.withoutAccess.basic,
			calls: [0, 1],
			error: /: the account may not do this \(4000\)$/,
		},
	};

	describe.each(Object.entries(bad))('%s', (_name, { authentication, fields, calls, error }) => {
		test('stops the workflow with one clear error', async () => {
			const credential = harness().credential(authentication, fields(harness()));
			const { ran } = await deactivate(credential, 30);

			expect(ran.error?.message).toMatch(error);
			expect([harness().tokenCalls.length, harness().calls.length]).toEqual(calls);
		});

		test('fails every item without a call for each', async () => {
			const credential = harness().credential(authentication, fields(harness()));
			const items = badges(harness(), 30);
			const { outputs, rows } = await harness().run({
				parameters,
				items,
				credential,
				onError: 'continueErrorOutput',
			});

			expect(outputs[0]).toEqual([]);
			expect(rows[1]).toEqual(items.map((_, row) => row));
			for (const { json } of outputs[1]) expect(json.error).toMatch(error);
			expect([harness().tokenCalls.length, harness().calls.length]).toEqual(calls);
		});
	});
});

describe('the token endpoint', () => {
	const tokens = { path: '/oauth/token' };

	test.each([
		'320001 under 200',
		'320001 under 400',
		'320001 under 401',
		'320001 under 403',
	] as const)('refuses key and secret permanently with %s', async (signInRefused) => {
		harness().sandbox.faults.set({ variants: { signInRefused } });
		const { ran } = await deactivate(harness().credential('oAuth', { clientSecret: 'wrong' }), 30);

		expect(ran.error?.message).toMatch(
			/: Capillary did not accept the client key and client secret\./,
		);
		expect(ran.error?.message).not.toMatch(/again/i);
		expect([harness().tokenCalls.length, harness().calls.length]).toEqual([1, 0]);
	});

	test('is called again when it is busy, after the time in Retry-After', async () => {
		const headers = { 'Retry-After': '1' };
		harness().sandbox.faults.set([
			{ match: tokens, fault: { kind: 'status', status: 503, headers } },
			{ match: tokens, fault: { kind: 'status', status: 429, headers } },
		]);
		const { ran } = await deactivate(harness().credential('oAuth'), 10);

		expect(ran.status).toBe('success');
		const [first, second, third] = harness().tokenCalls.map(({ startedAt }) => startedAt);
		expect(harness().tokenCalls).toHaveLength(3);
		expect(second - first).toBeGreaterThanOrEqual(1000);
		expect(third - second).toBeGreaterThanOrEqual(1000);
	});

	test('is called no more often than Max Retries allows', async () => {
		harness().sandbox.faults.set([
			{ match: tokens, times: 'always', fault: { kind: 'status', status: 500 } },
		]);
		const { id } = harness().sandbox.state.addBadge();
		const { error } = await harness().run({
			parameters: { ...parameters, badge: byId(id), options: { maxRetries: 1 } },
		});

		expect(error?.message).toMatch(/: Capillary could not issue a token just now \(HTTP 500/);
		expect(harness().tokenCalls).toHaveLength(2);
		expect(harness().calls).toEqual([]);
	});

	test('is called once when it refuses during a run', async () => {
		const credential = harness().credential('oAuth');
		harness().sandbox.faults.set({
			latencyMs: 5,
			rules: [
				{ match: { method: 'PUT' }, skip: 9, fault: { kind: 'expireTokens' } },
				{
					match: tokens,
					skip: 1,
					times: 'always',
					fault: { kind: 'status', status: 400, body: { errors: [{ code: 320001 }] } },
				},
			],
		});
		const items = badges(harness(), 60);
		const { outputs } = await harness().run({
			parameters,
			items,
			credential,
			onError: 'continueErrorOutput',
		});
		expect(outputs[0].length + outputs[1].length).toBe(60);
		expect(outputs[0].length).toBe(harness().changes.length);
		expect(harness().tokenCalls).toHaveLength(2);
	});
});

describe('a credential that is refused during a run', () => {
	const refused = { kind: 'status', status: 403 } as const;

	test('ends the run on the second page of a list', async () => {
		for (let n = 0; n < 120; n++) harness().sandbox.state.addBadge({ name: `abcdef ${n}` });
		harness().sandbox.faults.set([
			{ match: { method: 'GET' }, skip: 1, times: 'always', fault: refused },
		]);
		const { outputs } = await harness().run({
			parameters: {
				...{ resource: 'badge', operation: 'getAll', returnAll: true },
				filters: { name: '={{ $json.name }}' },
				options: { concurrency: 1 },
			},
			items: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name })),
			onError: 'continueErrorOutput',
		});
		expect(outputs[1].length).toBeGreaterThan(0);
		expect(harness().calls.filter(({ status }) => status === 403)).toHaveLength(1);
	});

	test.each([
		['a gateway', { kind: 'status', status: 403, body: { message: 'Forbidden' } } as const],
		['a firewall', { kind: 'html', status: 403 } as const],
	])('does not end the run when %s refuses one row', async (_who, fault) => {
		harness().sandbox.faults.set([{ match: { method: 'PUT' }, skip: 3, fault }]);
		const items = badges(harness(), 12);
		const { outputs } = await harness().run({ parameters, items, onError: 'continueErrorOutput' });
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[0]).toHaveLength(11);
	});
});
