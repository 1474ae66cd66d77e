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
	it('returns a token and its lifetime when key and secret are right', async () => {
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

	it.each([200, 400, 401, 403] as const)(
		'has code 320001 under HTTP %i when the variant asks for it',
		async (wanted) => {
			sandbox.faults.set({ variants: { signInRefused: `320001 under ${wanted}` } });

			const { status, json } = await signIn(sandbox, { clientKey: 'wrong', clientSecret: 'wrong' });

			expect(status).toBe(wanted);
			expect(json).toEqual({
				data: null,
				errors: [{ code: 320001, message: 'Invalid client key and secret' }],
			});
		},
	);
});

describe('an expired token', () => {
	afterEach(() => sandbox.faults.clear());

	it.each([
		['HTTP 498 in the v2 envelope', { deadTokenCode: '498' }, 498, 498],
		['code 498 under HTTP 200', { deadTokenCode: '498', deadTokenStatus: '200' }, 200, 498],
		['code 401 under HTTP 400', { deadTokenStatus: '400' }, 400, 401],
	] as const)(
		'is refused with %s when the variants ask for it',
		async (_form, variants, status, code) => {
			sandbox.faults.set({ variants });

			const answer = await listWith({ 'X-CAP-API-OAUTH-TOKEN': 'made-up' });

			expect([answer.status, answer.json.errors[0].code]).toEqual([status, code]);
		},
	);

	it.each([
		['badges', { data: null, errors: [{ code: 498, reference: null }], warnings: null }],
		['v2', { warnings: [], errors: [{ status: false, code: 498 }] }],
		['v1.1', { response: { status: { success: 'false', code: '498' } } }],
	] as const)(
		'is refused in the envelope of %s when a fault asks for it',
		async (envelope, body) => {
			const headers = await tokenHeader();
			sandbox.faults.set([{ fault: { kind: 'expireTokens', status: 403, code: 498, envelope } }]);

			const [first, second] = [await listWith(headers), await listWith(headers)];

			expect(first.status).toBe(403);
			expect(first.json).toMatchObject(body);
			expect([second.status, second.json.errors[0].code]).toEqual([401, 401]);
		},
	);
});

it('sends the time of Capillary in the Date header when its clock is ahead', async () => {
	sandbox.faults.set({ clockSkewMs: 360_000 });
	const { headers } = await signIn(sandbox);
	sandbox.faults.clear();

	expect(headers.get('date')).toBe('Sun, 01 Mar 2026 12:06:00 GMT');
});

describe('a token', () => {
	it('is accepted until its lifetime ends', async () => {
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

	it('is refused after all tokens expire, and a new one is accepted', async () => {
		const headers = await tokenHeader();
		sandbox.expireTokens();

		expect((await listWith(headers)).status).toBe(401);
		expect((await listWith(await tokenHeader())).status).toBe(200);
	});

	it('is refused when it was never issued', async () => {
		expect((await listWith({ 'X-CAP-API-OAUTH-TOKEN': 'made-up' })).status).toBe(401);
	});

	it('has the new lifetime when that was changed before', async () => {
		sandbox.setTokenTtl(5);
		const headers = await tokenHeader();
		time += 5_000;

		expect((await listWith(headers)).status).toBe(401);
		sandbox.setTokenTtl(300);
	});
});

describe('Basic', () => {
	const { username, password } = { username: 'sandbox-till', password: 'sandbox-password' };

	it('accepts the MD5 of the password', async () => {
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

	it('refuses the MD5 when it is in upper case', async () => {
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

	it('refuses calls with 403 when an OAuth client lacks it', async () => {
		const { status, json } = await listWith(
			await tokenHeader(sandbox.accounts.withoutAccess.oAuth),
		);

		expect([status, json]).toEqual([403, denied]);
	});

	it('refuses calls with 403 when a till lacks it', async () => {
		const { username, password } = sandbox.accounts.withoutAccess.basic;
		const { status, json } = await listWith(basicHeader(username, password));

		expect([status, json]).toEqual([403, denied]);
	});

	it('is not needed when a customer is looked up', async () => {
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

	it('refuses a call without authentication or without the right to badges', async () => {
		const headers = await tokenHeader(sandbox.accounts.withoutAccess.oAuth);

		expect((await send(sandbox, method, path)).status).toBe(401);
		expect((await send(sandbox, method, path, { headers })).status).toBe(403);
	});
});
