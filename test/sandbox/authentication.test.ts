import { endpoints } from '../../sandbox/endpoints';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, basicHeader, plainBasicHeader, send, signIn } from './client';

const LIST = `${BADGES}/badgeMeta`;

let time = Date.parse('2026-03-01T12:00:00Z');
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ tokenTtlSeconds: 300, now: () => time });
});
afterAll(() => sandbox.close());

const listWith = (headers: Record<string, string>) => send(sandbox, 'GET', LIST, { headers });
const tokenHeader = async (client = sandbox.accounts.oAuth) => ({
	'X-CAP-API-OAUTH-TOKEN': (await signIn(sandbox, client)).json.data.accessToken as string,
});

describe('sign-in', () => {
	it('gives a token and says how long it lives', async () => {
		const { status, json } = await signIn(sandbox);

		expect(status).toBe(200);
		expect(json).toEqual({
			data: { accessToken: expect.any(String), ttlSeconds: 300 },
			errors: null,
		});
	});

	it.each([
		['key', { clientKey: 'wrong', clientSecret: 'sandbox-secret' }],
		['secret', { clientKey: 'sandbox-key', clientSecret: 'wrong' }],
	])('refuses a wrong %s', async (_what, client) => {
		const { status, json } = await signIn(sandbox, client);

		expect(status).toBe(401);
		expect(json).toEqual({
			warnings: [],
			errors: [{ status: false, code: 401, message: 'Failed to generate OAuth token' }],
		});
	});
});

describe('a refusal of the key or secret', () => {
	afterEach(() => sandbox.faults.clear());

	it.each([200, 400, 401, 403] as const)('can be code 320001 under HTTP %i', async (wanted) => {
		sandbox.faults.set({ variants: { signInRefused: `320001 under ${wanted}` } });

		const { status, json } = await signIn(sandbox, { clientKey: 'wrong', clientSecret: 'wrong' });

		expect(status).toBe(wanted);
		expect(json).toEqual({
			data: null,
			errors: [{ code: 320001, message: 'Invalid client key and secret' }],
		});
	});
});

describe('a dead token', () => {
	afterEach(() => sandbox.faults.clear());

	it.each([
		['HTTP 498 in the v2 envelope', { deadTokenCode: '498' }, 498, 498],
		['code 498 under HTTP 200', { deadTokenCode: '498', deadTokenStatus: '200' }, 200, 498],
		['code 401 under HTTP 400', { deadTokenStatus: '400' }, 400, 401],
	] as const)('is %s', async (_form, variants, status, code) => {
		sandbox.faults.set({ variants });

		const answer = await listWith({ 'X-CAP-API-OAUTH-TOKEN': 'made-up' });

		expect([answer.status, answer.json.errors[0].code]).toEqual([status, code]);
	});

	it.each([
		['badges', { data: null, errors: [{ code: 498, reference: null }], warnings: null }],
		['v2', { warnings: [], errors: [{ status: false, code: 498 }] }],
		['v1.1', { response: { status: { success: 'false', code: '498' } } }],
	] as const)('is told in the envelope of %s, by a fault', async (envelope, body) => {
		const headers = await tokenHeader();
		sandbox.faults.set([{ fault: { kind: 'expireTokens', status: 403, code: 498, envelope } }]);

		const [first, second] = [await listWith(headers), await listWith(headers)];

		expect(first.status).toBe(403);
		expect(first.json).toMatchObject(body);
		expect([second.status, second.json.errors[0].code]).toEqual([401, 401]);
	});
});

it('the Date header has the time of Capillary, however far it is ahead', async () => {
	sandbox.faults.set({ clockSkewMs: 360_000 });
	const { headers } = await signIn(sandbox);
	sandbox.faults.clear();

	expect(headers.get('date')).toBe('Sun, 01 Mar 2026 12:06:00 GMT');
});

describe('a token', () => {
	it('is taken until its time is over', async () => {
		const headers = await tokenHeader();
		time += 299_000;
		expect((await listWith(headers)).status).toBe(200);

		time += 1_000;
		const { status, json } = await listWith(headers);
		expect(status).toBe(401);
		expect(json.errors[0].message).toBe(
			'Authentication failed. The token is invalid or has expired.',
		);
	});

	it('can be made to expire at once, and a new one works', async () => {
		const headers = await tokenHeader();
		sandbox.expireTokens();

		expect((await listWith(headers)).status).toBe(401);
		expect((await listWith(await tokenHeader())).status).toBe(200);
	});

	it('is refused when it was never given out', async () => {
		expect((await listWith({ 'X-CAP-API-OAUTH-TOKEN': 'made-up' })).status).toBe(401);
	});

	it('lives as long as is set later', async () => {
		sandbox.setTokenTtl(5);
		const headers = await tokenHeader();
		time += 5_000;

		expect((await listWith(headers)).status).toBe(401);
		sandbox.setTokenTtl(300);
	});
});

describe('Basic', () => {
	const { username, password } = { username: 'sandbox-till', password: 'sandbox-password' };

	it('takes the MD5 of the password', async () => {
		expect((await listWith(basicHeader(username, password))).status).toBe(200);
	});

	it.each([
		['the plain password', plainBasicHeader(username, password)],
		['a wrong password', basicHeader(username, 'wrong')],
		['a wrong user', basicHeader('wrong', password)],
		['no authentication', {}],
		['another scheme', { Authorization: 'Bearer made-up' }],
	])('refuses %s', async (_what, headers) => {
		const { status, json } = await listWith(headers);

		expect(status).toBe(401);
		expect(json).toEqual({
			warnings: [],
			errors: [
				{
					status: false,
					code: 401,
					message: 'Authentication failed. Please check username and password.',
				},
			],
		});
	});

	it('refuses the MD5 in upper case', async () => {
		const [, encoded] = basicHeader(username, password).Authorization.split(' ');
		const [, digest] = Buffer.from(encoded, 'base64').toString().split(':');

		const { status } = await listWith(plainBasicHeader(username, digest.toUpperCase()));

		expect(status).toBe(401);
	});
});

describe('the right to badges', () => {
	const denied = {
		warnings: [],
		errors: [{ status: false, code: 4000, message: 'Not authorized. Access is denied!' }],
	};

	it('is missing from an OAuth client that can sign in', async () => {
		const { status, json } = await listWith(
			await tokenHeader(sandbox.accounts.withoutAccess.oAuth),
		);

		expect([status, json]).toEqual([403, denied]);
	});

	it('is missing from a till that can sign in', async () => {
		const { username, password } = sandbox.accounts.withoutAccess.basic;
		const { status, json } = await listWith(basicHeader(username, password));

		expect([status, json]).toEqual([403, denied]);
	});

	it('is not needed for looking a customer up', async () => {
		sandbox.state.addCustomer({ email: 'somebody@example.com' });
		const { status } = await send(
			sandbox,
			'GET',
			'/v2/customers/lookup?source=INSTORE&identifierName=email&identifierValue=somebody@example.com',
			{ headers: await tokenHeader(sandbox.accounts.withoutAccess.oAuth) },
		);

		expect(status).toBe(200);
	});
});

describe.each(endpoints.filter(({ needs }) => needs === 'badges'))('$method $path', (endpoint) => {
	const { method, path } = endpoint;

	it('is for nobody without a name, nor without the right to badges', async () => {
		const headers = await tokenHeader(sandbox.accounts.withoutAccess.oAuth);

		expect((await send(sandbox, method, path)).status).toBe(401);
		expect((await send(sandbox, method, path, { headers })).status).toBe(403);
	});
});
