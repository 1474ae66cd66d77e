import { startSandbox, type Sandbox } from '../../sandbox/server';
import { authentications, byId, useWorkbench } from './workbench';

// What the node is told by something that is not Capillary, or no longer.
const bench = useWorkbench();
const parameters = { resource: 'badge', operation: 'deactivate' };

async function switchOff(options = {}, authentication: (typeof authentications)[number] = 'oAuth') {
	const badge = byId(bench().sandbox.state.addBadge().id);
	return await bench().run({
		parameters: { ...parameters, badge, options: { maxRetries: 0, ...options } },
		credential: bench().credential(authentication),
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
			bench().sandbox.faults.set([
				{ match: { method: 'PUT' }, times: 'always', fault: { kind: 'status', status, headers } },
			]);
			const { outputs } = await switchOff({}, authentication);

			expect(outputs[1]).toHaveLength(1);
			expect(outputs[1][0].json.error).toContain(String(status));
			expect(elsewhere.ledger.calls).toEqual([]);
			expect(bench().changes).toEqual([]);
		},
	);

	it.each(statuses)('of the sign-in (%d) is not followed', async (status) => {
		const headers = { Location: `${elsewhere.url}/v3/oauth/token/generate` };
		bench().sandbox.faults.set([
			{ match: { path: '/oauth/' }, times: 'always', fault: { kind: 'status', status, headers } },
		]);
		const { outputs } = await switchOff();

		expect(outputs[1]).toHaveLength(1);
		expect(elsewhere.ledger.calls).toEqual([]);
		expect(bench().calls).toEqual([]);
	});
});

describe('an answer', () => {
	it('that does not come is given up after the timeout', async () => {
		bench().sandbox.faults.set([
			{ match: { method: 'PUT' }, fault: { kind: 'delay', ms: 60_000 } },
		]);
		const { outputs } = await switchOff({ timeout: 1 });

		expect(outputs[1][0].json).toMatchObject({
			error: expect.stringContaining('it took longer than the timeout'),
			message: expect.stringContaining('may have been carried out'),
		});
	});

	const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

	it.each([
		['20 MB long', { data: 'x'.repeat(20_000_000) }],
		['nested 5,000 deep', { data: JSON.parse(nested(5000)) }],
		[
			'with the names of built-in things',
			JSON.parse('{"data":{"__proto__":{"id":1},"constructor":1}}'),
		],
	])('%s confirms nothing, and is no harm', async (_what, body) => {
		bench().sandbox.faults.set([
			{ match: { method: 'PUT' }, fault: { kind: 'status', status: 200, body } },
		]);
		const { outputs } = await switchOff();

		expect(outputs[1]).toHaveLength(1);
		expect(String(outputs[1][0].json.error).length).toBeLessThan(500);
		expect(({} as Record<string, unknown>).id).toBeUndefined();
	});
});
