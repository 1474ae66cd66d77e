import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import {
	checkReachable,
	fingerprint,
	ownToken,
	renewToken,
	signed,
	SignInRefused,
} from '../../../nodes/CapillaryBadges/transport/signIn';

let account = 0;

/** An OAuth credential that no other test has used, since tokens are shared by account. */
const credential = (more = {}) => ({
	authentication: 'oAuth',
	host: 'custom',
	customHost: 'http://127.0.0.1:1',
	clientKey: `key ${account++}`,
	clientSecret: 'words',
	accessToken: '',
	...more,
});

/** A helper that answers with what `answer` gives, a while later, and keeps the requests. */
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

/** How n8n is to make every request of the sign-in. */
const plain = {
	json: true,
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
	it('asks as documented', async () => {
		const { helper, requests } = server(() => token('t1'));
		await expect(renewToken.call(helper, credential({ clientKey: ' k ' }))).resolves.toBe('t1');
		expect(requests[0]).toEqual({
			method: 'POST',
			url: 'http://127.0.0.1:1/v3/oauth/token/generate',
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			body: { key: 'k', secret: 'words' },
			...plain,
		});
	});

	it('makes one request for all that ask at once', async () => {
		const { helper, requests } = server((call) => token(`t${call}`));
		const shared = credential();
		const tokens = await Promise.all(
			[1, 2, 3, 4].map(async () => await renewToken.call(helper, { ...shared })),
		);
		expect(tokens).toEqual(['t1', 't1', 't1', 't1']);
		expect(requests).toHaveLength(1);
	});

	it('gives the new token to one that finds out late that the old one has died', async () => {
		const { helper, requests } = server((call) => token(`t${call}`));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		await expect(renewToken.call(helper, old)).resolves.toBe('t1');
		expect(requests).toHaveLength(1);
	});

	it('renews again when the new token has died as well', async () => {
		const { helper } = server((call) => token(`t${call}`));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		await expect(renewToken.call(helper, { ...old, accessToken: 't1' })).resolves.toBe('t2');
	});

	it('asks anew for one whose token was another: nothing says that the last one still lives', async () => {
		const { helper } = server((call) => token(`t${call}`));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		await expect(renewToken.call(helper, { ...old, accessToken: 'another' })).resolves.toBe('t2');
	});

	it('does not hand out a token whose time is over', async () => {
		const { helper } = server((call) => token(`t${call}`, 0));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		await expect(renewToken.call(helper, old)).resolves.toBe('t2');
	});

	it('hands out a token until its time is over', async () => {
		jest.useFakeTimers({ now: 0 });
		const { helper } = server((call) => token(`t${call}`, 300));
		const old = credential({ accessToken: 'old' });
		await renewToken.call(helper, old);
		jest.setSystemTime(299_999);
		await expect(renewToken.call(helper, old)).resolves.toBe('t1');
		jest.setSystemTime(300_000);
		await expect(renewToken.call(helper, old)).resolves.toBe('t2');
		jest.useRealTimers();
	});

	it('asks anew for one who had no token, once the last one is there', async () => {
		const { helper } = server((call) => token(`t${call}`));
		const none = credential();
		await renewToken.call(helper, none);
		await expect(renewToken.call(helper, none)).resolves.toBe('t2');
	});

	it.each([
		['an empty one', { data: { accessToken: '', ttlSeconds: 300 } }],
		['a number', { data: { accessToken: 7, ttlSeconds: 300 } }],
		['no data', { data: null }],
		['nothing', null],
	])('takes no token from an answer that holds %s', async (_, body) => {
		const { helper } = server(() => ({ statusCode: 200, body }));
		await expect(renewToken.call(helper, credential())).rejects.toThrow(/did not accept/);
	});

	it('takes no token from an answer that is a refusal', async () => {
		const { helper } = server(() => ({ ...token('t'), statusCode: 300 }));
		await expect(renewToken.call(helper, credential())).rejects.toThrow(/did not accept/);
	});

	it.each([
		[400, 'SIGN_IN_REFUSED'],
		[404, 'SIGN_IN_REFUSED'],
		[429, 'SIGN_IN_PASSING'],
		[499, 'SIGN_IN_REFUSED'],
		[500, 'SIGN_IN_PASSING'],
	])('says whether it may pass: HTTP %d is %s', async (statusCode, httpCode) => {
		const { helper } = server(() => ({ statusCode, body: null }));
		await expect(renewToken.call(helper, credential())).rejects.toMatchObject({
			name: 'SignInRefused',
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
	])('says in words what HTTP %d means, and asks anew the next time', async (statusCode, words) => {
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
	])('does not blame the key when something else answers: HTTP %d, %j', async (status, body) => {
		const { helper } = server(() => ({ statusCode: status, body }));
		await expect(renewToken.call(helper, credential())).rejects.toThrow(
			`issues no tokens (HTTP ${status}), so it is not a Capillary API host`,
		);
	});

	it('shows nothing of the request when the host cannot be reached', async () => {
		const { helper } = server(() => {
			throw Object.assign(new Error('words in the request'), { code: 'ECONNREFUSED' });
		});
		const error = await renewToken.call(helper, credential()).catch((thrown: Error) => thrown);
		expect(String(error)).toMatch(
			/No connection to http:\/\/127\.0\.0\.1:1: the host refuses connections/,
		);
		expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('words');
	});

	it('may pass when the host cannot be reached, and says so when nobody knows why', async () => {
		const { helper } = server(() => {
			throw new Error('lost');
		});
		await expect(renewToken.call(helper, credential())).rejects.toMatchObject({
			message: expect.stringMatching(/: the connection broke off\. Check the region/),
			httpCode: 'SIGN_IN_PASSING',
		});
	});

	it.each([
		{ clientKey: '' },
		{ clientKey: undefined },
		{ clientSecret: ' ' },
		{ clientSecret: undefined },
	])('asks for what is missing: %j', async (more) => {
		const { helper, requests } = server(() => token('t'));
		await expect(renewToken.call(helper, credential(more))).rejects.toThrow(
			/'Client Key'.*'Client Secret'/,
		);
		expect(requests).toHaveLength(0);
	});
});

describe('checkReachable', () => {
	it.each([200, 404, 503])('is content with any answer, such as HTTP %d', async (statusCode) => {
		const { helper } = server(() => ({ statusCode, body: '' }));
		await expect(checkReachable.call(helper, credential())).resolves.toBeUndefined();
	});

	it('asks the host for nothing in particular, without the credential', async () => {
		const { helper, requests } = server(() => ({ statusCode: 200, body: '' }));
		await checkReachable.call(helper, credential());
		expect(requests).toEqual([{ method: 'GET', url: 'http://127.0.0.1:1', ...plain }]);
	});

	it('is not content with none', async () => {
		const { helper } = server(() => {
			throw Object.assign(new Error(), { code: 'ENOTFOUND' });
		});
		await expect(checkReachable.call(helper, credential())).rejects.toThrow(/no host of this name/);
	});
});

describe('signed', () => {
	const request = {
		url: 'https://eu.api.capillarytech.com/x',
		headers: { Accept: 'application/json' },
	};
	const basic = { authentication: 'basic', username: 'till', host: 'eu.api.capillarytech.com' };
	const basicPair = (headers?: object) => {
		const value = (headers as { Authorization: string }).Authorization;
		return Buffer.from(value.replace('Basic ', ''), 'base64').toString();
	};

	it("makes the MD5 of Capillary's own check value", () => {
		const { headers } = signed({ ...basic, password: '123', passwordFormat: 'plain' }, request);
		expect(basicPair(headers)).toBe('till:202cb962ac59075b964b07152d234b70');
	});

	it('takes a password as it was typed, blanks too, and a user name without them', () => {
		const typed = { ...basic, username: ' till ', password: ' a ' };
		expect(basicPair(signed(typed, request).headers)).toBe('till:e49736f09a17efd3daec360132426f43');
	});

	it('takes no credential for an empty one', () => {
		const { headers } = signed({ authentication: 'basic' }, request);
		expect(basicPair(headers)).toBe(':d41d8cd98f00b204e9800998ecf8427e');
	});

	it('takes an MD5 that the user has already, in capitals too', () => {
		const password = ' 202CB962AC59075B964B07152D234B70 ';
		const { headers } = signed({ ...basic, password, passwordFormat: 'md5' }, request);
		expect(basicPair(headers)).toBe('till:202cb962ac59075b964b07152d234b70');
	});

	it('puts the token in its header and no Authorization beside it', () => {
		const { headers } = signed(credential({ accessToken: 't' }), request);
		expect(headers).toEqual({ Accept: 'application/json', 'X-CAP-API-OAUTH-TOKEN': 't' });
	});

	it('adds the attribution headers when both halves are there', () => {
		const attribution = { attributionEntityType: 'STORE_CODE', attributionEntityCode: ' s1 ' };
		expect(signed(credential(attribution), request).headers).toMatchObject({
			'X-CAP-API-ATTRIBUTION-ENTITY-TYPE': 'STORE_CODE',
			'X-CAP-API-ATTRIBUTION-ENTITY-CODE': 's1',
		});
		for (const half of [{ attributionEntityType: 'TILL' }, { attributionEntityCode: 's1' }]) {
			const { headers } = signed(credential(half), request);
			expect(Object.keys(headers ?? {})).toHaveLength(2);
		}
	});

	it.each(['北京', 'store\n42'])('refuses the attribution %j, which no header holds', (code) => {
		const attribution = { attributionEntityType: 'STORE_NAME', attributionEntityCode: code };
		expect(() => signed(credential(attribution), request)).toThrow(SignInRefused);
		const accented = { ...attribution, attributionEntityCode: 'Köln' };
		expect(signed(credential(accented), request).headers).toMatchObject({
			'X-CAP-API-ATTRIBUTION-ENTITY-CODE': 'Köln',
		});
	});

	it('sends a bare path to its own host and leaves a full address alone', () => {
		expect(signed(credential(), { url: '/x' })).toMatchObject({ baseURL: 'http://127.0.0.1:1' });
		expect(signed(credential(), request).baseURL).toBeUndefined();
		const elsewhere = { url: '/x', baseURL: 'https://example.com' };
		expect(signed(credential(), elsewhere).baseURL).toBe('https://example.com');
	});

	it('leaves the address of a request alone that names it in another way', () => {
		const other = { uri: 'https://example.com/x' } as unknown as IHttpRequestOptions;
		expect(signed(credential(), other)).toMatchObject(other);
		expect(signed(credential(), other).baseURL).toBeUndefined();
	});
});

describe('ownToken', () => {
	const given = credential({ accessToken: 't' });

	it('is the token that was given for this key and secret, or for nobody knows which', () => {
		expect(ownToken(given)).toBe('t');
		expect(ownToken({ ...given, signedInAs: fingerprint(given) })).toBe('t');
		expect(ownToken({})).toBe('');
	});

	it.each(['host', 'customHost', 'clientKey', 'clientSecret'])(
		'is none when the %s is another now',
		(name) => {
			const now = { ...given, signedInAs: fingerprint(given), [name]: 'another' };
			expect(ownToken(now)).toBe('');
		},
	);
});

describe('fingerprint', () => {
	it('shows nothing of what it stands for', () => {
		expect(fingerprint(credential())).toMatch(/^[0-9a-f]{16}$/);
	});
});
