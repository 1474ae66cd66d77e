import { byId, useWorkbench, type Authentication, type Workbench } from './workbench';
import type { StoredCredential } from './harness/storedCredential';

const bench = useWorkbench();
const parameters = {
	resource: 'badge',
	operation: 'deactivate',
	badge: byId('={{ $json.badge }}'),
};

/** Adds badges that are on, and returns an item for each. */
function badges(at: Workbench, count: number) {
	return Array.from({ length: count }, () => ({ badge: at.sandbox.state.addBadge().id }));
}

async function switchOff(credential: StoredCredential, count: number) {
	const items = badges(bench(), count);
	const ran = await bench().run({ parameters, items, credential });
	const changed = bench().changes.map((change) => 'badgeMetaId' in change && change.badgeMetaId);
	return { ran, items: items.map(({ badge }) => badge), changed: changed.sort() };
}

describe('a token', () => {
	test('is asked for once, however many calls need it, and kept', async () => {
		const credential = bench().credential('oAuth');
		const { ran, items, changed } = await switchOff(credential, 25);

		expect(ran.status).toBe('success');
		expect(changed).toEqual(items);
		expect(bench().tokenCalls).toHaveLength(1);
		expect(bench().calls.map(({ status }) => status)).toEqual(items.map(() => 200));
		expect(credential.saves).toBe(1);
		expect(credential.data.accessToken).toMatch(/^sandbox-token/);
	});

	test('that is kept serves the next run', async () => {
		const credential = bench().credential('oAuth');
		await switchOff(credential, 1);
		bench().sandbox.ledger.clear();
		const { ran } = await switchOff(credential, 5);

		expect(ran.status).toBe('success');
		expect(bench().tokenCalls).toEqual([]);
		expect(credential.saves).toBe(1);
	});

	test('that died between two runs costs one new one, found out by the first call alone', async () => {
		const credential = bench().credential('oAuth');
		await switchOff(credential, 1);
		bench().sandbox.ledger.clear();
		bench().sandbox.expireTokens();
		const { ran, items, changed } = await switchOff(credential, 25);

		expect(ran.status).toBe('success');
		expect(changed).toEqual(items);
		expect(bench().tokenCalls).toHaveLength(1);
		expect(credential.saves).toBe(2);
		const [first, ...others] = bench().calls.map(({ status }) => status);
		expect(first).toBe(401);
		expect(others).toEqual(items.map(() => 200));
	});

	test('that dies in the middle of a run costs one new one and loses nothing', async () => {
		bench().sandbox.faults.set({
			latencyMs: 5,
			rules: [{ match: { method: 'PUT' }, skip: 12, fault: { kind: 'expireTokens' } }],
		});
		const credential = bench().credential('oAuth');
		const { ran, items, changed } = await switchOff(credential, 40);

		expect(ran.status).toBe('success');
		expect(ran.rows[0]).toEqual(items.map((_, row) => row));
		expect(changed).toEqual(items);
		expect(bench().tokenCalls).toHaveLength(2);
		expect(bench().calls.some(({ status }) => status === 401)).toBe(true);
	});

	test('that died does not blur what Capillary answers to the call that finds it out', async () => {
		const credential = bench().credential('oAuth');
		await switchOff(credential, 1);
		bench().sandbox.expireTokens();
		const unknown = '000000000000000000000000';
		const { error } = await bench().run({
			parameters: { ...parameters, badge: byId(unknown) },
			credential,
		});

		expect(error?.message).toBe(
			`Could not deactivate badge ${unknown}: Capillary knows no badge with this ID (404)`,
		);
		expect(error?.description).toMatch(/Capillary request ID: \w+\.$/);
	});

	test('that is refused right after it was given is not asked for on and on', async () => {
		bench().sandbox.faults.set([
			{ match: { method: 'PUT' }, times: 'always', fault: { kind: 'status', status: 401 } },
		]);
		const { ran } = await switchOff(bench().credential('oAuth'), 10);

		expect(ran.error?.message).toMatch(/: Capillary did not accept the credential \(401\)$/);
		expect(bench().tokenCalls.length).toBeLessThanOrEqual(2);
		expect(bench().calls.length).toBeLessThanOrEqual(3);
	});
});

describe('a credential that Capillary does not accept', () => {
	interface BadCredential {
		authentication: Authentication;
		fields(at: Workbench): Record<string, string>;
		/** How many calls it takes to find out, for a token and for anything else. */
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
		'an API client without the right to badges': {
			authentication: 'oAuth',
			fields: ({ sandbox }) => sandbox.accounts.withoutAccess.oAuth,
			calls: [1, 1],
			error: /: the account may not do this \(4000\)$/,
		},
		'a till without the right to badges': {
			authentication: 'basic',
			fields: ({ sandbox }) => sandbox.accounts.withoutAccess.basic,
			calls: [0, 1],
			error: /: the account may not do this \(4000\)$/,
		},
	};

	describe.each(Object.entries(bad))('%s', (_name, { authentication, fields, calls, error }) => {
		test('stops the workflow with one clear error', async () => {
			const credential = bench().credential(authentication, fields(bench()));
			const { ran } = await switchOff(credential, 30);

			expect(ran.error?.message).toMatch(error);
			expect([bench().tokenCalls.length, bench().calls.length]).toEqual(calls);
		});

		test('fails every item, without a call for each', async () => {
			const credential = bench().credential(authentication, fields(bench()));
			const items = badges(bench(), 30);
			const { outputs, rows } = await bench().run({
				parameters,
				items,
				credential,
				onError: 'continueErrorOutput',
			});

			expect(outputs[0]).toEqual([]);
			expect(rows[1]).toEqual(items.map((_, row) => row));
			for (const { json } of outputs[1]) expect(json.error).toMatch(error);
			expect([bench().tokenCalls.length, bench().calls.length]).toEqual(calls);
		});
	});
});
