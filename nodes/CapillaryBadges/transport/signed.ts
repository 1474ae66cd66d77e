import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { addressOf } from './host';
import { SignInRefused } from './signInRefused';

/** What stands in the place of a token with Basic; where there is none, n8n would sign in before each call. */
export const NO_TOKEN = 'not used with Basic';

/**
 * Puts the credential on a request: the OAuth token in X-CAP-API-OAUTH-TOKEN
 * (https://docs.capillarytech.com/reference/oauth), or Basic with the MD5 of the password
 * (https://docs.capillarytech.com/reference/basic-authentication). A request that names only a path
 * is sent to the credential's own host.
 *
 * @throws SignInRefused when an attribution cannot be sent
 */
export function signed(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	// The HTTP Request node brings its address as `uri`, as n8n's older requests do.
	const toOwnHost = request.url?.startsWith('/') && !request.baseURL;
	return {
		...request,
		...(toOwnHost ? { baseURL: addressOf(credential) } : {}),
		headers: {
			...request.headers,
			...(credential.authentication === 'basic'
				? basicHeaders(credential)
				: oAuthHeaders(credential)),
		},
	};
}

function basicHeaders(credential: ICredentialDataDecryptedObject): Record<string, string> {
	const typed = String(credential.password ?? '');
	const md5 =
		credential.passwordFormat === 'md5'
			? typed.trim().toLowerCase()
			: createHash('md5').update(typed).digest('hex');
	const pair = `${String(credential.username ?? '').trim()}:${md5}`;
	return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Letters that the headers of a call cannot hold. */
const OUTSIDE_OF_HEADERS = /[^\x20-\x7e\xa0-\xff]/;

function oAuthHeaders(credential: ICredentialDataDecryptedObject): Record<string, string> {
	const type = String(credential.attributionEntityType ?? '');
	const code = String(credential.attributionEntityCode ?? '').trim();
	// n8n's HTTP client would leave them out, and the calls would be booked on another till.
	if (type && OUTSIDE_OF_HEADERS.test(code)) {
		throw new SignInRefused(
			"The credential's 'Attribution Entity Code' has letters that cannot be sent, as in 北京. Identify the store or till by a code or an external ID without such letters",
		);
	}
	return {
		'X-CAP-API-OAUTH-TOKEN': ownToken(credential),
		...(type && code
			? {
					'X-CAP-API-ATTRIBUTION-ENTITY-TYPE': type,
					'X-CAP-API-ATTRIBUTION-ENTITY-CODE': code,
				}
			: {}),
	};
}

/**
 * The credential's token, if it was given for the key and secret that stand in it now; otherwise `''`.
 * n8n keeps the token when a user changes the others, so a wrong new secret would seem to work, and a
 * new key would go on acting for the former account.
 */
export function ownToken(credential: ICredentialDataDecryptedObject): string {
	const { accessToken, signedInAs } = credential;
	return !signedInAs || signedInAs === fingerprint(credential) ? String(accessToken ?? '') : '';
}

/** Tells accounts apart without showing anything of their secrets. */
export function fingerprint(credential: ICredentialDataDecryptedObject): string {
	const parts = [
		credential.host,
		credential.customHost,
		credential.clientKey,
		credential.clientSecret,
	];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
