import { fastify, type FastifyInstance } from 'fastify';
import type { IDataObject } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';
import { useTriggerHarness, type PlacedTrigger } from './triggerHarness';

// The sandbox delivers over HTTP to the trigger. Earn: Revoke gets the trigger's output.
const harness = useTriggerHarness();
const nodeBench = useHarness();

let n8n: FastifyInstance;
let trigger: PlacedTrigger;
let started: IDataObject[];

beforeEach(async () => {
	started = [];
	n8n = fastify({ forceCloseConnections: true });
	n8n.removeAllContentTypeParsers();
	n8n.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	n8n.post('/webhook/webhook-id/webhook', async ({ headers, body }, reply) => {
		const answer = await trigger.receive({ headers: headers as Record<string, string>, body });
		started.push(...(answer.started ?? []));
		await reply.code(answer.status).send({});
	});
	await n8n.listen({ host: '127.0.0.1', port: 0 });
	const [{ port }] = n8n.addresses();
	trigger = harness().place({ n8n: `http://127.0.0.1:${port}` });
	await trigger.publish();
});
afterEach(async () => await n8n.close());

test('starts the workflow once for an earned badge, and its output can be revoked', async () => {
	const { state, deliveries } = harness().sandbox;
	deliveries.settings = { copies: 3, retryWaitMs: 0, attempts: 1 };
	const { id: badgeMetaId } = state.addBadge({ earnType: 'ISSUE_EARN' });
	state.addClaim({ badgeMetaId });
	state.addCustomer({ id: '9007199254740993123', email: 'long@example.com' });
	state.addEnrolment({ badgeMetaId, customerId: '9007199254740993123' });

	const response = await fetch(`${harness().sandbox.url}/api_gateway/v1/badges/customer/earn`, {
		method: 'POST',
		headers: { ...(await authHeaders()), 'Content-Type': 'application/json' },
		body: `{"badgeMetaId": "${badgeMetaId}", "customerId": 9007199254740993123, "requestId": "1",
			"triggeredBy": {"ownerType": "Loyalty", "referenceId": "123"}}`,
	});
	expect(response.status).toBe(200);
	await deliveries.settled();

	expect(deliveries.log.map(({ outcome }) => outcome)).toEqual(Array(3).fill('delivered'));
	const [earned] = state.allEarned();
	expect(started).toMatchObject([
		{
			customerId: '9007199254740993123',
			email: 'long@example.com',
			badgeId: badgeMetaId,
			earnedBadgeId: earned.id,
			issuedId: earned.enrolmentId,
			earnedOn: new Date(earned.givenOn).toISOString(),
		},
	]);

	const { status } = await nodeBench().run({
		credential: harness().credential(),
		parameters: {
			resource: 'earn',
			operation: 'revoke',
			badge: byId('={{ $json.badgeId }}'),
			customer: '={{ $json.customerId }}',
			earnedBadge: byId('={{ $json.earnedBadgeId }}'),
		},
		items: started,
	});
	expect(status).toBe('success');
	expect(state.statusOf(earned)).toBe('REVOKED');
});

async function authHeaders(): Promise<Record<string, string>> {
	const { clientKey: key, clientSecret: secret } = harness().sandbox.accounts.oAuth;
	const response = await fetch(`${harness().sandbox.url}/v3/oauth/token/generate`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ key, secret }),
	});
	const { data } = (await response.json()) as { data: { accessToken: string } };
	return { 'X-CAP-API-OAUTH-TOKEN': data.accessToken };
}
