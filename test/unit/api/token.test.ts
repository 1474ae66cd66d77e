import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import {
	dropToken,
	isNearlyOver,
	limitSignIn,
	renewToken,
} from '../../../nodes/CapillaryBadges/api/token';
import { checkReachable } from '../../../nodes/CapillaryBadges/api/tokenRequest';

let account = 0;

/** An OAuth credential that no other test uses, because tokens are shared by account. */
const credential = (more = {}) => ({
	authentication: 'oAuth',
	host: 'custom',
	customHost: 'http://127.0.0.1:1',
	clientKey: `key ${account++}`,
	clientSecret: 'words',
	accessToken: '',
	...more,
});

/** A helper that responds with the result of `answer` after a tick, and keeps the requests. */
function server(answer: (call: number) => unknown) {
	const requests: IHttpRequestOptions[] = [];
	const helper = {
		helpers: {
			httpRequest: async (request: IHttpRequestOptions) => {
				requests.push(request);
				const call = requests.length;
				await Promise.resolve();
				return answer(call);
			},
		},
	} as IHttpRequestHelper;
	return { helper, requests };
}

async function tokenFor(helper: IHttpRequestHelper, data: ReturnType<typeof credential>) {
	return (await renewToken.call(helper, data)).value;
}

/** The options of every sign-in request. */
const plain = {
	abortSignal: expect.any(AbortSignal),
	encoding: 'stream',
	disableFollowRedirect: true,
	ignoreHttpStatusErrors: true,
	returnFullResponse: true,
	timeout: 30_000,
};

const token = (accessToken: string, ttlSeconds = 300) => ({
	statusCode: 200,
	body: { data: { accessToken, ttlSeconds }, errors: null },
});

describe('renewToken', () => {
	it('sends the documented request', async () => {
		const { helper, requests } = server(() => token('t1'));
		await expect(tokenFor(helper, credential({ clientKey: ' k ' }))).resolves.toBe('t1');
		expect(requests[0]).toEqual({
			method: 'POST',
			url: 'http://127.0.0.1:1/v3/oauth/token/generate',
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			body: { key: 'k', secret: 'words' },
			...plain,
		});
	});

	it.each([200, 400, 401, 403, 500])(
		'reads code 320001 as a wrong key or secret, under HTTP %d',
		async (statusCode) => {
			const errors = [{ code: 320001, message: 'Invalid client key and secret' }];
			const { helper } = server(() => ({ statusCode, body: { data: null, errors } }));
			await expect(renewToken.call(helper, credential())).rejects.toMatchObject({
				message: expect.stringMatching(/^Capillary did not accept the client key/),
				httpCode: 'SIGN_IN_REFUSED',
			});
		},
	);

	it.each([
		[429, '3', 'SIGN_IN_BUSY:429:3000'],
		[503, '2', 'SIGN_IN_BUSY:503:2000'],
	])('reports the Retry-After of a busy host: HTTP %d', async (statusCode, wait, httpCode) => {
		const headers = { 'Retry-After': wait };
		const { helper } = server(() => ({ statusCode, headers, body: '' }));
		await expect(renewToken.call(helper, credential())).rejects.toMatchObject({ httpCode });
	});

	it('names the proxy that demands a password', async () => {
		const { helper } = server(() => ({ statusCode: 407, body: '<html>' }));
		await expect(renewToken.call(helper, credential())).rejects.toMatchObject({
			message: expect.stringMatching(/^The proxy between n8n and http:/),
			httpCode: 'SIGN_IN_REFUSED',
		});
	});

	it('sends one request for all that ask at the same time', async () => {
		const { helper, requests } = server((call) => token(`t${call}`));
		const shared = credential();
		const tokens = await Promise.all(
			[1, 2, 3, 4].map(async () => await tokenFor(helper, { ...shared })),
		);
		expect(tokens).toEqual(['t1', 't1', 't1', 't1']);
		expect(requests).toHaveLength(1);
	});

	it('returns the new token to a caller that still has the old one', async () => {
		const { helper, requests } = server((call) => token(`t${call}`));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		await expect(tokenFor(helper, old)).resolves.toBe('t1');
		expect(requests).toHaveLength(1);
	});

	it('renews again when the new token has expired too', async () => {
		const { helper } = server((call) => token(`t${call}`));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		await expect(tokenFor(helper, { ...old, accessToken: 't1' })).resolves.toBe('t2');
	});

	it('requests a new token for a caller that had another token', async () => {
		const { helper } = server((call) => token(`t${call}`));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		await expect(tokenFor(helper, { ...old, accessToken: 'another' })).resolves.toBe('t2');
	});

	it('does not return a token whose time is over', async () => {
		const { helper } = server((call) => token(`t${call}`, 0));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		await expect(tokenFor(helper, old)).resolves.toBe('t2');
	});

	it('returns a token until a tenth of its time is left', async () => {
		jest.useFakeTimers({ now: 0 });
		const { helper } = server((call) => token(`t${call}`, 300));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		jest.setSystemTime(269_999);
		await expect(tokenFor(helper, old)).resolves.toBe('t1');
		jest.setSystemTime(270_000);
		await expect(tokenFor(helper, old)).resolves.toBe('t2');
		jest.useRealTimers();
	});

	it('requests a new token for a caller without one, after the last request ended', async () => {
		const { helper } = server((call) => token(`t${call}`));
		const none = credential();
		await renewToken.call(helper, none);
		await expect(tokenFor(helper, none)).resolves.toBe('t2');
	});

	it.each([
		['an empty token', { data: { accessToken: '', ttlSeconds: 300 } }],
		['a number', { data: { accessToken: 7, ttlSeconds: 300 } }],
		['no data', { data: null }],
		['nothing', null],
	])('finds no token in a response with %s', async (_, body) => {
		const { helper } = server(() => ({ statusCode: 200, body }));
		await expect(renewToken.call(helper, credential())).rejects.toThrow(/did not accept/);
	});

	it('finds no token in a refusal', async () => {
		const { helper } = server(() => ({ ...token('t'), statusCode: 300 }));
		await expect(renewToken.call(helper, credential())).rejects.toThrow(/did not accept/);
	});

	it.each([
		[400, 'SIGN_IN_REFUSED'],
		[404, 'SIGN_IN_REFUSED'],
		[429, 'SIGN_IN_BUSY:429:'],
		[499, 'SIGN_IN_REFUSED'],
		[500, 'SIGN_IN_BUSY:500:'],
		[503, 'SIGN_IN_BUSY:503:'],
	])('says whether a retry can help: HTTP %d is %s', async (statusCode, httpCode) => {
		const { helper } = server(() => ({ statusCode, body: null }));
		await expect(renewToken.call(helper, credential())).rejects.toMatchObject({
			name: 'SignInError',
			httpCode,
		});
	});

	it('keeps accounts apart, also by their secret', async () => {
		const { helper, requests } = server((call) => token(`t${call}`));
		const one = credential();
		await Promise.all([
			renewToken.call(helper, one),
			renewToken.call(helper, { ...one, clientSecret: 'other words' }),
		]);
		expect(requests).toHaveLength(2);
	});

	it.each([
		[401, /did not accept the client key and client secret/],
		[400, /did not accept the client key and client secret/],
		[404, /^http:\/\/127\.0\.0\.1:1 answered.*not a Capillary API host/],
		[429, /could not issue a token just now \(HTTP 429 from http:\/\/127\.0\.0\.1:1\)/],
		[503, /could not issue a token just now \(HTTP 503 from http:\/\/127\.0\.0\.1:1\)/],
		[200, /did not accept/],
	])('explains HTTP %d, and sends a new request the next time', async (statusCode, words) => {
		const { helper, requests } = server(() => ({ statusCode, body: { errors: [] } }));
		const refused = credential();
		await expect(renewToken.call(helper, refused)).rejects.toThrow(words);
		await expect(renewToken.call(helper, refused)).rejects.toThrow(words);
		expect(requests).toHaveLength(2);
	});

	it.each([
		[200, '<!DOCTYPE html><title>Welcome</title>'],
		[302, ' <html></html>'],
		[405, ''],
	])('does not blame the key when something else responds: HTTP %d, %j', async (status, body) => {
		const { helper } = server(() => ({ statusCode: status, body }));
		await expect(renewToken.call(helper, credential())).rejects.toThrow(
			`issues no tokens (HTTP ${status}), so it is not a Capillary API host`,
		);
	});

	it.each([
		[401, '<html>Unauthorized</html>'],
		[400, '<html></html>'],
		[200, 'no token < here'],
		[200, { page: '<html></html>' }],
	])('blames the key when nothing says otherwise: HTTP %d, %j', async (statusCode, body) => {
		const { helper } = server(() => ({ statusCode, body }));
		await expect(renewToken.call(helper, credential())).rejects.toThrow(/did not accept/);
	});

	it('shows nothing of the request when the host cannot be reached', async () => {
		const { helper } = server(() => {
			throw Object.assign(new Error('words in the request'), { code: 'ECONNREFUSED' });
		});
		const error = await renewToken.call(helper, credential()).catch((thrown: Error) => thrown);
		expect(String(error)).toMatch(
			/No connection to http:\/\/127\.0\.0\.1:1: the host refuses connections/,
		);
		expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('words in');
	});

	it.each([
		'Domain not allowed: This credential is restricted from accessing 127.0.0.1:1.',
		'No allowed domains specified. Configure allowed domains or change restriction setting.',
	])("names the field when n8n says '%s'", async (message) => {
		const { helper } = server(() => {
			throw new Error(message);
		});
		await expect(renewToken.call(helper, credential())).rejects.toMatchObject({
			message: expect.stringMatching(
				/^n8n does not let .* at http:\S+, because its 'Allowed Domains'/,
			),
			httpCode: 'SIGN_IN_REFUSED',
		});
	});

	it('allows a retry when the host cannot be reached for an unknown reason', async () => {
		const { helper } = server(() => {
			throw new Error('lost');
		});
		await expect(renewToken.call(helper, credential())).rejects.toMatchObject({
			message: expect.stringMatching(/: the connection broke off\. Check the region/),
			httpCode: 'SIGN_IN_BUSY::',
		});
	});

	it.each([
		{ clientKey: '' },
		{ clientKey: undefined },
		{ clientSecret: ' ' },
		{ clientSecret: undefined },
	])('names the fields that are missing: %j', async (more) => {
		const { helper, requests } = server(() => token('t'));
		await expect(renewToken.call(helper, credential(more))).rejects.toThrow(
			/'Client Key'.*'Client Secret'/,
		);
		expect(requests).toHaveLength(0);
	});
});

describe('a token that is renewed early', () => {
	it.each([
		[300, 270],
		[5, 4.5],
		[3600, 3540],
		['300', 270],
	])('with a time of %j seconds is used for %d', async (ttlSeconds, serves) => {
		const now = Date.now();
		const { helper } = server(() => token('t1', ttlSeconds as number));
		const { until = 0 } = await renewToken.call(helper, credential());
		expect(until - serves * 1000).toBeGreaterThanOrEqual(now);
		expect(until - serves * 1000).toBeLessThanOrEqual(Date.now());
	});

	it.each([0, -1, null, 'soon', {}, Infinity])(
		'has no known end with a time of %j seconds',
		async (ttlSeconds) => {
			const { helper } = server(() => token('t1', ttlSeconds as number));
			await expect(renewToken.call(helper, credential())).resolves.toEqual({ value: 't1' });
		},
	);

	it('is nearly over when the saved time has passed', () => {
		expect(isNearlyOver({})).toBe(false);
		expect(isNearlyOver({ signedInUntil: '' })).toBe(false);
		expect(isNearlyOver({ signedInUntil: Date.now() + 60_000 })).toBe(false);
		expect(isNearlyOver({ signedInUntil: Date.now() - 1 })).toBe(true);
	});

	it('is shared by two runs that drop the same token', async () => {
		const { helper, requests } = server((call) => token(`t${call}`));
		const [one, other] = [credential({ accessToken: 'old' })].flatMap((old) => [old, { ...old }]);
		dropToken(one);
		await expect(tokenFor(helper, one)).resolves.toBe('t1');
		dropToken(other);
		expect(other.accessToken).toBe('');
		await expect(tokenFor(helper, other)).resolves.toBe('t1');
		expect(requests).toHaveLength(1);
	});
});

describe('limits of a sign-in', () => {
	it('use the timeout of the run', async () => {
		const { helper, requests } = server(() => token('t1'));
		const data = credential();
		limitSignIn(data, 7000);
		await renewToken.call(helper, data);
		expect(requests[0].timeout).toBe(7000);
	});

	it('end a request that hangs', async () => {
		const { helper } = server(async () => await new Promise(() => {}));
		const data = credential();
		limitSignIn(data, 1);
		await expect(renewToken.call(helper, data)).rejects.toMatchObject({
			message: expect.stringMatching(/^No answer from http:\S+: it took longer than the timeout/),
			httpCode: 'SIGN_IN_BUSY::',
		});
	});

	it.each([
		['of a megabyte', 'a'.repeat(1_000_000)],
		['with a line break', 'a\r\nX-Other: 1'],
		['with characters that do not fit into a header', '\u5317'],
	])('refuse a token %s', async (_, accessToken) => {
		const { helper } = server(() => token(accessToken));
		await expect(renewToken.call(helper, credential())).rejects.toMatchObject({
			message: expect.stringMatching(/issued a token that no call can carry: it is \d+ characters/),
			httpCode: 'SIGN_IN_REFUSED',
		});
	});

	it('remember at most 200 accounts', async () => {
		const { helper, requests } = server((call) => token(`t${call}`));
		const first = credential({ accessToken: 'old' });
		await renewToken.call(helper, first);
		for (let more = 0; more < 200; more++) await renewToken.call(helper, credential());
		await renewToken.call(helper, first);
		expect(requests).toHaveLength(202);
	});
});

describe('checkReachable', () => {
	it.each([200, 404, 503])('accepts any response, such as HTTP %d', async (statusCode) => {
		const { helper } = server(() => ({ statusCode, body: '' }));
		await expect(checkReachable.call(helper, credential(), 30_000)).resolves.toBeUndefined();
	});

	it('requests only the host, without the credential', async () => {
		const { helper, requests } = server(() => ({ statusCode: 200, body: '' }));
		await checkReachable.call(helper, credential(), 30_000);
		expect(requests).toEqual([{ method: 'GET', url: 'http://127.0.0.1:1', ...plain }]);
	});

	it('fails for a host that hangs, after the timeout', async () => {
		const { helper, requests } = server(async () => await new Promise(() => {}));
		await expect(checkReachable.call(helper, credential(), 1)).rejects.toThrow(
			/it took longer than the timeout/,
		);
		expect(requests[0].timeout).toBe(1);
	});

	it('fails when the host does not exist', async () => {
		const { helper } = server(() => {
			throw Object.assign(new Error(), { code: 'ENOTFOUND' });
		});
		await expect(checkReachable.call(helper, credential(), 30_000)).rejects.toThrow(
			/no host with this name/,
		);
	});
});
