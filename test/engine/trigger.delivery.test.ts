import { projectRoot } from './harness/projectRoot';
import { StoredCredential } from './harness/storedCredential';
import { PlacedTrigger, useTriggerHarness, type Request } from './triggerHarness';

const harness = useTriggerHarness();
const secretHeader = 'X-Webhook-Secret';
const badgeId = '650c0896aefcde237f3dba43';
let events = 0;

/** The published example: https://docs.capillarytech.com/docs/event-schema-incentives */
function badgeEarned(more: object = {}) {
	events += 1;
	return {
		eventName: 'badgeEarned',
		eventId: `72fe1900-a413-42d6-9582-${String(events).padStart(12, '0')}`,
		orgId: 50933,
		refId: '50933_651bb7bac983d041efbc78fc',
		apiRequestId: 'e4397e00-de8d-4a54-b86b-affe305406cb',
		createdAt: 1696315322593,
		data: {
			customerIdentifiers: {
				customerId: 381921157,
				loyaltyType: 'loyalty',
				instore: { mobile: '918811992995', email: 'loyal5@example.com', externalId: '5a1111cf' },
			},
			badgeId,
			earnId: '651bb7bac983d041efbc78fc',
			earnedOn: 1696315322450,
			earnConstraints: [{ constraintLevel: 'CUSTOMER', constraintType: 'NONE' }],
			...more,
		},
		loyaltyEventId: null,
	};
}

async function published(options: Parameters<ReturnType<typeof harness>['place']>[0] = {}) {
	const trigger = harness().place(options);
	await trigger.publish();
	return trigger;
}

function secretOf(trigger: PlacedTrigger): string {
	return (trigger.memory['node:Trigger'] as { secret: string }).secret;
}

/** Delivers an event as Capillary does. */
async function deliver(trigger: PlacedTrigger, body: unknown, more: Partial<Request> = {}) {
	return await trigger.receive({ headers: { [secretHeader]: secretOf(trigger) }, body, ...more });
}

test('starts the workflow with the fields that Earn: Revoke needs', async () => {
	const trigger = await published();
	const event = badgeEarned({ issualId: '651bb7bac983d041efbc0001', issuedOn: 1696310000000 });

	expect(await deliver(trigger, event)).toEqual({
		status: 200,
		started: [
			{
				eventName: 'badgeEarned',
				eventId: event.eventId,
				orgId: 50933,
				customerId: 381921157,
				mobile: '918811992995',
				email: 'loyal5@example.com',
				externalId: '5a1111cf',
				badgeId,
				badgeName: null,
				earnedBadgeId: '651bb7bac983d041efbc78fc',
				issuedId: '651bb7bac983d041efbc0001',
				earnedOn: '2023-10-03T06:42:02.450Z',
			},
		],
	});
});

test('outputs null for what the event does not contain', async () => {
	const { eventId, ...event } = badgeEarned({ customerIdentifiers: { customerId: 7 } });

	const { started } = await deliver(await published(), event);

	expect(eventId).toBeTruthy();
	const absent = { eventId: null, mobile: null, email: null, externalId: null, issuedId: null };
	expect(started).toMatchObject([{ ...absent, customerId: 7, badgeId }]);
});

test('outputs the whole event with ISO 8601 dates when Simplify is off', async () => {
	const trigger = await published({ parameters: { simplify: false } });
	const event = badgeEarned({ issuedOn: 1696310000000 });

	const { started } = await deliver(trigger, event);

	expect(started).toEqual([
		{
			...event,
			createdAt: '2023-10-03T06:42:02.593Z',
			data: {
				...event.data,
				earnedOn: '2023-10-03T06:42:02.450Z',
				issuedOn: '2023-10-03T05:13:20.000Z',
			},
		},
	]);
});

test('keeps every digit of a 64-bit ID', async () => {
	const text = JSON.stringify(badgeEarned()).replace('381921157', '9007199254740993123');

	const { started } = await deliver(await published(), text);

	expect(started).toMatchObject([{ customerId: '9007199254740993123' }]);
});

test('keeps every digit of card numbers and other identifiers', async () => {
	const trigger = await published({ parameters: { simplify: false } });
	const instore =
		'{"cardnumbers":[9007199254740993,90071992547409931234],"externalId":12345678901234567}';
	const text = JSON.stringify(badgeEarned()).replace(/"instore":\{[^}]*\}/, `"instore":${instore}`);

	const { started } = await deliver(trigger, text);

	expect(started).toMatchObject([
		{
			data: {
				customerIdentifiers: {
					instore: {
						cardnumbers: ['9007199254740993', '90071992547409931234'],
						externalId: '12345678901234567',
					},
				},
			},
		},
	]);
});

test('reads a body with a byte order mark', async () => {
	const event = badgeEarned();

	const { started } = await deliver(await published(), `\uFEFF${JSON.stringify(event)}`);

	expect(started).toMatchObject([{ eventId: event.eventId }]);
});

test('starts the workflow once for all events of a list', async () => {
	const trigger = await published();
	const [first, second, third] = [badgeEarned(), badgeEarned(), badgeEarned()];
	await deliver(trigger, second);
	const unwanted = { ...badgeEarned(), eventName: 'pointsIssued' };

	const { started } = await deliver(trigger, [first, second, unwanted, null, third, first]);

	expect(started?.map(({ eventId }) => eventId)).toEqual([first.eventId, third.eventId]);
	expect(trigger.warnings).toEqual([
		"A delivery to 'Trigger' started nothing, because Capillary's event was not recognized: it is not a JSON object. Capillary does not send it again.",
	]);
	expect(await deliver(trigger, [third, first])).toEqual({
		status: 200,
		message: 'Already received',
	});
});

test.each([
	['seconds', 1696315322, '2023-10-03T06:42:02.000Z'],
	['seconds with decimals', 1696315322.45, '2023-10-03T06:42:02.450Z'],
	['milliseconds as text', '1696315322450', '2023-10-03T06:42:02.450Z'],
	['seconds as text', '1696315322', '2023-10-03T06:42:02.000Z'],
	['microseconds', 1696315322450123, '2023-10-03T06:42:02.450Z'],
	['ISO with a zone', '2023-10-03T12:12:02.450+05:30', '2023-10-03T06:42:02.450Z'],
	['ISO without a zone', '2023-10-03T06:42:02.450', '2023-10-03T06:42:02.450'],
	['a small number', 12345, 12345],
	['a list', [1696315322450], [1696315322450]],
	['nothing', null, null],
])(
	'outputs a time in %s as ISO 8601, or unchanged if it is none',
	async (_what, time, expected) => {
		const trigger = await published({
			parameters: { events: ['badgeEarned', 'tierUpgraded'] },
		});
		const earned = await deliver(trigger, badgeEarned({ earnedOn: time }));
		const event = { ...badgeEarned(), eventName: 'tierUpgraded', createdAt: time };
		const upgraded = await deliver(trigger, event);

		expect(earned.started?.[0].earnedOn).toEqual(expected);
		expect(upgraded.started?.[0].createdAt).toEqual(expected);
	},
);

test('reads an event inside attributes', async () => {
	const trigger = await published({ parameters: { events: ['customerAdded'] } });
	const { eventId, data, createdAt } = badgeEarned();
	const attributes = { eventName: 'customerAdded', createdAt, data };

	const { started } = await deliver(trigger, { eventId, actionType: 'START', attributes });

	expect(started).toEqual([
		{
			eventName: 'customerAdded',
			eventId,
			orgId: null,
			customerId: 381921157,
			mobile: '918811992995',
			email: 'loyal5@example.com',
			externalId: '5a1111cf',
			createdAt: '2023-10-03T06:42:02.593Z',
		},
	]);
});

describe('refuses', () => {
	const wrongSecrets: Array<[string, (secret: string) => Record<string, string>]> = [
		['no secret', () => ({})],
		['an empty secret', () => ({ [secretHeader]: '' })],
		['another secret', (secret) => ({ [secretHeader]: secret.replace(/./g, 'x') })],
		['the beginning of the secret', (secret) => ({ [secretHeader]: secret.slice(0, -1) })],
		['the secret and more', (secret) => ({ [secretHeader]: `${secret}, ${secret}` })],
		['the secret in another header', (secret) => ({ Authorization: secret })],
	];

	test.each(wrongSecrets)('%s, and starts nothing', async (_what, headersFor) => {
		const trigger = await published();
		const { memory } = trigger;
		const headers = headersFor(secretOf(trigger));

		expect(await trigger.receive({ headers, body: badgeEarned() })).toEqual({
			status: 401,
			message: 'The secret is missing or wrong',
		});
		expect(trigger.memory).toEqual(memory);
	});

	test('every secret while nothing is registered', async () => {
		const trigger = harness().place();

		for (const secret of ['', 'undefined', 'null']) {
			const headers = { [secretHeader]: secret };
			expect(await trigger.receive({ headers, body: badgeEarned() })).toMatchObject({
				status: 401,
			});
		}
	});

	test.each(['GET', 'PUT', 'DELETE'])('the method %s', async (method) => {
		expect(await deliver(await published(), badgeEarned(), { method })).toEqual({
			status: 405,
			message: 'Only POST is accepted here',
		});
	});

	test.each([
		['nothing', ''],
		['no JSON', 'eventName=badgeEarned'],
		['broken JSON', '{"eventName": "badgeEarned", '],
		['an empty list', [], 'the list is empty'],
		['a list of nothing', [null, []]],
		['no name', { ...badgeEarned(), eventName: undefined }, "the text 'eventName' is missing"],
		['no data', { ...badgeEarned(), data: undefined }, "the object 'data' is missing"],
		['text for data', { ...badgeEarned(), data: 'badge' }, "the object 'data' is missing"],
	])('a body with %s, and logs why once', async (_what, body, why = 'it is not a JSON object') => {
		const trigger = await published();

		expect(await deliver(trigger, body)).toEqual({
			status: 400,
			message: "The body is not one of Capillary's events",
		});
		expect(trigger.warnings).toEqual([
			expect.stringContaining(
				`event was not recognized: ${why}. Capillary does not send it again.`,
			),
		]);
	});
});

describe('responds with 200 and starts nothing for', () => {
	const notChosen = { status: 200, message: 'Event not selected' };
	const cameBefore = { status: 200, message: 'Already received' };
	const started = { status: 200, started: [expect.anything()] };

	test('events that are not selected', async () => {
		const event = { ...badgeEarned(), eventName: 'pointsIssued' };

		expect(await deliver(await published(), event)).toEqual(notChosen);
	});

	test('badges that are not selected, when some are', async () => {
		const badge = { __rl: true, mode: 'id', value: ` ${badgeId.toUpperCase()} ` };
		const trigger = await published({
			parameters: { badges: { chosen: [{ badge }] }, events: ['badgeEarned', 'tierUpgraded'] },
		});

		expect(await deliver(trigger, badgeEarned())).toEqual(started);
		expect(await deliver(trigger, badgeEarned({ badgeId: '650c0896aefcde237f3dba44' }))).toEqual(
			notChosen,
		);
		expect(await deliver(trigger, { ...badgeEarned(), eventName: 'tierUpgraded' })).toEqual(
			started,
		);
	});

	test('an event that it already received', async () => {
		const trigger = await published();
		const event = badgeEarned();

		expect(await deliver(trigger, event)).toEqual(started);
		expect(await deliver(trigger, event)).toEqual(cameBefore);
		expect(await deliver(trigger, badgeEarned())).toEqual(started);
		expect(await deliver(trigger, event)).toEqual(cameBefore);
	});

	test('the second of two copies that arrive at the same time', async () => {
		const trigger = await published();
		const event = badgeEarned();
		let second: unknown;
		trigger.options.whileStarting = async () => {
			trigger.options.whileStarting = undefined;
			second = await deliver(trigger, event);
		};

		expect(await deliver(trigger, event)).toEqual(started);
		expect(second).toEqual(cameBefore);
	});

	test('a repeated event, but not after n8n failed to start the workflow', async () => {
		const trigger = await published();
		const event = badgeEarned();

		expect(await deliver(trigger, event, { failsToStart: true })).toMatchObject({ status: 500 });
		expect(await deliver(trigger, event)).toEqual(started);
		expect(await deliver(trigger, event)).toEqual(cameBefore);
	});

	test('a repeated event whose sender hung up, because n8n runs it', async () => {
		const trigger = await published();
		const event = badgeEarned();

		expect(await deliver(trigger, event, { senderHangsUp: true })).toEqual(started);
		expect(await deliver(trigger, event)).toEqual(cameBefore);
	});

	test('a repeated event while n8n has not started the workflow yet', async () => {
		const trigger = await published();
		const event = badgeEarned();
		const repetitions: unknown[] = [];
		trigger.options.whileStarting = async () => {
			trigger.options.whileStarting = undefined;
			for (let time = 0; time < 3; time++) repetitions.push(await deliver(trigger, event));
		};

		expect(await deliver(trigger, event, { senderHangsUp: true })).toEqual(started);
		expect(repetitions).toEqual(Array(3).fill(cameBefore));
	});

	test('a repeated event, but not when the start failed after the sender hung up', async () => {
		const trigger = await published();
		const event = badgeEarned();
		await deliver(trigger, event, { senderHangsUp: true, failsToStart: true });

		expect(await deliver(trigger, event)).toEqual(started);
		expect(await deliver(trigger, event)).toEqual(cameBefore);
	});

	describe('after a restart', () => {
		// Returns the trigger in a new process that has only the memory that n8n saved.
		async function restarted(trigger: PlacedTrigger) {
			const { memory } = trigger;
			let again: PlacedTrigger | undefined;
			await jest.isolateModulesAsync(async () => {
				const { loadPackage } =
					jest.requireActual<typeof import('./harness/loadedPackage')>('./harness/loadedPackage');
				again = new PlacedTrigger(await loadPackage(projectRoot), trigger.options);
			});
			again!.memory = memory;
			return again!;
		}

		test('an event that it received before', async () => {
			const trigger = await published();
			const all = Array.from({ length: 66 }, () => badgeEarned());
			for (const event of all) expect(await deliver(trigger, event)).toEqual(started);

			const again = await restarted(trigger);
			for (const event of all) expect(await deliver(again, event)).toEqual(cameBefore);
			expect(await deliver(again, badgeEarned())).toEqual(started);
		});

		test('events that it received at the same time', async () => {
			const trigger = await published();
			const all = Array.from({ length: 12 }, () => badgeEarned());
			// Each event reads the memory before any other event has written it.
			const rest = all.slice(1);
			trigger.options.whileStarting = async () => {
				const next = rest.shift();
				if (next) await deliver(trigger, next);
			};
			await deliver(trigger, all[0]);
			trigger.options.whileStarting = undefined;

			const again = await restarted(trigger);
			for (const event of all) expect(await deliver(again, event)).toEqual(cameBefore);
		});

		test('a repeated event, but not after n8n failed to start the workflow', async () => {
			const trigger = await published();
			const event = badgeEarned();
			await deliver(trigger, event, { failsToStart: true });

			expect(await deliver(await restarted(trigger), event)).toEqual(started);
		});
	});

	test('the last 200 events, which it stores in the database', async () => {
		const trigger = await published();
		const all = Array.from({ length: 205 }, () => badgeEarned());
		for (const event of all) await deliver(trigger, event);

		const { seen } = trigger.memory['node:Trigger'] as { seen: string[] };
		expect(seen).toEqual(all.slice(5).map(({ eventId }) => eventId));
	});

	test('an event with a long ID, which it stores as a hash', async () => {
		const trigger = await published();
		const long = 'x'.repeat(1_000_000);
		for (let number = 0; number < 10; number++) {
			const event = { ...badgeEarned(), eventId: `${long}${number}` };
			expect(await deliver(trigger, event)).toEqual(started);
			expect(await deliver(trigger, event)).toEqual(cameBefore);
		}

		const { seen } = trigger.memory['node:Trigger'] as { seen: string[] };
		expect(Math.max(...seen.map(({ length }) => length))).toBeLessThanOrEqual(128);
	});

	test('the last of 10,000 events, and stores no more than 200 entries of 128 characters', async () => {
		const trigger = await published();
		const id = (number: number) => String(number).padStart(128, 'x');
		for (let number = 0; number < 10_000; number += 100) {
			const events = Array.from({ length: 100 }, (_, index) => {
				return { ...badgeEarned(), eventId: id(number + index) };
			});
			await deliver(trigger, events);
		}

		const { seen } = trigger.memory['node:Trigger'] as { seen: string[] };
		expect(seen).toHaveLength(200);
		expect(seen[199]).toBe(id(9999));
	});

	test.each([[{}], [[]], [true], [''], ['  '], [null]])(
		'no event with an invalid ID: %j',
		async (eventId) => {
			const trigger = await published();
			const event = { ...badgeEarned(), eventId };

			expect(await deliver(trigger, event)).toEqual(started);
			expect(await deliver(trigger, event)).toEqual(started);
			expect(trigger.memory['node:Trigger']).not.toMatchObject({ seen: [expect.anything()] });
		},
	);

	test('an event, but not because a test execution received it', async () => {
		const event = badgeEarned();
		const live = await published();
		expect(await deliver(live, event)).toEqual(started);

		for (let time = 0; time < 2; time++) {
			const inEditor = await published({ isTest: true });
			expect(await deliver(inEditor, event)).toEqual(started);
			expect(await deliver(inEditor, event)).toEqual(cameBefore);
		}
	});
});

describe('fields set by expressions', () => {
	test.each([
		['text', '={{ "badgeEarned" }}'],
		['text with commas', '={{ " badgeEarned, customerAdded" }}'],
		['a list with doubles', '={{ ["badgeEarned", "badgeEarned"] }}'],
	])('accept Events as %s', async (_what, events) => {
		const trigger = await published({ parameters: { events } });

		expect(await deliver(trigger, badgeEarned())).toMatchObject({ started: [{ badgeId }] });
	});

	test('accept Simplify as text', async () => {
		const trigger = await published({ parameters: { simplify: '={{ "false" }}' } });

		const { started } = await deliver(trigger, badgeEarned());
		expect(started).toMatchObject([{ refId: expect.anything() as unknown }]);
	});

	test.each([
		['Events', { events: '={{ null }}' }],
		['Events', { events: '={{ "adgeEarned" }}' }],
		['Simplify', { simplify: '={{ null }}' }],
	])(
		'with an invalid value for %s fail the delivery, so that Capillary sends it again',
		async (label, wrong) => {
			const trigger = await published();
			const secret = secretOf(trigger);
			trigger.options.parameters = wrong;
			const event = badgeEarned();
			const delivery = { headers: { [secretHeader]: secret }, body: event };

			await expect(trigger.receive(delivery)).rejects.toThrow(`'${label}' `);
			trigger.options.parameters = {};
			expect(await trigger.receive(delivery)).toMatchObject({ started: [{ badgeId }] });
		},
	);
});

describe.each(['credential', 'field of an earlier version'])(
	'set up by hand, with the secret in a %s',
	(place) => {
		test('checks the secret and repeated events', async () => {
			const secret = 'sixteen letters!';
			const trigger = await published(
				place === 'credential'
					? {
							parameters: { registration: 'byHand', secret: 'another one of 16' },
							secretCredential: new StoredCredential('capillaryWebhookApi', { secret }),
						}
					: { parameters: { registration: 'byHand', secret } },
			);
			const event = badgeEarned();

			const messages = [];
			for (const sent of [secret, secret, 'sixteen letters?', 'another one of 16']) {
				const headers = { [secretHeader]: sent };
				messages.push((await trigger.receive({ headers, body: event })).message);
			}
			const wrong = 'The secret is missing or wrong';
			expect(messages).toEqual([undefined, 'Already received', wrong, wrong]);
		});
	},
);

describe('the name of the badge', () => {
	let badges = 0;

	/** Adds a badge with an ID that no other test uses, because the process caches names. */
	function addNamedBadge(name: string): string {
		badges += 1;
		const ids = Array.from({ length: badges }, () => harness().sandbox.state.addBadge({ name }).id);
		return ids[ids.length - 1];
	}

	const nameCalls = (id: string) =>
		harness().sandbox.ledger.calls.filter(({ path }) => path.endsWith(`/badgeMeta/${id}`));

	test('is added to the event and read once', async () => {
		const trigger = await published();
		const id = addNamedBadge('Gold');
		for (let nth = 0; nth < 3; nth++) {
			expect(await deliver(trigger, badgeEarned({ badgeId: id }))).toMatchObject({
				started: [{ badgeId: id, badgeName: 'Gold' }],
			});
		}
		expect(nameCalls(id)).toHaveLength(1);
	});

	test.each([
		['returns an error', { kind: 'status', status: 500 }],
		['takes too long', { kind: 'delay', ms: 3_600_000 }],
	] as const)(
		'is null when Capillary %s, and the event still starts the workflow',
		async (_, fault) => {
			const trigger = await published();
			const id = addNamedBadge('Gold');
			harness().sandbox.faults.set([
				{ match: { path: `/badgeMeta/${id}` }, times: 'always', fault },
			]);

			expect(await deliver(trigger, badgeEarned({ badgeId: id }))).toMatchObject({
				started: [{ badgeId: id, badgeName: null }],
			});
		},
	);
});
