// One credential whose fields are expressions, so that items use different accounts.
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { byId, useHarness } from './testHarness';

const harness = useHarness();
let other: Sandbox;
beforeAll(async () => {
	other = await startSandbox();
});
beforeEach(() => other.reset());
afterAll(async () => await other?.close());

const FIELDS = {
	customHost: '={{ $json.host }}',
	clientKey: '={{ $json.key }}',
	clientSecret: '={{ $json.secret }}',
	username: '={{ $json.username }}',
	password: '={{ $json.password }}',
};

const sandboxes = () => [harness().sandbox, other];

function itemFor(sandbox: Sandbox, badge: string): IDataObject {
	const { oAuth, basic } = sandbox.accounts;
	const { clientKey, clientSecret } = oAuth as Record<string, string>;
	const { username, password } = basic as Record<string, string>;
	return { badge, host: sandbox.url, key: clientKey, secret: clientSecret, username, password };
}

async function deactivate(
	authentication: 'oAuth' | 'basic',
	items: IDataObject[],
	options: IDataObject = {},
	credential = harness().credential(authentication, FIELDS),
) {
	const ran = await harness().run({
		parameters: {
			resource: 'badge',
			operation: 'deactivate',
			badge: byId('={{ $json.badge }}'),
			options: options as never,
		},
		items,
		onError: 'continueErrorOutput',
		credential,
	});
	return { ...ran, credential };
}

/** Items that use one account and the other in turn. */
const inTurn = (count: number) =>
	Array.from({ length: count }, (_, index) => {
		const sandbox = sandboxes()[index % 2];
		return itemFor(sandbox, sandbox.state.addBadge().id);
	});

describe.each(['oAuth', 'basic'] as const)('with %s', (authentication) => {
	it.each([1, 2, 7, 60])('uses the account of each of %d items', async (count) => {
		const items = inTurn(count);
		const { outputs } = await deactivate(authentication, items);

		expect(outputs[0].map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
			items.map(({ badge }, item) => [{ id: badge, isActive: false }, { item }]),
		);
		for (const [nth, { ledger, state }] of sandboxes().entries()) {
			const own = items.filter((_, index) => index % 2 === nth);
			expect([...state.badges.values()].filter(({ active }) => !active)).toHaveLength(own.length);
			const tokens = ledger.calls.filter(({ path }) => path.startsWith('/v3/oauth'));
			expect(tokens).toHaveLength(authentication === 'oAuth' && own.length > 0 ? 1 : 0);
			const made = ledger.calls.filter(({ path }) => !path.startsWith('/v3/oauth'));
			expect(made).toHaveLength(own.length);
		}
	});

	it('fails only the items of an account that is refused', async () => {
		const items = inTurn(6).map((item, index) =>
			index % 2 === 0 ? item : { ...item, secret: 'wrong-secret', password: 'wrong-secret' },
		);
		const { outputs } = await deactivate(authentication, items);

		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 2, 4].map((item) => ({ item })),
		);
		expect(outputs[1].map(({ pairedItem }) => pairedItem)).toEqual(
			[1, 3, 5].map((item) => ({ item })),
		);
	});

	it('fails only the items with an invalid host', async () => {
		const items = inTurn(4).map((item, index) =>
			index % 2 === 0 ? item : { ...item, host: 'not a host' },
		);
		const { outputs } = await deactivate(authentication, items);

		expect(outputs[0]).toHaveLength(2);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			expect.stringContaining("'Custom Host'"),
			expect.stringContaining("'Custom Host'"),
		]);
	});
});

it('leaves the expressions of the credential unchanged', async () => {
	const credential = harness().credential('oAuth', FIELDS);
	await deactivate('oAuth', inTurn(2), {}, credential);
	await deactivate('oAuth', inTurn(1), {}, credential);
	expect(credential.data).toMatchObject(FIELDS);
});

it('shows the calls of each account in a preview', async () => {
	const items = inTurn(2);
	const { outputs } = await deactivate('basic', items, { dryRun: true });
	expect(outputs[0].map(({ json }) => (json.preview as IDataObject).url)).toEqual(
		sandboxes().map(({ url }) => expect.stringContaining(url)),
	);
});

it('reads a credential without expressions no more often for 500 items than for 50', async () => {
	const readsFor = async (count: number) => {
		const credential = harness().credential('basic');
		const { data } = credential;
		let reads = 0;
		Object.defineProperty(credential, 'data', { get: () => (reads++, data) });
		const badges = Array.from({ length: count }, () => harness().sandbox.state.addBadge().id);
		const items = badges.map((badge) => ({ badge }));
		const { outputs } = await deactivate('basic', items, { concurrency: 50 }, credential);

		expect(outputs[0]).toHaveLength(count);
		return reads;
	};
	const reads = await readsFor(50);

	expect(reads).toBeGreaterThan(0);
	expect(reads).toBeLessThan(30);
	expect(await readsFor(500)).toBe(reads);
});
