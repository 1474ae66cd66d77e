import type { IHttpRequestOptions } from 'n8n-workflow';

import { fingerprint, ownToken, signed } from '../../../nodes/CapillaryBadges/transport/signed';
import { SignInRefused } from '../../../nodes/CapillaryBadges/transport/signInRefused';

const credential = (more = {}) => ({
	authentication: 'oAuth',
	host: 'custom',
	customHost: 'http://127.0.0.1:1',
	clientKey: 'key',
	clientSecret: 'words',
	accessToken: '',
	...more,
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
		const refused = () => signed(credential(attribution), request);
		expect(refused).toThrow(SignInRefused);
		expect(refused).toThrow(/^The credential's 'Attribution Entity Code' has letters that cannot/);
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
