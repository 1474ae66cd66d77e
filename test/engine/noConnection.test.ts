import { startBrokenServer } from './harness/brokenServer.js';
import { startClosedProxy, withProxy } from './harness/proxy.js';
import { authentications, byId, useHarness } from './testHarness';

// What is between n8n and Capillary: a proxy, or a server without TLS.
const harness = useHarness();
const badge = byId('={{ $json.badge }}');
const items = Array.from({ length: 20 }, (_, row) => ({
	badge: `660b2593c6058f819a45a1${10 + row}`,
}));

async function run(authentication: (typeof authentications)[number], customHost: string) {
	const { outputs } = await harness().run({
		parameters: { resource: 'badge', operation: 'deactivate', badge },
		items,
		credential: harness().credential(authentication, { customHost }),
		onError: 'continueErrorOutput',
	});
	expect(outputs[0]).toEqual([]);
	return outputs[1].map(({ json }) => String(json.error));
}

/** Reserved for documentation, so nothing answers there. */
const HOST = 'https://capillary.example';
/** Nothing listens on this port. */
const MISSING_PROXY = 'http://127.0.0.1:9';

describe.each(authentications)('with %s', (authentication) => {
	test('names the proxy in the error when it cannot be reached', async () => {
		const errors = await withProxy(MISSING_PROXY, async () => await run(authentication, HOST));
		expect(errors).toHaveLength(20);
		for (const error of errors) {
			expect(error).toMatch(
				/o connection to https:\S+: the proxy that n8n is set to use cannot be/,
			);
		}
	});

	test('sends one call to a proxy that demands a password, and names the proxy in the error', async () => {
		const proxy = await startClosedProxy();
		try {
			const errors = await withProxy(proxy.url, async () => await run(authentication, HOST));
			expect(errors).toHaveLength(20);
			for (const error of errors) expect(error).toMatch(/[Tt]he proxy .* wants a user name and/);
			expect(proxy.refused).toBe(1);
		} finally {
			await proxy.close();
		}
	});

	test('sends one call to a server without TLS', async () => {
		const server = await startBrokenServer();
		try {
			const errors = await run(authentication, server.url.replace('http:', 'https:'));
			expect(errors).toHaveLength(20);
			for (const error of errors) {
				expect(error).toMatch(
					/o connection to https:\S+: there is no TLS \(https\) at this address/,
				);
			}
			expect(server.connectionsMade).toBe(1);
		} finally {
			await server.close();
		}
	});
});
