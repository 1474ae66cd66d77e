import { useTriggerWorkbench, type PlacedTrigger, type Request } from './triggerWorkbench';

const bench = useTriggerWorkbench();
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

async function published(options: Parameters<ReturnType<typeof bench>['place']>[0] = {}) {
	const trigger = bench().place(options);
	await trigger.publish();
	return trigger;
}

function secretOf(trigger: PlacedTrigger): string {
	return (trigger.memory['node:Trigger'] as { secret: string }).secret;
}

/** Delivers as Capillary does. */
async function deliver(trigger: PlacedTrigger, body: unknown, more: Partial<Request> = {}) {
	return await trigger.receive({ headers: { [secretHeader]: secretOf(trigger) }, body, ...more });
}

test('starts the workflow with what Earn: Revoke needs', async () => {
	const trigger = await published();
	const event = badgeEarned({ issualId: '651bb7bac983d041efbc0001', issuedOn: 1696310000000 });

	expect(await deliver(trigger, event)).toEqual({
		status: 200,
		started: [
			{
				eventName: 'badgeEarned',
				eventId: event.eventId,
				customerId: 381921157,
				mobile: '918811992995',
				email: 'loyal5@example.com',
				externalId: '5a1111cf',
				badgeId,
				earnedBadgeId: '651bb7bac983d041efbc78fc',
				issuedId: '651bb7bac983d041efbc0001',
				earnedOn: '2023-10-03T06:42:02.450Z',
			},
		],
	});
});

test('gives null for what the event does not tell', async () => {
	const { eventId, ...event } = badgeEarned({ customerIdentifiers: { customerId: 7 } });

	const { started } = await deliver(await published(), event);

	expect(eventId).toBeTruthy();
	const untold = { eventId: null, mobile: null, email: null, externalId: null, issuedId: null };
	expect(started).toMatchObject([{ ...untold, customerId: 7, badgeId }]);
});

test('gives the whole event, its dates as ISO 8601', async () => {
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

test('keeps every digit of an ID of 64 bits', async () => {
	const text = JSON.stringify(badgeEarned()).replace('381921157', '9007199254740993123');

	const { started } = await deliver(await published(), text);

	expect(started).toMatchObject([{ customerId: '9007199254740993123' }]);
});

test('takes an event inside of attributes', async () => {
	const trigger = await published({ parameters: { events: ['customerAdded'] } });
	const { eventId, data, createdAt } = badgeEarned();
	const attributes = { eventName: 'customerAdded', createdAt, data };

	const { started } = await deliver(trigger, { eventId, actionType: 'START', attributes });

	expect(started).toEqual([
		{
			eventName: 'customerAdded',
			eventId,
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

	test('everything as long as nothing is registered', async () => {
		const trigger = bench().place();

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
		['a list', [badgeEarned()]],
		['no name', { ...badgeEarned(), eventName: undefined }],
		['no data', { ...badgeEarned(), data: undefined }],
		['text for data', { ...badgeEarned(), data: 'badge' }],
	])('a body with %s', async (_what, body) => {
		expect(await deliver(await published(), body)).toEqual({
			status: 400,
			message: "The body is not one of Capillary's events",
		});
	});
});

describe('acknowledges and drops', () => {
	const notChosen = { status: 200, message: 'Event not selected' };
	const cameBefore = { status: 200, message: 'Already received' };
	const started = { status: 200, started: [expect.anything()] };

	test('events that are not chosen', async () => {
		const event = { ...badgeEarned(), eventName: 'pointsIssued' };

		expect(await deliver(await published(), event)).toEqual(notChosen);
	});

	test('badges that are not chosen, if any are', async () => {
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

	test('what came before', async () => {
		const trigger = await published();
		const event = badgeEarned();

		expect(await deliver(trigger, event)).toEqual(started);
		expect(await deliver(trigger, event)).toEqual(cameBefore);
		expect(await deliver(trigger, badgeEarned())).toEqual(started);
		expect(await deliver(trigger, event)).toEqual(cameBefore);
	});

	test('the second of two copies that come at the same moment', async () => {
		const trigger = await published();
		const { memory } = trigger;
		const event = badgeEarned();

		expect(await deliver(trigger, event)).toEqual(started);
		// Both have read the same memory from the database.
		trigger.memory = memory;
		expect(await deliver(trigger, event)).toEqual(cameBefore);
	});

	test('not the repetition of an event that n8n could not start the workflow with', async () => {
		const trigger = await published();
		const event = badgeEarned();

		expect(await deliver(trigger, event, { failsToStart: true })).toMatchObject({ status: 500 });
		expect(await deliver(trigger, event)).toEqual(started);
		expect(await deliver(trigger, event)).toEqual(cameBefore);
	});

	test('remembering no more than the last 200 in the database', async () => {
		const trigger = await published();
		const all = Array.from({ length: 205 }, () => badgeEarned());
		for (const event of all) await deliver(trigger, event);

		const { seen } = trigger.memory['node:Trigger'] as { seen: string[] };
		expect(seen).toEqual(all.slice(5).map(({ eventId }) => eventId));
	});

	test('not what was tried out before', async () => {
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

test('set up by hand, keeps the checks', async () => {
	const secret = 'sixteen letters!';
	const trigger = await published({ parameters: { registration: 'byHand', secret } });
	const event = badgeEarned();

	const answers = [];
	for (const brought of [secret, secret, 'sixteen letters?']) {
		const headers = { [secretHeader]: brought };
		answers.push((await trigger.receive({ headers, body: event })).message);
	}
	expect(answers).toEqual([undefined, 'Already received', 'The secret is missing or wrong']);
});
