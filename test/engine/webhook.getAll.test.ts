import type { Variants } from '../../sandbox/faults/variants';
import { authentications, useHarness } from './testHarness';

const harness = useHarness();
const parameters = { resource: 'webhook', operation: 'getAll' };
const path = '/v3/webHooks';
const headers = {
	'X-Webhook-Secret': 'a secret that nobody may read',
	Authorization: 'Basic secret',
};

/** Adds a webhook to the sandbox and returns the output for it. */
function webhook(webHookUrl: string, { active = true, isThisN8n = false } = {}) {
	const { webHookId, name, eventNames } = harness().sandbox.state.addWebHook({
		...{ name: `Webhook to ${webHookUrl}`, webHookUrl, active },
		...{ eventNames: ['badgeEarned', 'tierUpgraded'], webHookHeaders: headers },
		...{ webHookType: 'HTTP', methodType: 'POST', maxAllowedConnections: 10, slaInSeconds: 30 },
		customerIdentifiersToBeEnriched: [],
	});
	return { webHookId, name, webHookUrl, eventNames, active, isThisN8n };
}

/** Makes the sandbox respond with this data instead of the list. */
function answerWith(data: unknown) {
	const body = { data, errors: null, warnings: null };
	harness().sandbox.faults.set([{ match: { path }, fault: { kind: 'status', status: 200, body } }]);
}

const allWebhooks = () => [
	webhook('http://127.0.0.1:5678/webhook/id/webhook', { isThisN8n: true }),
	webhook('http://127.0.0.1:5678/webhook-test/id/webhook', { isThisN8n: true, active: false }),
	webhook('http://127.0.0.1:56789/webhook/id/webhook'),
	webhook('https://127.0.0.1:5678/webhook/id/webhook'),
	webhook('https://n8n.example.com/webhook/id/webhook'),
];

describe('webhook get many', () => {
	test.each(authentications)('outputs all webhooks without their headers (%s)', async (by) => {
		const expected = allWebhooks();
		const { status, outputs } = await harness().run({
			...{ parameters, credential: harness().credential(by) },
			items: [{}, {}],
		});

		expect(status).toBe('success');
		expect(outputs[0]).toEqual(
			[0, 1].flatMap((item) => expected.map((json) => ({ json, pairedItem: { item } }))),
		);
		expect(JSON.stringify(outputs)).not.toMatch(/secret/i);
		// Items that ask for the same share the call.
		expect(harness().calls).toMatchObject([{ method: 'GET', path, query: {} }]);
	});

	test.each([{ activeFlag: 'isActive' }, { emptyLists: 'null' }] as Array<Partial<Variants>>)(
		'accepts responses with %j',
		async (variants) => {
			harness().sandbox.faults.set({ variants });
			const expected = allWebhooks();
			const { outputs } = await harness().run({ parameters });

			expect(outputs[0].map(({ json }) => json)).toEqual(expected);
		},
	);

	test.each([
		['no webhooks', [], []],
		['no data', null, []],
		['null in the list', [null, 7, 'webhook', [null]], []],
		[
			'an entry without fields',
			[{}],
			[
				{
					...{ webHookId: null, name: null, webHookUrl: null, eventNames: [] },
					...{ active: true, isThisN8n: false },
				},
			],
		],
		[
			'an ID that is a number',
			[{ webHookId: 7, name: 'Seven', webHookUrl: 'http://127.0.0.1:5678/x', active: false }],
			[
				{
					...{ webHookId: '7', name: 'Seven', webHookUrl: 'http://127.0.0.1:5678/x' },
					...{ eventNames: [], active: false, isThisN8n: true },
				},
			],
		],
	])('accepts %s', async (_what, data, expected) => {
		answerWith(data);
		const { status, outputs } = await harness().run({ parameters });

		expect(status).toBe('success');
		expect((outputs[0] ?? []).map(({ json }) => json)).toEqual(expected);
	});

	test.each([
		['something that is not a list', () => answerWith({ webHooks: [] })],
		[
			'a web page',
			() =>
				harness().sandbox.faults.set([{ match: { path }, fault: { kind: 'html', status: 200 } }]),
		],
	])('does not mistake %s for success', async (_what, break_) => {
		break_();
		const { status, error } = await harness().run({ parameters });

		expect(status).toBe('error');
		expect(error?.message).toMatch(/^Could not get webhooks: Capillary's response /);
	});

	test('says which permission is missing', async () => {
		const { withoutWebHooks } = harness().sandbox.accounts;
		const credential = harness().credential('oAuth');
		Object.assign(credential.data, withoutWebHooks.oAuth);
		const { outputs } = await harness().run({
			...{ parameters, credential },
			onError: 'continueRegularOutput',
		});

		expect(outputs[0]).toEqual([
			{
				json: {
					error: 'Could not get webhooks: the account may not do this (4000)',
					message: expect.stringContaining(
						'and to webhooks where this is about webhooks',
					) as string,
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});
