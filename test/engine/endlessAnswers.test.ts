import { startBrokenServer } from './harness/brokenServer.js';
import { engineDifferences } from './harness/engineDifferences';
import { useTriggerHarness } from './triggerHarness';
import { authentications, byId, useHarness } from './testHarness';

// Servers that never finish a response, or send too much. n8n's own timeout counts only silence.
const harness = useHarness();
const triggerHarness = useTriggerHarness();
let server: Awaited<ReturnType<typeof startBrokenServer>>;
beforeAll(async () => {
	server = await startBrokenServer();
});
afterAll(async () => await server?.close());
afterEach(() => jest.restoreAllMocks());

const API = '/api_gateway';
const TOKEN = '/oauth/token';
const badge = byId('660b2593c6058f819a45a17a');

/**
 * Runs one call. Only responses that never end need a short Timeout, so the speed of the machine
 * does not matter.
 */
async function run(
	operation: string,
	timeout: number,
	authentication: (typeof authentications)[number] = 'oAuth',
) {
	const { outputs, error } = await harness().run({
		parameters: { resource: 'badge', operation, badge, options: { timeout, maxRetries: 0 } },
		credential: harness().credential(authentication, { customHost: server.url }),
		onError: 'continueErrorOutput',
	});
	expect(error).toBeUndefined();
	return outputs[1].map(({ json }) => json);
}

/** Shortens the timeouts that no option changes. */
function shortenTimeouts() {
	const { timeout } = AbortSignal;
	jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, 300));
}

describe.each(authentications)('the response to a call (%s)', (authentication) => {
	const slow = 'it took longer than the timeout';

	test.each([
		['drips', slow, 1],
		['is silent', slow, 1],
		['floods', 'what it sends is larger than 32 MB', 60],
		['breaks gzip', 'the connection broke off', 60],
		['cuts off', 'the connection broke off', 60],
	] as const)('ends with an error when it %s: %s', async (does, words, timeout) => {
		server.misbehave(does, API);
		const changed = await run('deactivate', timeout, authentication);
		expect(changed).toEqual([
			{
				error: `Could not deactivate badge ${badge.value}: no answer from ${server.url}: ${words}`,
				message: expect.any(String),
			},
		]);
		const [read] = await run('get', timeout, authentication);
		expect(read.message).toMatch(/^Nothing was changed\./);
		await server.isLeftAlone();
	});
});

test('is accepted up to 32 MB', async () => {
	const { state, faults } = harness().sandbox;
	const { id } = state.addBadge();
	const body = JSON.stringify({ data: { id, isActive: false, more: '' } });
	const padded = body.replace('""', `"${'x'.repeat(32 * 1024 * 1024 - body.length)}"`);
	faults.set([{ match: { method: 'PUT' }, fault: { kind: 'status', status: 200, body: padded } }]);
	const { outputs } = await harness().run({
		parameters: { resource: 'badge', operation: 'deactivate', badge: byId(id) },
	});
	expect(outputs[0]).toHaveLength(1);
});

describe('the token request', () => {
	test.each(['drips', 'is silent', 'floods', 'breaks gzip', 'cuts off'] as const)(
		'ends with an error when the response %s, and nothing else is sent',
		async (does) => {
			server.misbehave(does, TOKEN);
			const [{ error, message }] = await run('deactivate', 1);
			expect(error).toMatch(/: (n|N)o (answer from|connection to) http:/);
			expect(message).toMatch(/^Nothing was changed\./);
			expect(server.paths.filter((path) => !path.includes(TOKEN))).toEqual([]);
			await server.isLeftAlone();
		},
	);

	test('takes as long as Timeout allows, also more than 30 seconds', async () => {
		const timeout = jest.spyOn(AbortSignal, 'timeout');
		const { id } = harness().sandbox.state.addBadge();
		await harness().run({
			parameters: {
				...{ resource: 'badge', operation: 'get', badge: byId(id) },
				options: { timeout: 300 },
			},
		});
		expect(timeout.mock.calls).toEqual([[300_000], [300_000]]);
	});
});

test.each(['drips', 'floods', 'breaks gzip'] as const)(
	'ends a list of the editor when a server %s',
	async (does) => {
		server.misbehave(does, API);
		shortenTimeouts();
		const credential = harness().credential('oAuth', { customHost: server.url });
		await expect(harness().list({ method: 'searchBadges', credential })).rejects.toThrow(
			/^No answer from http:/,
		);
	},
);

// n8n 2.0 waits forever for the rest of a broken gzip, and its own code sends the test of a
// credential.
const ends = (['drips', 'breaks gzip'] as const).slice(
	0,
	engineDifferences.errorsKeepTheirCause ? 2 : 1,
);

test.each(ends)('ends the test of a credential when a server %s', async (does) => {
	shortenTimeouts();
	for (const [path, authentication] of [
		[API, 'oAuth'],
		[TOKEN, 'oAuth'],
		[API, 'basic'],
	] as const) {
		server.misbehave(does, path);
		const credential = harness().credential(authentication, { customHost: server.url });
		expect(await harness().testCredential(credential)).toMatchObject({ status: 'Error' });
	}
	await server.isLeftAlone();
});

test.each(['drips', 'floods', 'breaks gzip'] as const)(
	'ends the registration of a webhook when a server %s',
	async (does) => {
		server.misbehave(does, '/v3/webHooks');
		shortenTimeouts();
		const credential = triggerHarness().credential({ customHost: server.url });
		const published = triggerHarness().place({ credential }).publish();
		await expect(published).rejects.toThrow(
			/^Could not register the webhook in Capillary: no answer/,
		);
	},
);
