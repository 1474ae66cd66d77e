'use strict';

// n8n's HTTP Request node with the credential, for calls that our node does not have.
const { createServer } = require('node:http');
const { accounts } = require('../../sandbox/http/authentication');
const { LOOPBACK } = require('../../tools/services/freePort');
const { sandbox, signIn } = require('../helpers/demo');

const NODE = 'HTTP Request';

/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
/** Another host than the credential's, and the paths of its requests. */
const elsewhere = { url: '', requests: /** @type {Array<string | undefined>} */ ([]) };
const server = createServer((request, response) => {
	elsewhere.requests.push(request.url);
	response.setHeader('Content-Type', 'application/json').end('{}');
});

beforeAll(async () => {
	n8n = await signIn();
	await new Promise((listening) => server.listen(0, LOOPBACK, () => listening(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	elsewhere.url = `http://${LOOPBACK}:${port}`;
});
afterAll(async () => await new Promise((closed) => server.close(closed)));
beforeEach(async () => {
	elsewhere.requests.length = 0;
	await sandbox.reset();
});

/**
 * Runs the HTTP Request node with a new credential.
 *
 * @param {string} url @param {Record<string, string>} data of the credential
 */
async function request(url, data) {
	const { id, name } = await n8n.createCredential({
		name: 'Of the HTTP Request node',
		type: 'capillaryApi',
		data: { host: 'custom', customHost: process.env.E2E_SANDBOX_URL, ...data },
	});
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: NODE,
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'capillaryApi',
			},
			credentials: { capillaryApi: { id, name } },
		},
	];
	const workflow = await n8n.createWorkflow({
		name: 'The credential in the HTTP Request node',
		nodes: nodes.map((node, index) => ({ id: `${index}`, position: [200 * index, 0], ...node })),
		connections: { Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		settings: {},
	});
	return await n8n.runWorkflow(workflow);
}

/** @returns {Promise<string[]>} the paths of the requests to the credential's own host */
const requestsToOwnHost = async () => (await sandbox.ledger()).calls.map(({ path }) => path);

const SIGN_INS = [
	{ authentication: 'oAuth', account: accounts.oAuth, signIn: ['/v3/oauth/token/generate'] },
	// Basic needs no token.
	{ authentication: 'basic', account: accounts.basic, signIn: [] },
];
const PATH = '/api_gateway/v1/badges/badgeMeta';

describe.each(SIGN_INS)('$authentication', ({ authentication, account, signIn }) => {
	const data = { authentication, ...account };
	const allowing = (/** @type {string} */ allowedDomains) => ({
		...data,
		allowedHttpRequestDomains: 'domains',
		allowedDomains,
	});

	test('is accepted by Capillary', async () => {
		const execution = await request(`${process.env.E2E_SANDBOX_URL}${PATH}`, data);

		expect(execution.status).toBe('success');
		expect(execution.handedTo(NODE)).toMatchObject([{ data: expect.anything() }]);
	});

	test.each([
		['another port', () => elsewhere.url],
		['another name of the same machine', () => elsewhere.url.replace(LOOPBACK, 'localhost')],
	])('is not sent to another host: %s', async (_, url) => {
		const execution = await request(url() + PATH, data);

		expect(execution.error).toMatch(
			/^This credential is only sent to http:\S+, and the request goes/,
		);
		expect(elsewhere.requests).toEqual([]);
		expect(new Set(await requestsToOwnHost())).toEqual(new Set(signIn));
	});

	test('is refused when its allowed domains exclude its own host', async () => {
		const execution = await request(elsewhere.url + PATH, allowing('capillary.example'));

		expect(execution.error).toMatch(/^n8n does not let .* because its 'Allowed Domains'/);
		expect(elsewhere.requests).toEqual([]);
	});
});
