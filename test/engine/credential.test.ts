import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { engineDifferences } from './harness/engineDifferences';
import {
	authentications,
	byId,
	useHarness,
	type Authentication,
	type TestHarness,
} from './testHarness';

const harness = useHarness();

test.each(authentications)('accepts a valid credential (%s)', async (authentication) => {
	const result = await harness().testCredential(harness().credential(authentication));

	expect(result).toEqual({ status: 'OK', message: 'Connection successful!' });
});

/** Nothing listens on port 9, which is reserved. */
const noHost = 'http://127.0.0.1:9';

type Fields = (at: TestHarness) => ICredentialDataDecryptedObject;

/** What n8n says itself where it does not show the credential's message. */
const unauthorized = /^Authorization failed - please check your credentials$/;
const forbidden = /^Forbidden - perhaps check your credentials\?$/;

/** What is wrong, the authentication, the fields, the message, and the message in older n8n. */
const wrong: Array<[string, Authentication, Fields, RegExp, RegExp?]> = [
	[
		'a wrong client key',
		'oAuth',
		() => ({ clientKey: 'wrong-key' }),
		/^Capillary did not accept the client key and client secret\./,
	],
	[
		'no client secret',
		'oAuth',
		() => ({ clientSecret: '' }),
		/^The credential has no 'Client Key' or no 'Client Secret'\./,
	],
	[
		'a wrong password',
		'basic',
		() => ({ password: 'wrong-password' }),
		/^Capillary did not accept the sign-in\. With Basic, check the user name and password/,
		unauthorized,
	],
	[
		'a plain password declared as an MD5',
		'basic',
		() => ({ passwordFormat: 'md5' }),
		/^The credential's 'Password' is not an MD5, which has 32 characters/,
	],
	[
		'an API client without access to badges',
		'oAuth',
		({ sandbox }) => sandbox.accounts.withoutAccess.oAuth,
		/^You are signed in, but the account may not use badges\./,
		forbidden,
	],
	[
		'a till without access to badges',
		'basic',
		({ sandbox }) => sandbox.accounts.withoutAccess.basic,
		/^You are signed in, but the account may not use badges\./,
		forbidden,
	],
	[
		'a host that refuses connections',
		'oAuth',
		() => ({ customHost: noHost }),
		/^No connection to http:\/\/127\.0\.0\.1:9: the host refuses connections\./,
	],
	[
		'a host that refuses connections',
		'basic',
		() => ({ customHost: noHost }),
		/^No connection to http:\/\/127\.0\.0\.1:9: the host refuses connections\./,
	],
	['no host', 'oAuth', () => ({ customHost: '' }), /^The credential's 'Custom Host' is empty\./],
	[
		'a host that would send the secret unencrypted',
		'oAuth',
		() => ({ customHost: 'http://capillary.example.com' }),
		/^The credential's 'Custom Host' begins with http:\/\//,
	],
];

test.each(wrong)(
	'explains %s (%s)',
	async (_what, by, fields, expected, expectedInOlder = expected) => {
		const credential = harness().credential(by, fields(harness()));
		const { status, message } = await harness().testCredential(credential);

		expect(status).toBe('Error');
		expect(message).toMatch(engineDifferences.errorsKeepTheirCause ? expected : expectedInOlder);
	},
);

test('ignores a slash and a path at the end of the host', async () => {
	const customHost = `${harness().sandbox.url}/api_gateway/v1/`;
	const result = await harness().testCredential(harness().credential('oAuth', { customHost }));

	expect(result.status).toBe('OK');
});

test('accepts an MD5 as the password when Password Format says so', async () => {
	const { password } = harness().sandbox.accounts.basic;
	const result = await harness().testCredential(
		harness().credential('basic', {
			password: createHash('md5').update(password).digest('hex'),
			passwordFormat: 'md5',
		}),
	);

	expect(result.status).toBe('OK');
});

test('sends the store or till of the credential with each call', async () => {
	const { id } = harness().sandbox.state.addBadge();
	const { status } = await harness().run({
		parameters: { resource: 'badge', operation: 'activate', badge: byId(id) },
		credential: harness().credential('oAuth', {
			attributionEntityType: 'TILL',
			attributionEntityCode: 'till-42',
		}),
	});

	expect(status).toBe('success');
	expect(harness().calls[0].headers).toMatchObject({
		'x-cap-api-attribution-entity-type': 'TILL',
		'x-cap-api-attribution-entity-code': 'till-42',
	});
});

test('sends nothing when the name of the store does not fit into a header', async () => {
	const { id } = harness().sandbox.state.addBadge();
	const credential = harness().credential('oAuth', {
		attributionEntityType: 'STORE_NAME',
		attributionEntityCode: '北京',
	});
	const { error } = await harness().run({
		parameters: { resource: 'badge', operation: 'activate', badge: byId(id) },
		credential,
	});

	const expected = "The credential's 'Attribution Entity Code' has letters that cannot be sent";
	expect(error?.message).toContain(expected);
	expect(harness().calls).toEqual([]);
});

test('notices a wrong new secret while the token of the former one is still valid', async () => {
	const credential = harness().credential('oAuth');
	expect((await harness().testCredential(credential)).status).toBe('OK');

	credential.data.clientSecret = 'wrong-secret';
	const { status, message } = await harness().testCredential(credential);

	expect(status).toBe('Error');
	expect(message).toMatch(/^Capillary did not accept the client key and client secret\./);
});

const deadTokens = [
	{ deadTokenStatus: '401', deadTokenEnvelope: 'v2' },
	{ deadTokenStatus: '498', deadTokenEnvelope: 'v1.1' },
	...(['badges', 'v2', 'v1.1'] as const).flatMap((deadTokenEnvelope) =>
		(['401', '498'] as const).map((deadTokenCode) => ({
			...{ deadTokenStatus: '200' as const, deadTokenCode, deadTokenEnvelope },
		})),
	),
] as const;

describe.each(deadTokens)('with a cached token that has expired (%j)', (variants) => {
	test('gets a new token and succeeds', async () => {
		const credential = harness().credential('oAuth');
		await harness().testCredential(credential);
		harness().sandbox.expireTokens();
		harness().sandbox.faults.set({ variants });

		const result = await harness().testCredential(credential);
		expect(result).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(harness().calls.at(-1)).toMatchObject({ status: 200, authentication: 'oAuth' });
		const { state } = harness().sandbox;
		const badge = byId(state.addBadge().id);
		harness().sandbox.ledger.clear();
		await harness().run({
			parameters: { resource: 'badge', operation: 'get', badge },
			credential,
		});
		expect(harness().tokenCalls).toEqual([]);
	});
});

test.each([
	[{ errors: [{ code: 401, message: 'Unauthorized' }] }, /^Capillary did not accept the sign-in\./],
	[{ errors: [{ code: '498', message: 'Expired' }] }, /^Capillary did not accept the sign-in\./],
	[
		{ response: { status: { success: 'false', code: '401', message: 'Unauthorized' } } },
		/^Capillary did not accept the sign-in\./,
	],
	[{ errors: [{ status: false, code: 4000 }] }, /^You are signed in, but the account may not use/],
	[
		{ response: { status: { success: 'false', code: '403', message: 'No access' } } },
		/^You are signed in, but the account may not use badges\./,
	],
])('fails on a refusal under HTTP 200: %j', async (body, expected) => {
	harness().sandbox.faults.set([
		{ match: { method: 'GET' }, times: 'always', fault: { kind: 'status', status: 200, body } },
	]);
	for (const authentication of authentications) {
		const { status, message } = await harness().testCredential(
			harness().credential(authentication),
		);
		expect(status).toBe('Error');
		expect(message).toMatch(expected);
	}
});

test('sends nothing that marks the request as a test', async () => {
	await harness().testCredential(harness().credential('oAuth'));
	expect(Object.keys(harness().calls[0].headers)).not.toContain('x-credential-test');
	expect(harness().calls[0].query).toEqual({ page: '0', size: '1', limit: '1' });
});
