import type { WebHook } from '../../sandbox/data/model';
import { startSandbox } from '../../sandbox/server';
import { StoredCredential } from './harness/storedCredential';
import { useTriggerHarness, type PlacedTrigger } from './triggerHarness';

const harness = useTriggerHarness();
const url = 'http://127.0.0.1:5678/webhook/webhook-id/webhook';
const badge = '653ddb33b3cda7078c7c68e9';
const secretHeader = 'X-Webhook-Secret';

const chosen = (...ids: string[]) => ({
	badges: { chosen: ids.map((value) => ({ badge: { __rl: true, mode: 'id', value } })) },
});

/** Sets a fault for the next calls to the webhook endpoints. */
function fail(method: string, fault: object, times: number | 'always' = 'always') {
	const match = { method, path: '/v3/webHooks' };
	harness().sandbox.faults.set([{ match, times, fault: fault as { kind: 'empty' } }]);
}

/** Adds a copy of a webhook under another name. */
function addCopy(webHook: WebHook, name: string): WebHook {
	const { webHookId, ...fields } = webHook;
	const added = harness().sandbox.state.addWebHook({ ...fields, name });
	expect(added.webHookId).not.toBe(webHookId);
	return added;
}

function memoryOf(trigger: PlacedTrigger) {
	return (trigger.memory['node:Trigger'] ?? {}) as Record<string, string | undefined>;
}

describe.each(['oAuth', 'basic'] as const)('with %s', (authentication) => {
	test('registers on publishing and deletes on unpublishing', async () => {
		const trigger = harness().place({ credential: harness().credential({}, authentication) });

		expect(await trigger.publish()).toBe('created');
		const [{ webHookId, webHookHeaders, ...webHook }] = harness().webHooks;
		expect(webHook).toMatchObject({
			name: expect.stringMatching(/^n8n-workflow1-[0-9a-f]{12}-[0-9a-f]{8}$/),
			eventNames: ['badgeEarned'],
			webHookUrl: url,
			webHookType: 'HTTP',
			methodType: 'POST',
			maxAllowedConnections: 10,
			customerIdentifiersToBeEnriched: ['Instore'],
		});
		expect(webHookHeaders).toEqual({
			[secretHeader]: expect.stringMatching(/^[0-9a-f]{64}$/),
			'Content-Type': 'application/json',
		});
		expect(memoryOf(trigger)).toMatchObject({ webHookId, secret: webHookHeaders[secretHeader] });

		expect(await trigger.publish('init')).toBe('was there');
		expect(harness().webHooks).toHaveLength(1);

		expect(await trigger.call('delete')).toBe(true);
		expect(harness().webHooks).toEqual([]);
		expect(trigger.warnings).toEqual([]);
	});
});

test('registers for the selected events and identifiers', async () => {
	await harness()
		.place({
			parameters: { events: ['tierUpgraded', 'badgeEarned'], identifiers: ['cardnumbers'] },
		})
		.publish();

	expect(harness().webHooks).toMatchObject([
		{
			eventNames: ['badgeEarned', 'tierUpgraded'],
			customerIdentifiersToBeEnriched: ['Instore', 'cardnumbers'],
		},
	]);
});

test('registers without identifiers when none are selected', async () => {
	await harness()
		.place({ parameters: { identifiers: [] } })
		.publish();

	expect(harness().webHooks).toMatchObject([{ customerIdentifiersToBeEnriched: [] }]);
});

test('uses a new name each time, because a deleted webhook keeps its name', async () => {
	const trigger = harness().place();
	for (let time = 0; time < 3; time++) {
		await trigger.publish();
		await trigger.call('delete');
	}
	await trigger.publish();

	expect(harness().sandbox.state.webHooks.size).toBe(4);
	expect(harness().webHooks).toHaveLength(1);
});

describe('a registration that is outdated', () => {
	let trigger: PlacedTrigger;
	beforeEach(async () => {
		trigger = harness().place();
		await trigger.publish();
	});

	const changes: Array<[string, () => void]> = [
		[
			'other events are selected',
			() => (trigger.options.parameters = { events: ['tierUpgraded'] }),
		],
		['other identifiers are selected', () => (trigger.options.parameters = { identifiers: [] })],
		['it was deleted in Capillary', () => (harness().webHooks[0].active = false)],
		['n8n lost its memory', () => (trigger.memory = {})],
		[
			'there is a second one',
			() => {
				const [first] = harness().webHooks;
				addCopy(first, `${first.name}-again`);
			},
		],
	];

	test.each(changes)('is replaced by exactly one when %s', async (_what, change) => {
		const [{ webHookId: former }] = harness().webHooks;
		change();

		expect(await trigger.publish('init')).toBe('created');
		expect(harness().webHooks).toHaveLength(1);
		expect(harness().webHooks[0].webHookId).not.toBe(former);
		expect(await trigger.publish('init')).toBe('was there');
	});

	test('is deleted on unpublishing although a field is invalid', async () => {
		trigger.options.parameters = { events: '={{ null }}' };

		expect(await trigger.call('delete')).toBe(true);
		expect(harness().webHooks).toEqual([]);
	});

	test('is deleted on unpublishing even without a memory', async () => {
		trigger.memory = {};

		expect(await trigger.call('delete')).toBe(true);
		expect(harness().webHooks).toEqual([]);
	});

	test('leaves the webhooks of others unchanged', async () => {
		const [first] = harness().webHooks;
		const names = ['n8n-workflow10-000000000000-00000000', 'made by hand'];
		const others = names.map((name) => addCopy(first, name));
		trigger.memory = {};
		await trigger.publish();
		await trigger.call('delete');

		expect(harness().webHooks).toEqual(others);
	});
});

describe('a webhook that leads to another n8n is left to that n8n, also when the memory names it', () => {
	const original = 'https://n8n.example.com';
	const copied = 'https://staging.example.com';

	/** A trigger on a copy of the original's database. */
	async function copyOf(place: string) {
		const first = harness().place({ n8n: original });
		await first.publish();
		const copy = harness().place({ n8n: place });
		copy.memory = structuredClone(first.memory);
		return { first, copy, webHook: harness().webHooks[0] };
	}

	test.each(['init', 'activate', 'update', 'leadershipChange'] as const)(
		'registers its own in a copy that is activated by %s',
		async (activation) => {
			const { first, copy, webHook } = await copyOf(copied);

			expect(await copy.publish(activation)).toBe('created');
			expect(harness().webHooks.map(({ webHookUrl }) => new URL(webHookUrl).origin)).toEqual([
				original,
				copied,
			]);
			expect(copy.warnings).toEqual([
				`The webhook of 'Trigger' stays in Capillary: it leads to another address, ${webHook.webHookUrl}. Its name there is '${webHook.name}'. Delete it, unless another n8n uses it.`,
			]);
			expect(await first.publish('init')).toBe('was there');
		},
	);

	test('stays when a copy is unpublished, and the copy later deletes only its own', async () => {
		const { copy, webHook } = await copyOf(copied);
		expect(await copy.call('delete')).toBe(true);
		expect(harness().webHooks).toEqual([webHook]);

		await copy.publish();
		expect(harness().webHooks).toHaveLength(2);
		await copy.call('delete');
		expect(harness().webHooks).toEqual([webHook]);
	});

	test.each(['https://n8n.example.com/copy', 'https://n8n.example.com:8443'])(
		'also stays when the copy is on the same host: %s',
		async (place) => {
			const { copy, webHook } = await copyOf(place);
			await copy.publish();
			await copy.call('delete');

			expect(harness().webHooks).toEqual([webHook]);
		},
	);

	test('stays when somebody changed its address in Capillary', async () => {
		const trigger = harness().place();
		await trigger.publish();
		harness().webHooks[0].webHookUrl = 'https://elsewhere.example.com/events';
		const [webHook] = harness().webHooks;

		expect(await trigger.publish('init')).toBe('created');
		expect(harness().webHooks).toEqual([webHook, expect.objectContaining({ webHookUrl: url })]);
		expect(trigger.warnings).toEqual([expect.stringContaining(`'${webHook.name}'`)]);
	});

	test('is replaced when it leads to another path of this n8n', async () => {
		const trigger = harness().place();
		await trigger.publish();
		harness().webHooks[0].webHookUrl = url.replace('webhook-id', 'former-id');

		expect(await trigger.publish('init')).toBe('created');
		expect(harness().webHooks).toMatchObject([{ webHookUrl: url }]);
	});
});

describe('a credential that is edited', () => {
	test('to another account of the same organization leads to a new secret and one webhook', async () => {
		const trigger = harness().place();
		await trigger.publish();
		const [{ webHookId, webHookHeaders: former }] = harness().webHooks;
		trigger.options.credential = harness().credential({}, 'basic');

		expect(await trigger.publish('update')).toBe('created');
		expect(harness().webHooks).toHaveLength(1);
		expect(harness().webHooks[0].webHookId).not.toBe(webHookId);
		expect(harness().webHooks[0].webHookHeaders[secretHeader]).not.toBe(former[secretHeader]);
		expect(trigger.warnings).toEqual([]);
	});

	test.each(['published anew', 'unpublished first'])(
		'to another host leads to a new secret and a warning that names the former webhook, when %s',
		async (how) => {
			const former = await startSandbox();
			try {
				const trigger = harness().place({
					credential: harness().credential({ customHost: former.url }),
				});
				await trigger.publish();
				const [{ name, webHookHeaders }] = [...former.state.webHooks.values()];
				trigger.options.credential = harness().credential();
				if (how === 'unpublished first') expect(await trigger.call('delete')).toBe(true);

				expect(await trigger.publish()).toBe('created');
				expect(harness().webHooks).toHaveLength(1);
				expect(harness().webHooks[0].webHookHeaders[secretHeader]).not.toBe(
					webHookHeaders[secretHeader],
				);
				expect(trigger.warnings).toEqual([
					`The webhook of 'Trigger' stays in Capillary: it belongs to the account that the credential had before. Its name there is '${name}'. Delete it, unless another n8n uses it.`,
				]);
				expect(await trigger.publish('init')).toBe('was there');
			} finally {
				await former.close();
			}
		},
	);

	test('without another account keeps the secret', async () => {
		const trigger = harness().place();
		await trigger.publish();
		const { secret } = memoryOf(trigger);
		trigger.options.credential = harness().credential({ attributionEntityType: '' });

		expect(await trigger.publish()).toBe('was there');
		expect(memoryOf(trigger).secret).toBe(secret);
	});
});

test('keeps the secret when it registers again', async () => {
	const trigger = harness().place();
	await trigger.publish();
	const { secret } = memoryOf(trigger);
	await trigger.call('delete');
	await trigger.publish();

	expect(memoryOf(trigger).secret).toBe(secret);
	expect(harness().webHooks[0].webHookHeaders[secretHeader]).toBe(secret);
});

test('registers a webhook of its own for a test execution', async () => {
	const live = harness().place();
	await live.publish();
	const inEditor = harness().place({ isTest: true });
	await inEditor.publish('manual');

	const [first, second] = harness().webHooks;
	expect(second.webHookUrl).toBe('http://127.0.0.1:5678/webhook-test/webhook-id/webhook');
	expect(second.webHookHeaders[secretHeader]).not.toBe(first.webHookHeaders[secretHeader]);

	await inEditor.call('delete');
	expect(harness().webHooks).toEqual([first]);
	expect(await live.publish('init')).toBe('was there');
});

describe('when Capillary refuses or fails', () => {
	test('says which permission is missing and how to continue by hand', async () => {
		const { withoutWebHooks } = harness().sandbox.accounts;
		const trigger = harness().place({ credential: harness().credential(withoutWebHooks.oAuth) });

		const error: unknown = await trigger.publish().catch((thrown: unknown) => thrown);

		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message:
				'Could not register the webhook in Capillary: the account may not manage webhooks (4000). ' +
				'Ask your Capillary administrator to give the access group of your API client the right ' +
				'to read and write webhooks; a change takes up to an hour to apply. Or choose ' +
				"'Set Up by Hand' under 'Registration', and add a webhook in Capillary with the header " +
				`X-Webhook-Secret. Capillary request ID: ${harness().calls[0]?.requestId}. ` +
				`The URL of the webhook is ${url}`,
		});
	});

	test.each([
		['a refusal', { kind: 'status', status: 400 }, /went wrong' \(400\)\. If it keeps failing/],
		[
			'a code that means something else for badges',
			{ kind: 'status', status: 400, body: { errors: [{ code: 724, message: 'No' }] } },
			/Capillary says 'No' \(724\)\. If it keeps failing/,
		],
		['a web page', { kind: 'html', status: 200 }, /response is a web page .* again in a minute/],
		["a proxy's page", { kind: 'html', status: 403 }, /web page .*403\)\. Check the region/],
		['an empty response', { kind: 'empty' }, /response is empty .* again in a minute/],
		['no response', { kind: 'dropBefore' }, /no answer from .* again in a minute/],
	])('explains %s', async (_what, fault, words) => {
		fail('POST', fault);

		await expect(harness().place().publish()).rejects.toThrow(words);
		expect(harness().webHooks).toEqual([]);
	});

	test('retries a temporary error', async () => {
		fail('GET', { kind: 'status', status: 503, headers: { 'Retry-After': '0' } }, 2);

		expect(await harness().place().publish()).toBe('created');
		expect(harness().calls.map(({ method, status }) => [method, status])).toEqual([
			['GET', 503],
			['GET', 503],
			['GET', 200],
			['POST', 200],
		]);
	});

	test('registers once after a lost response, because it finds the webhook', async () => {
		const trigger = harness().place();
		fail('POST', { kind: 'dropAfter' }, 1);

		await expect(trigger.publish()).rejects.toThrow(/no answer.*Publish the workflow again/);
		expect(harness().webHooks).toHaveLength(1);

		await trigger.publish();
		expect(harness().webHooks).toHaveLength(1);
		expect(harness().webHooks[0].webHookId).toBe(memoryOf(trigger).webHookId);
	});

	test('unpublishes with a warning when it cannot delete, and deletes next time', async () => {
		const trigger = harness().place();
		await trigger.publish();
		fail('DELETE', { kind: 'status', status: 500 });

		expect(await trigger.call('delete')).toBe(false);
		expect(trigger.warnings).toEqual([expect.stringMatching(/^The webhook of 'Trigger' stays/)]);

		harness().sandbox.faults.clear();
		trigger.options.parameters = { identifiers: [] };
		await trigger.publish();
		expect(harness().webHooks).toHaveLength(1);
	});

	describe('while n8n starts', () => {
		let trigger: PlacedTrigger;
		beforeEach(async () => {
			trigger = harness().place();
			await trigger.publish();
			const headers = { 'Retry-After': '0' };
			fail('GET', { kind: 'status', status: 503, headers });
		});

		test.each(['init', 'leadershipChange'] as const)(
			'trusts its memory: %s',
			async (activation) => {
				expect(await trigger.publish(activation)).toBe('was there');
				expect(trigger.warnings).toHaveLength(1);
			},
		);

		test('fails when somebody publishes the workflow', async () => {
			await expect(trigger.publish('activate')).rejects.toThrow(
				/\(4001\)\. Publish the workflow again/,
			);
		});

		test('fails when Capillary refuses permanently', async () => {
			fail('GET', { kind: 'status', status: 403 });

			await expect(trigger.publish('init')).rejects.toThrow(/may not manage webhooks/);
		});
	});
});

test('does not warn about a webhook after publishing failed', async () => {
	fail('GET', { kind: 'status', status: 500 });
	const trigger = harness().place();
	await expect(trigger.publish()).rejects.toThrow('Could not register');

	// n8n calls it after each failed attempt.
	for (let time = 0; time < 5; time++) expect(await trigger.call('delete')).toBe(false);
	expect(trigger.warnings).toEqual([]);
});

test.each([
	['null', [null]],
	['text, numbers and lists', ['webhook', 7, [], true]],
	['webhooks without fields', [{}, { webHookId: null, name: null, webHookUrl: null }]],
])('accepts a list of webhooks with %s in it', async (_what, data) => {
	const body = { data, errors: null, warnings: null };
	fail('GET', { kind: 'status', status: 200, body });
	const trigger = harness().place();

	expect(await trigger.publish()).toBe('created');
	expect(await trigger.call('delete')).toBe(true);
	expect(harness().webHooks).toHaveLength(1);
});

test('reads a response without data as an account without webhooks', async () => {
	const body = { data: null, errors: null, warnings: null };
	fail('GET', { kind: 'status', status: 200, body });
	const trigger = harness().place({});

	expect(await trigger.publish()).toBe('created');
	expect(harness().webHooks).toHaveLength(1);
});

describe('an address that Capillary cannot deliver to', () => {
	const host = 'eu.api.capillarytech.com';
	const at = (n8n: string) => harness().place({ n8n, credential: harness().credential({ host }) });

	test.each([
		'http://localhost:5678',
		'http://127.0.0.1:5678',
		'https://[::1]:5678',
		'https://0.0.0.0:5678',
		'https://10.1.2.3',
		'https://172.16.0.1',
		'https://192.168.1.20:5678',
		'https://169.254.1.1',
		'https://100.64.0.1',
		'https://2130706433',
		'https://[fd00::1]',
		'https://[fe80::1]',
		'https://[::ffff:10.0.0.1]',
		'https://n8n',
		'https://n8n:5678',
		'https://n8n.local',
		'https://n8n.LOCAL.',
		'https://n8n.internal',
		'not an address',
	])('is refused: %s', async (n8n) => {
		await expect(at(n8n).publish()).rejects.toThrow(
			/^Capillary cannot reach this n8n\. Set .* WEBHOOK_URL .* The address now is /,
		);
		expect(harness().sandbox.ledger.calls).toEqual([]);
	});

	test('is refused when it is plain http, which shows the secret', async () => {
		await expect(at('http://n8n.example.com').publish()).rejects.toThrow(
			/^Capillary would send the secret of the webhook unencrypted.*by https.* WEBHOOK_URL/,
		);
		expect(harness().sandbox.ledger.calls).toEqual([]);
	});

	test.each(['http://n8n.example.com', 'http://192.168.1.20:5678', 'http://n8n:5678'])(
		"is accepted when Capillary's host is this machine: %s",
		async (n8n) => {
			expect(await harness().place({ n8n }).publish()).toBe('created');
		},
	);
});

describe('fields set by expressions', () => {
	test.each([
		['={{ "badgeEarned" }}', ['badgeEarned']],
		['={{ "badgeEarned,customerAdded" }}', ['badgeEarned', 'customerAdded']],
		['={{ [" tierUpgraded ", "badgeEarned", "tierUpgraded"] }}', ['badgeEarned', 'tierUpgraded']],
	])('read Events %s as %j', async (events, eventNames) => {
		await harness().place({ parameters: { events } }).publish();

		expect(harness().webHooks).toMatchObject([{ eventNames }]);
	});

	test.each([
		['={{ "Instore" }}', ['Instore']],
		['={{ "cardnumbers, Instore" }}', ['Instore', 'cardnumbers']],
		['={{ [] }}', []],
	])('read Customer Identifiers %s as %j', async (identifiers, expected) => {
		await harness().place({ parameters: { identifiers } }).publish();

		expect(harness().webHooks).toMatchObject([{ customerIdentifiersToBeEnriched: expected }]);
	});

	test.each([
		[{ events: '={{ null }}' }, "'Events' is empty"],
		[{ events: '={{ undefined }}' }, "'Events' is empty"],
		[{ events: [''] }, "'Events' is empty"],
		[{ events: '={{ "badgeEarned," }}' }, "'Events' is empty"],
		[{ events: ['badgeLost'] }, "'Events' cannot be 'badgeLost'. Use one"],
		[{ events: '={{ 7 }}' }, "'Events' cannot be '7'"],
		[{ events: '={{ [{ a: 1 }] }}' }, "'Events' cannot be a value that is not text"],
		[{ identifiers: '={{ null }}' }, "'Customer Identifiers' is empty"],
		[{ identifiers: [''] }, "'Customer Identifiers' is empty"],
		[{ identifiers: ['instore'] }, "'Customer Identifiers' cannot be 'instore'"],
		[{ registration: '={{ "hand" }}' }, "'Registration' is neither automatic nor byHand"],
	])('are refused before any call: %j', async (parameters, words) => {
		await expect(harness().place({ parameters }).publish()).rejects.toThrow(words);
		expect(harness().sandbox.ledger.calls).toEqual([]);
	});
});

test.each([
	[{ events: '={{ [] }}' }, "'Events' is empty"],
	[chosen(badge, 'no badge'), "'Badges' has 'no badge', which is not a badge ID"],
	[chosen(''), "'Badges' has an entry without a badge"],
	[{ badges: { chosen: [{ badge: null }] } } as never, "'Badges' has an entry without a badge"],
	[{ registration: 'byHand', secret: 'fifteen letters' }, "'Secret' is shorter than 16 characters"],
	[{ registration: 'byHand', secret: 'schlüsselübergabe' }, "'Secret' has letters that a header"],
	[{ registration: 'byHand' }, "'Secret' is shorter than 16 characters"],
])('refuses invalid fields before any call: %j', async (parameters, words) => {
	await expect(harness().place({ parameters }).publish()).rejects.toThrow(words);
	expect(harness().sandbox.ledger.calls).toEqual([]);
});

describe('set up by hand', () => {
	const parameters = { registration: 'byHand', secret: 'sixteen letters!' };

	test('sends no call', async () => {
		const trigger = harness().place({ parameters });

		expect(await trigger.publish()).toBe('was there');
		expect(await trigger.call('delete')).toBe(true);
		expect(harness().sandbox.ledger.calls).toEqual([]);
	});

	test.each([
		['sixteen letters!', undefined],
		['fifteen letters', "'Secret' is shorter than 16 characters"],
		['', "'Secret' is shorter than 16 characters"],
	])('reads the secret of a credential: %j', async (secret, refusal) => {
		const secretCredential = new StoredCredential('capillaryWebhookApi', { secret });
		const trigger = harness().place({ parameters: { registration: 'byHand' }, secretCredential });

		const published = trigger.publish().catch(({ message }: Error) => message);
		expect(await published).toEqual(refusal ? expect.stringContaining(refusal) : 'was there');
	});

	test('deletes the webhook that was registered before the switch', async () => {
		const trigger = harness().place();
		await trigger.publish();
		trigger.options.parameters = parameters;
		await trigger.call('delete');

		expect(harness().webHooks).toEqual([]);
	});
});

test.each(
	(['v2', 'badges', 'v1.1'] as const).flatMap((deadTokenEnvelope) =>
		(['200', '401', '498'] as const).map((deadTokenStatus) => ({
			...{ deadTokenEnvelope, deadTokenStatus, deadTokenCode: '498' as const },
		})),
	),
)('registers once when its token expires: %j', async (variants) => {
	const trigger = harness().place();
	harness().sandbox.faults.set({
		variants,
		rules: [{ match: { method: 'POST', path: '/webHooks' }, fault: { kind: 'expireTokens' } }],
	});
	expect(await trigger.publish()).toBe('created');
	expect(harness().webHooks).toHaveLength(1);
});
