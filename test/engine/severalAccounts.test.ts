// One credential whose fields hold expressions, so that items act for different accounts.
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { byId, useWorkbench } from './workbench';

const bench = useWorkbench();
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

const sandboxes = () => [bench().sandbox, other];

function itemFor(sandbox: Sandbox, badge: string): IDataObject {
	const { oAuth, basic } = sandbox.accounts;
	const { clientKey, clientSecret } = oAuth as Record<string, string>;
	const { username, password } = basic as Record<string, string>;
	return { badge, host: sandbox.url, key: clientKey, secret: clientSecret, username, password };
}

async function switchOff(
	authentication: 'oAuth' | 'basic',
	items: IDataObject[],
	options: IDataObject = {},
	credential = bench().credential(authentication, FIELDS),
) {
	const ran = await bench().run({
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

/** Items that go to one account and the other by turns. */
const byTurns = (count: number) =>
	Array.from({ length: count }, (_, index) => {
		const sandbox = sandboxes()[index % 2];
		return itemFor(sandbox, sandbox.state.addBadge().id);
	});

describe.each(['oAuth', 'basic'] as const)('with %s', (authentication) => {
	it.each([1, 2, 7, 60])('%d items act for their own accounts', async (count) => {
		const items = byTurns(count);
		const { outputs } = await switchOff(authentication, items);

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

	it('an account that is refused fails its own items alone', async () => {
		const items = byTurns(6).map((item, index) =>
			index % 2 === 0 ? item : { ...item, secret: 'wrong-secret', password: 'wrong-secret' },
		);
		const { outputs } = await switchOff(authentication, items);

		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 2, 4].map((item) => ({ item })),
		);
		expect(outputs[1].map(({ pairedItem }) => pairedItem)).toEqual(
			[1, 3, 5].map((item) => ({ item })),
		);
	});

	it('a host that cannot be used fails its own items alone', async () => {
		const items = byTurns(4).map((item, index) =>
			index % 2 === 0 ? item : { ...item, host: 'not a host' },
		);
		const { outputs } = await switchOff(authentication, items);

		expect(outputs[0]).toHaveLength(2);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			expect.stringContaining("'Custom Host'"),
			expect.stringContaining("'Custom Host'"),
		]);
	});
});

it('the expressions of the credential are still there afterwards', async () => {
	const credential = bench().credential('oAuth', FIELDS);
	await switchOff('oAuth', byTurns(2), {}, credential);
	await switchOff('oAuth', byTurns(1), {}, credential);
	expect(credential.data).toMatchObject(FIELDS);
});

it('a preview shows each account its own calls', async () => {
	const items = byTurns(2);
	const { outputs } = await switchOff('basic', items, { dryRun: true });
	expect(outputs[0].map(({ json }) => (json.preview as IDataObject).url)).toEqual(
		sandboxes().map(({ url }) => expect.stringContaining(url)),
	);
});

it('a credential without expressions is read no more than 22 times, however many items there are', async () => {
	const { id } = bench().sandbox.state.addBadge();
	const items = Array.from({ length: 500 }, () => ({ badge: id }));
	const { outputs } = await switchOff('basic', items, {}, bench().credential('basic'));
	expect(outputs[0]).toHaveLength(500);
	expect(bench().calls).toHaveLength(1);
});
