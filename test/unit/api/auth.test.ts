import type { IHttpRequestOptions } from 'n8n-workflow';

import {
	fingerprint,
	credentialToken,
	authenticated,
	TEST_HEADER,
} from '../../../nodes/CapillaryBadges/api/auth';
import { SignInError } from '../../../nodes/CapillaryBadges/errors/signInError';

const credential = (more = {}) => ({
	authentication: 'oAuth',
	host: 'custom',
	customHost: 'http://127.0.0.1:1',
	clientKey: 'key',
	clientSecret: 'words',
	accessToken: '',
	...more,
});

describe('authenticated', () => {
	const request = {
		url: '/x',
		headers: { Accept: 'application/json' },
	};
	const basic = { authentication: 'basic', username: 'till', host: 'eu.api.capillarytech.com' };
	const basicPair = (headers?: object) => {
		const value = (headers as { Authorization: string }).Authorization;
		return Buffer.from(value.replace('Basic ', ''), 'base64').toString();
	};

	it("makes the MD5 of the test value in Capillary's documents", () => {
		const { headers } = authenticated(
			{ ...basic, password: '123', passwordFormat: 'plain' },
			request,
		);
		expect(basicPair(headers)).toBe('till:202cb962ac59075b964b07152d234b70');
	});

	it('keeps spaces of a password and removes those around a user name', () => {
		const typed = { ...basic, username: ' till ', password: ' a ' };
		expect(basicPair(authenticated(typed, request).headers)).toBe(
			'till:e49736f09a17efd3daec360132426f43',
		);
	});

	it.each(['123\n', '123\r\n', '\n123'])(
		'removes line breaks around a password: %j',
		(password) => {
			const { headers } = authenticated({ ...basic, password, passwordFormat: 'plain' }, request);
			expect(basicPair(headers)).toBe('till:202cb962ac59075b964b07152d234b70');
		},
	);

	it.each(['', '123', '202cb962ac59075b964b07152d234b7', 'g02cb962ac59075b964b07152d234b70'])(
		'refuses an invalid MD5: %j',
		(password) => {
			expect(() => authenticated({ ...basic, password, passwordFormat: 'md5' }, request)).toThrow(
				/^The credential's 'Password' is not an MD5/,
			);
		},
	);

	it('treats a missing user name and password as empty', () => {
		const { headers } = authenticated({ authentication: 'basic', host: basic.host }, request);
		expect(basicPair(headers)).toBe(':d41d8cd98f00b204e9800998ecf8427e');
	});

	it('accepts an MD5 that the user entered, also in capitals', () => {
		const password = ' 202CB962AC59075B964B07152D234B70 ';
		const { headers } = authenticated({ ...basic, password, passwordFormat: 'md5' }, request);
		expect(basicPair(headers)).toBe('till:202cb962ac59075b964b07152d234b70');
	});

	it('puts the token into its header and sets no Authorization header', () => {
		const { headers } = authenticated(credential({ accessToken: 't' }), request);
		expect(headers).toEqual({ Accept: 'application/json', 'X-CAP-API-OAUTH-TOKEN': 't' });
	});

	it('adds the attribution headers only when type and code are set', () => {
		const attribution = { attributionEntityType: 'STORE_CODE', attributionEntityCode: ' s1 ' };
		expect(authenticated(credential(attribution), request).headers).toMatchObject({
			'X-CAP-API-ATTRIBUTION-ENTITY-TYPE': 'STORE_CODE',
			'X-CAP-API-ATTRIBUTION-ENTITY-CODE': 's1',
		});
		for (const half of [{ attributionEntityType: 'TILL' }, { attributionEntityCode: 's1' }]) {
			const { headers } = authenticated(credential(half), request);
			expect(Object.keys(headers ?? {})).toHaveLength(2);
		}
	});

	it.each(['北京', 'store\n42'])(
		'refuses the attribution %j, which does not fit into a header',
		(code) => {
			const attribution = { attributionEntityType: 'STORE_NAME', attributionEntityCode: code };
			const refused = () => authenticated(credential(attribution), request);
			expect(refused).toThrow(SignInError);
			expect(refused).toThrow(
				/^The credential's 'Attribution Entity Code' has letters that cannot/,
			);
			const accented = { ...attribution, attributionEntityCode: 'Köln' };
			expect(authenticated(credential(accented), request).headers).toMatchObject({
				'X-CAP-API-ATTRIBUTION-ENTITY-CODE': 'Köln',
			});
		},
	);

	it("sends a path without a host to the credential's host", () => {
		const baseURL = 'http://127.0.0.1:1';
		expect(authenticated(credential(), { url: '/x' })).toMatchObject({ url: '/x', baseURL });
		expect(authenticated(credential(), { url: '/x', baseURL })).toMatchObject({
			url: '/x',
			baseURL,
		});
	});

	const asUri = (uri: string) => ({ uri }) as unknown as IHttpRequestOptions;

	it.each([
		{ url: 'http://127.0.0.1:1/x' },
		{ url: 'HTTP://127.0.0.1:1/x?y=1' },
		{ url: 'x', baseURL: 'http://127.0.0.1:1/y' },
		asUri('http://127.0.0.1:1/x'),
	])("leaves an address on the credential's host unchanged: %j", (request) => {
		expect(authenticated(credential(), request)).toMatchObject(request);
		expect(authenticated(credential(), request).baseURL).toBe(request.baseURL);
	});

	it.each([
		['another host', { url: 'http://example.com/x' }],
		['another port', { url: 'http://127.0.0.1:2/x' }],
		['another scheme', { url: 'https://127.0.0.1:1/x' }],
		['another name of the host', { url: 'http://localhost:1/x' }],
		['its host as a user', { url: 'http://127.0.0.1:1@example.com/x' }],
		['its host as the beginning of a name', { url: 'http://127.0.0.1:1.example.com/x' }],
		['another host without a scheme', { url: '//example.com/x' }],
		['another host after a backslash', { url: '/\\example.com/x' }],
		['another base', { url: '/x', baseURL: 'https://example.com' }],
		['another host in spite of its base', { url: 'http://a.b/x', baseURL: 'http://127.0.0.1:1' }],
		['another host as uri', asUri('https://example.com/x')],
		['an invalid address', { url: 'http://' }],
	])('refuses a request to %s', (_, request) => {
		for (const authentication of ['oAuth', 'basic']) {
			const refused = () => authenticated(credential({ authentication }), request);
			expect(refused).toThrow(SignInError);
			expect(refused).toThrow(/^This credential is only sent to http:\/\/127\.0\.0\.1:1, and the/);
		}
	});

	it('follows no redirect', () => {
		expect(authenticated(credential(), { url: '/x', disableFollowRedirect: false })).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});

	it('limits the time of a test request and removes its marker header', () => {
		const { headers, timeout, abortSignal } = authenticated(credential(), {
			url: '/x',
			headers: { [TEST_HEADER]: 'yes' },
		});
		expect(headers).not.toHaveProperty(TEST_HEADER);
		expect(timeout).toBe(30_000);
		expect(abortSignal).toBeInstanceOf(AbortSignal);
		expect(authenticated(credential(), { url: '/x' })).not.toHaveProperty('abortSignal');
	});
});

describe('credentialToken', () => {
	const given = credential({ accessToken: 't' });

	it('returns a token that was issued for this key and secret, or for an unknown one', () => {
		expect(credentialToken(given)).toBe('t');
		expect(credentialToken({ ...given, signedInAs: fingerprint(given) })).toBe('t');
		expect(credentialToken({})).toBe('');
	});

	it.each(['a'.repeat(8001), 'a\nb', 'a b', '\u5317'])(
		'returns none when the token does not fit into a header (%#)',
		(accessToken) => {
			expect(credentialToken({ ...given, accessToken })).toBe('');
		},
	);

	it.each(['host', 'customHost', 'clientKey', 'clientSecret'])(
		'returns none when the %s has changed',
		(name) => {
			const now = { ...given, signedInAs: fingerprint(given), [name]: 'another' };
			expect(credentialToken(now)).toBe('');
		},
	);
});

describe('fingerprint', () => {
	it('does not reveal its input', () => {
		expect(fingerprint(credential())).toMatch(/^[0-9a-f]{64}$/);
	});
});
