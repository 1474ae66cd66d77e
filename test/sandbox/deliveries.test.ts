import { fastify, type FastifyInstance } from 'fastify';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call, send, until } from './client';

interface Received {
	headers: Record<string, unknown>;
	body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

let sandbox: Sandbox;
let receiver: FastifyInstance;
let received: Received[];
/** What the receiver answers, one after the other; 200 when there is none left. */
let answers: number[];
let badgeMetaId: string;

beforeEach(async () => {
	received = [];
	answers = [];
	sandbox = await startSandbox();
	sandbox.deliveries.settings = { copies: 1, retryWaitMs: 0, attempts: 10 };
	receiver = fastify({ forceCloseConnections: true });
	receiver.post('/hook', async ({ headers, body }, reply) => {
		received.push({ headers, body });
		await reply.code(answers.shift() ?? 200).send({});
	});
	await receiver.listen({ host: '127.0.0.1', port: 0 });
	badgeMetaId = sandbox.state.addBadge().id;
	sandbox.state.addClaim({ badgeMetaId });
	sandbox.state.addCustomer({
		id: 381921157,
		...{ mobile: '918811992995', email: 'loyal5@example.com', externalId: 'E-5', cardNumber: '77' },
	});
});
afterEach(async () => {
	await sandbox.close();
	await receiver.close();
});

function addWebHook(more: object = {}) {
	const [{ port }] = receiver.addresses();
	return sandbox.state.addWebHook({
		name: `webhook ${sandbox.state.webHooks.size}`,
		eventNames: ['badgeEarned'],
		webHookUrl: `http://127.0.0.1:${port}/hook`,
		webHookType: 'HTTP',
		methodType: 'POST',
		webHookHeaders: { 'X-Secret': 'word-for-the-test' },
		maxAllowedConnections: 10,
		active: true,
		slaInSeconds: 30,
		customerIdentifiersToBeEnriched: [],
		...more,
	});
}

async function earn(badge = badgeMetaId): Promise<string> {
	const { json } = await call(sandbox, 'POST', `${BADGES}/customer/earn`, {
		badgeMetaId: badge,
		customerId: 381921157,
		requestId: `request-${sandbox.ledger.calls.length}`,
		triggeredBy: { ownerType: 'Loyalty', referenceId: '123' },
	});
	return json.data.earnedBadgeId;
}

async function earnAndSettle(): Promise<string> {
	const earnedBadgeId = await earn();
	await sandbox.deliveries.settled();
	return earnedBadgeId;
}

it('sends an event when a badge is earned, as documented', async () => {
	const { webHookId } = addWebHook({ customerIdentifiersToBeEnriched: ['Instore'] });

	const earnId = await earnAndSettle();

	const { requestId } = sandbox.ledger.calls[0];
	const { earnedOn } = received[0].body.data;
	expect(received).toHaveLength(1);
	expect(received[0].headers).toMatchObject({
		'x-secret': 'word-for-the-test',
		'content-type': 'application/json',
	});
	expect(received[0].body).toEqual({
		eventName: 'badgeEarned',
		eventId: expect.any(String),
		orgId: 100001,
		refId: `100001_${earnId}`,
		apiRequestId: requestId,
		createdAt: expect.any(Number),
		data: {
			customerIdentifiers: {
				customerId: 381921157,
				loyaltyType: 'loyalty',
				instore: { mobile: '918811992995', email: 'loyal5@example.com', externalId: 'E-5' },
			},
			badgeId: badgeMetaId,
			earnId,
			earnedOn: sandbox.state.earnedBadge(earnId)?.givenOn,
			earnConstraints: [{ constraintLevel: 'CUSTOMER', constraintType: 'NONE' }],
			triggeringActivity: {
				identifiers: [],
				enteredBy: { id: 75000001, till: { code: 'sandbox-till', name: 'sandbox-till' } },
				additionalAttributes: [],
			},
		},
		loyaltyEventId: null,
	});
	expect(new Date(earnedOn).getFullYear()).toBe(new Date().getFullYear());
	expect(sandbox.deliveries.log).toEqual([
		{
			eventName: 'badgeEarned',
			eventId: received[0].body.eventId,
			webHookId,
			answers: [200],
			outcome: 'delivered',
		},
	]);
});

it.each([
	[[], undefined],
	[['Instore', 'cardnumbers'], { cardNumbers: ['77'], email: 'loyal5@example.com' }],
])('sends the identifiers that the webhook asks for: %j', async (asked, instore) => {
	addWebHook({ customerIdentifiersToBeEnriched: asked });

	await earnAndSettle();

	const { customerIdentifiers } = received[0].body.data;
	expect(customerIdentifiers.customerId).toBe(381921157);
	if (instore) expect(customerIdentifiers.instore).toMatchObject(instore);
	else expect(customerIdentifiers).not.toHaveProperty('instore');
});

it('sends the enrolment when the badge was earned with one', async () => {
	const { id } = sandbox.state.addBadge({ earnType: 'ISSUE_EARN' });
	sandbox.state.addClaim({ badgeMetaId: id });
	const enrolment = sandbox.state.addEnrolment({ badgeMetaId: id, customerId: 381921157 });
	addWebHook();

	await earn(id);
	await sandbox.deliveries.settled();

	expect(received[0].body.data).toMatchObject({
		issualId: enrolment.id,
		issuedOn: enrolment.givenOn,
	});
});

it('sends nothing when no webhook listens', async () => {
	addWebHook({ active: false });
	addWebHook({ eventNames: ['pointsIssued'] });
	addWebHook({ webHookType: 'QUEUE_INT' });

	await earnAndSettle();

	expect(received).toEqual([]);
	expect(sandbox.deliveries.log).toEqual([]);
});

it.each([429, 500, 503])('tries again when the response is %i', async (status) => {
	addWebHook();
	answers = [status, status];

	await earnAndSettle();

	expect(sandbox.deliveries.log).toMatchObject([
		{ answers: [status, status, 200], outcome: 'delivered' },
	]);
	expect(new Set(received.map(({ body }) => body.eventId)).size).toBe(1);
});

it.each([400, 401, 404])('does not try again when the response is %i', async (status) => {
	addWebHook();
	answers = [status];

	await earnAndSettle();

	expect(sandbox.deliveries.log).toMatchObject([{ answers: [status], outcome: 'refused' }]);
});

it('stops after the last attempt when there is no response', async () => {
	addWebHook({ webHookUrl: 'http://127.0.0.1:9/hook' });
	sandbox.deliveries.settings = { copies: 1, retryWaitMs: 0, attempts: 3 };

	await earnAndSettle();

	expect(sandbox.deliveries.log).toMatchObject([
		{ answers: ['no answer', 'no answer', 'no answer'], outcome: 'given up' },
	]);
});

it('sends duplicates when the settings ask for them', async () => {
	addWebHook();
	await send(sandbox, 'PUT', '/sandbox/deliveries', { body: { copies: 3 } });

	await earnAndSettle();

	expect(received).toHaveLength(3);
	expect(new Set(received.map(({ body }) => body.eventId)).size).toBe(1);
});

it('stops trying when the webhook is deleted', async () => {
	const webHook = addWebHook();
	answers = Array<number>(1000).fill(500);
	sandbox.deliveries.settings = { copies: 1, retryWaitMs: 1, attempts: 1000 };
	await earn();
	await until(() => received.length > 1);

	await call(sandbox, 'DELETE', `/v3/webHooks/${webHook.webHookId}`);
	await sandbox.deliveries.settled();

	expect(sandbox.deliveries.log).toMatchObject([{ outcome: 'given up' }]);
});

it('sends any event when asked to, and sends it again by its ID', async () => {
	addWebHook({ eventNames: ['customerAdded'] });
	const body = { eventName: 'customerAdded', eventId: 'one', data: { source: 'instore' } };

	for (let time = 0; time < 2; time++) {
		const { json } = await send(sandbox, 'POST', '/sandbox/events', { body });
		expect(json).toEqual({ eventId: 'one' });
	}
	await sandbox.deliveries.settled();

	expect(received.map((one) => one.body)).toMatchObject([body, body]);
	const { json } = await send(sandbox, 'GET', '/sandbox/deliveries');
	expect(json.log).toMatchObject([{ outcome: 'delivered' }, { outcome: 'delivered' }]);
});

it.each([
	['PUT', 'deliveries', { copies: 0 }, 'body.copies must be >= 1'],
	['PUT', 'deliveries', { copies: '2' }, 'body.copies must be integer'],
	['PUT', 'deliveries', { speed: 1 }, 'properties: speed. Allowed: copies, retryWaitMs'],
	['POST', 'events', {}, "must have required property 'eventName'"],
	['POST', 'events', { eventName: 'badgeEarned', datum: {} }, 'additional properties: datum'],
	['POST', 'earn', { customerId: 5 }, 'additional properties: customerId'],
])('refuses %s %s with %j and says what is allowed', async (method, path, body, words) => {
	const { status, json } = await send(sandbox, method, `/sandbox/${path}`, { body });

	expect(status).toBe(400);
	expect(json.error).toContain(words);
});

it('stops and clears the log when the sandbox is reset', async () => {
	addWebHook();
	answers = Array<number>(1000).fill(500);
	sandbox.deliveries.settings = { copies: 1, retryWaitMs: 1, attempts: 1000 };
	await earn();
	await until(() => received.length > 1);

	const ended = sandbox.deliveries.settled();
	sandbox.reset();
	await ended;

	expect(answers).not.toEqual([]);
	expect(sandbox.deliveries.log).toEqual([]);
});

test('waits no longer than the longest wait when many attempts fail', async () => {
	addWebHook();
	sandbox.deliveries.settings = {
		...{ copies: 1, attempts: 50 },
		...{ retryWaitMs: 1, longestWaitMs: 2 },
	};
	// Doubled each time, the last of these waits would take twelve days.
	answers = Array<number>(30).fill(503);
	await earn();
	await sandbox.deliveries.settled();

	expect(sandbox.deliveries.log).toMatchObject([
		{ outcome: 'delivered', answers: [...Array<number>(30).fill(503), 200] },
	]);
});

it('sends an event when the button of the page is used', async () => {
	addWebHook();
	const { text } = await send(sandbox, 'POST', '/sandbox/earn');
	await sandbox.deliveries.settled();

	const { earnedBadgeId } = JSON.parse(text) as { earnedBadgeId: string };
	expect(received.map(({ body }) => body.data.earnId)).toEqual([earnedBadgeId]);
});
