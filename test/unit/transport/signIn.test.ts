import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import {
	checkReachable,
	renewToken,
	signed,
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

const token = (accessToken: string, ttlSeconds = 300) => ({
	statusCode: 200,
	body: { data: { accessToken, ttlSeconds }, errors: null },
});

describe('renewToken', () => {
	it('asks as documented', async () => {
		const { helper, requests } = server(() => token('t1'));
		await expect(renewToken.call(helper, credential({ clientKey: ' k ' }))).resolves.toBe('t1');
		expect(requests[0]).toMatchObject({
			method: 'POST',
			url: 'http://127.0.0.1:1/v3/oauth/token/generate',
			body: { key: 'k', secret: 'words' },
			disableFollowRedirect: true,
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
		[404, /not a Capillary API host/],
		[503, /could not issue a token just now/],
		[200, /did not accept/],
	])('says in words what HTTP %d means, and asks anew the next time', async (statusCode, words) => {
		const { helper, requests } = server(() => ({ statusCode, body: { errors: [] } }));
		const refused = credential();
		await expect(renewToken.call(helper, refused)).rejects.toThrow(words);
		await expect(renewToken.call(helper, refused)).rejects.toThrow(words);
		expect(requests).toHaveLength(2);
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

	it.each([{ clientKey: '' }, { clientSecret: ' ' }])(
		'asks for what is missing: %j',
		async (more) => {
			const { helper, requests } = server(() => token('t'));
			await expect(renewToken.call(helper, credential(more))).rejects.toThrow(
				/'Client Key'.*'Client Secret'/,
			);
			expect(requests).toHaveLength(0);
		},
	);
});

describe('checkReachable', () => {
	it.each([200, 404, 503])('is content with any answer, such as HTTP %d', async (statusCode) => {
		const { helper } = server(() => ({ statusCode, body: '' }));
		await expect(checkReachable.call(helper, credential())).resolves.toBeUndefined();
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
		const attribution = { attributionEntityType: 'STORE_CODE', attributionEntityCode: 's1' };
		expect(signed(credential(attribution), request).headers).toMatchObject({
			'X-CAP-API-ATTRIBUTION-ENTITY-TYPE': 'STORE_CODE',
			'X-CAP-API-ATTRIBUTION-ENTITY-CODE': 's1',
		});
		const half = signed(credential({ attributionEntityType: 'TILL' }), request);
		expect(Object.keys(half.headers ?? {})).toHaveLength(2);
	});

	it('sends a bare path to its own host and leaves a full address alone', () => {
		expect(signed(credential(), { url: '/x' })).toMatchObject({ baseURL: 'http://127.0.0.1:1' });
		expect(signed(credential(), request).baseURL).toBeUndefined();
	});
});
