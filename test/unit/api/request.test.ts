import type { Call } from '../../../nodes/CapillaryBadges/api/call';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { openAccount, type Caller } from '../../../nodes/CapillaryBadges/api/account';
import { request } from '../../../nodes/CapillaryBadges/api/request';
import { account, answering, broken, type Answered } from './answering';

const post: Call = { method: 'POST', path: '/x', body: { id: 'a' } };
const get: Call = { method: 'GET', path: '/x' };
const good = { body: '{"data":{"id":"a"}}' };
const dead = { statusCode: 401, body: '{"errors":[{"code":401,"message":"no"}]}' };

async function send(call: Call, answers: Answered[], credential = account()) {
	const { caller, requests } = answering(answers);
	return { reply: await request(caller, credential, call, 7000), requests };
}

describe('request', () => {
	it('makes n8n send the call, and reads the response as text, whatever its status', async () => {
		const call = { ...post, query: { page: 2 }, headers: { 'X-CAP-IDENTIFIER': 'email' } };
		const { reply, requests } = await send(call, [good]);
		expect(reply).toMatchObject({ status: 'succeeded', response: { data: { id: 'a' } } });
		expect(requests).toEqual([
			{
				type: 'capillaryApi',
				token: 'token',
				options: {
					method: 'POST',
					url: 'https://eu.api.capillarytech.com/x',
					qs: { page: 2 },
					body: '{"id":"a"}',
					headers: {
						Accept: 'application/json',
						'Content-Type': 'application/json',
						'X-CAP-IDENTIFIER': 'email',
					},
					encoding: 'stream',
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					timeout: 7000,
				},
			},
		]);
	});

	it.each([
		['/v2/customers/lookup', true],
		['/v3/webHooks', true],
		['/api_gateway/v1/badges/badgeMeta', undefined],
	])('says whether another service refused: %s', async (path, elsewhere) => {
		const refused = { statusCode: 400, body: '{"errors":[{"code":1040,"message":"no"}]}' };
		const { reply } = await send({ ...get, path }, [refused]);
		expect(reply).toHaveProperty('refusal.code', 1040);
		expect((reply as { status: 'failed'; refusal: object }).refusal).toMatchObject({
			readOnly: true,
		});
		expect((reply as { status: 'failed'; refusal: { elsewhere?: true } }).refusal.elsewhere).toBe(
			elsewhere,
		);
	});

	it('sends no query and no body when the call has none', async () => {
		const { requests } = await send(get, [good]);
		expect(Object.keys(requests[0].options)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(qs|body)$/)]),
		);
	});

	it('accepts a response that n8n has parsed, and a missing one', async () => {
		const parsed = { data: { id: 'a' } };
		expect((await send(get, [{ body: parsed }])).reply).toMatchObject({
			status: 'succeeded',
			response: parsed,
		});
		expect((await send(get, [{ body: undefined }])).reply).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable' },
		});
	});

	it('reads the request ID and Retry-After from the headers', async () => {
		const headers = { 'x-cap-request-id': 'r-1', 'retry-after': '3' };
		const { reply } = await send(post, [{ statusCode: 429, headers, body: '' }]);
		expect(reply).toMatchObject({
			status: 'failed',
			refusal: { requestId: 'r-1', retryAfter: 3000 },
		});
	});

	it('marks the error of a call that only reads as read-only', async () => {
		const lost = broken('ECONNRESET');
		expect((await send(get, [lost])).reply).toMatchObject({
			status: 'failed',
			refusal: { readOnly: true },
		});
		expect((await send(post, [lost])).reply).not.toHaveProperty('refusal.readOnly');
		expect((await send(get, [good])).reply).not.toHaveProperty('refusal');
	});

	it.each([
		[
			broken('ECONNREFUSED'),
			'unreachable',
			'no connection to https://eu.api.capillarytech.com: the host refuses connections',
		],
		[
			broken('ECONNRESET'),
			'unanswered',
			'no answer from https://eu.api.capillarytech.com: the connection broke off',
		],
		[
			Object.assign(new Error(), { httpCode: 'ECONNREFUSED' }),
			'unreachable',
			'no connection to https://eu.api.capillarytech.com: the host refuses connections',
		],
		[
			Object.assign(new Error(), { httpCode: null }),
			'unanswered',
			'no answer from https://eu.api.capillarytech.com: the connection broke off',
		],
		[Object.assign(new Error('Wrong key'), { httpCode: 'SIGN_IN_REFUSED' }), 'signIn', 'Wrong key'],
		[Object.assign(new Error('Busy'), { httpCode: 'SIGN_IN_BUSY::' }), 'unreachable', 'Busy'],
	])('reports the error %j as %s', async (error, cause, message) => {
		expect((await send(post, [error])).reply).toMatchObject({
			status: 'failed',
			refusal: { cause, message },
		});
	});
});

it('removes secrets from the response', async () => {
	const errors = [{ code: 4711, message: 'Wrong secret: a-secret-of-the-client' }];
	const { caller } = answering([{ statusCode: 400, body: JSON.stringify({ errors }) }]);
	const credential = account({ clientSecret: 'a-secret-of-the-client' });

	expect(await request(caller, credential, post, 7000)).toMatchObject({
		status: 'failed',
		refusal: { message: 'Wrong secret: ***' },
	});
});

describe('a token that has expired', () => {
	it('is dropped, and the call is sent again', async () => {
		const { reply, requests } = await send(post, [dead, good]);
		expect(reply).toMatchObject({ status: 'succeeded', response: {} });
		expect(requests.map(({ token }) => token)).toEqual(['token', '']);
	});

	it('is renewed only once for a call', async () => {
		const { reply, requests } = await send(post, [dead, dead, good]);
		expect(reply).toMatchObject({ status: 'failed', refusal: { status: 401 } });
		expect(requests).toHaveLength(2);
	});

	it('does not exist with Basic', async () => {
		const basic = account({ authentication: 'basic', accessToken: '' });
		const { reply, requests } = await send(post, [dead, good], basic);
		expect(reply).toMatchObject({ status: 'failed', refusal: { status: 401 } });
		expect(requests.map(({ token }) => token)).toEqual(['not used with Basic']);
	});

	it('is not dropped after another refusal', async () => {
		const denied = { statusCode: 403, body: '{"errors":[{"code":4000,"message":"no"}]}' };
		expect((await send(post, [denied, good])).requests).toHaveLength(1);
	});

	const error = { code: 498, message: 'Token expired at 2026-01-15' };
	const v1 = { status: { success: 'false', ...error, code: '498' } };
	const forms: Array<[string, object]> = [
		['badges', { data: null, errors: [{ ...error, reference: null }], warnings: null }],
		['v2', { warnings: [], errors: [{ ...error, status: false }] }],
		['v1.1', { response: v1 }],
		['badges, code 401', { data: null, errors: [{ code: 401, message: 'Unauthorized' }] }],
		['v1.1, code 401', { response: { status: { ...v1.status, code: 401, success: false } } }],
	];
	const inEachForm = forms.flatMap(([form, body]) =>
		[200, 400, 401, 403, 498, 500].map((statusCode) => ({ form, statusCode, body })),
	);

	it.each([
		...inEachForm,
		{ form: 'no', statusCode: 498, body: '' },
		{ form: 'no', statusCode: 401, body: '<html>' },
		{ form: 'another', statusCode: 498, body: { message: 'Token expired' } },
	])('is recognized by HTTP $statusCode with $form envelope', async ({ statusCode, body }) => {
		const { reply, requests } = await send(post, [{ statusCode, body }, good]);
		expect(reply).toMatchObject({ status: 'succeeded', response: {} });
		expect(requests.map(({ token }) => token)).toEqual(['token', '']);
	});

	it('is renewed before a call is sent when its time is over', async () => {
		const old = account({ signedInUntil: Date.now() - 1 });
		const { reply, requests } = await send(post, [good], old);
		expect(reply).toMatchObject({ status: 'succeeded', response: {} });
		expect(requests.map(({ token }) => token)).toEqual(['']);
	});

	it('is requested by one call, and all that wait get the same error', async () => {
		const busy = Object.assign(new Error('Busy'), { httpCode: 'SIGN_IN_BUSY:429:3000' });
		const { caller, requests } = answering([busy, good]);
		const credential = account({ accessToken: '' });
		const replies = await Promise.all(
			[post, get].map(async (call) => await request(caller, credential, call, 7000)),
		);
		const refused = { cause: 'unreachable', message: 'Busy', status: 429, retryAfter: 3000 };
		expect(replies).toMatchObject([
			{ status: 'failed', refusal: refused },
			{ status: 'failed', refusal: { ...refused, readOnly: true } },
		]);

		const early = await request(caller, credential, post, 7000);
		const { retryAfter = 0 } = (early as { status: 'failed'; refusal: Refusal }).refusal;
		expect(retryAfter).toBeGreaterThan(0);
		expect(retryAfter).toBeLessThanOrEqual(3000);
		expect(requests).toHaveLength(1);
	});

	it('is not requested again after Capillary refused a new one', async () => {
		const { caller, requests } = answering([dead, dead, dead, good]);
		const credential = account();
		await request(caller, credential, post, 7000);
		const reply = await request(caller, credential, post, 7000);
		expect(reply).toMatchObject({ status: 'failed', refusal: { cause: 'signIn', status: 401 } });
		expect(requests).toHaveLength(3);
	});

	it('is renewed by one call while the others wait', async () => {
		const { caller, requests } = answering([dead, dead, good, good, good]);
		const credential = account();
		const ask = async () => await request(caller, credential, post, 7000);
		const first = [ask(), ask()];
		await Promise.resolve();
		const replies = await Promise.all(first);
		expect(replies).toMatchObject([
			{ status: 'succeeded', response: {} },
			{ status: 'succeeded', response: {} },
		]);
		expect(requests.map(({ token }) => token)).toEqual(['token', 'token', '', 'token 1']);
		await ask();
		expect(requests.map(({ token }) => token).slice(4)).toEqual(['token 1']);
		expect(credential.signIn).toBeUndefined();
	});
});

it('reports that a call without a response may have been done, although another call dropped the token', async () => {
	const credential = account();
	const httpRequestWithAuthentication = async () => {
		await Promise.resolve();
		credential.data.accessToken = '';
		throw broken('ECONNRESET');
	};
	const caller = { helpers: { httpRequestWithAuthentication } } as unknown as Caller;

	expect(await request(caller, credential, post, 7000)).toMatchObject({
		status: 'failed',
		refusal: { cause: 'unanswered' },
	});
});

describe('a call that times out', () => {
	const hanging = (accessToken: string) => {
		const httpRequestWithAuthentication = async () => await new Promise(() => {});
		const caller = { helpers: { httpRequestWithAuthentication } } as unknown as Caller;
		return request(caller, account({ accessToken }), post, 1);
	};

	it('may have been done', async () => {
		await expect(hanging('token')).resolves.toMatchObject({
			status: 'failed',
			refusal: {
				cause: 'unanswered',
				message: 'no answer from https://eu.api.capillarytech.com: it took longer than the timeout',
			},
		});
	});

	it('was not done when there was no token for it', async () => {
		await expect(hanging('')).resolves.toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreachable' },
		});
	});
});

describe('openAccount', () => {
	const opened = async (data: object) =>
		await openAccount({ getCredentials: async () => data } as unknown as Caller);

	it('returns the address and the token of the credential', async () => {
		const data = { host: 'eu.api.capillarytech.com', accessToken: 'token', clientKey: 'k' };
		await expect(opened(data)).resolves.toEqual({
			data,
			address: 'https://eu.api.capillarytech.com',
		});
	});

	it('drops a token that was issued for another key', async () => {
		const data = { host: 'eu.api.capillarytech.com', accessToken: 'token', signedInAs: 'other' };
		await expect(opened(data)).resolves.toMatchObject({ data: { accessToken: '' } });
	});
});
