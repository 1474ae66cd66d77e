import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { addressOf } from './host';
import { SignInError } from '../errors/signInError';

/** Placeholder token for Basic; without any token, n8n would sign in before each call. */
export const PLACEHOLDER_TOKEN = 'not used with Basic';

/** Marks the request of n8n's credential test; it is not sent. */
export const TEST_HEADER = 'X-Credential-Test';
/** Milliseconds that a credential test may take. */
const TEST_TIMEOUT = 30_000;

/**
 * Puts the credential on a request: the OAuth token in X-CAP-API-OAUTH-TOKEN
 * (https://docs.capillarytech.com/reference/oauth), or Basic with the MD5 of the password
 * (https://docs.capillarytech.com/reference/basic-authentication). A request that names only a path
 * is sent to the credential's own host. No redirect is followed with it.
 *
 * @throws SignInError when the request goes to another host, or something cannot be sent
 */
export function authenticated(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	const { [TEST_HEADER]: isTest, ...headers } = request.headers ?? {};
	return {
		...toOwnHost(credential, request),
		...WITHOUT_REDIRECTS,
		...(isTest ? { timeout: TEST_TIMEOUT, abortSignal: AbortSignal.timeout(TEST_TIMEOUT) } : {}),
		headers: {
			...headers,
			...(credential.authentication === 'basic'
				? basicHeaders(credential)
				: oAuthHeaders(credential)),
		},
	};
}

/** Told to n8n's request helper, and to the older one that its HTTP Request node uses. */
const WITHOUT_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

/** @throws SignInError when it names another scheme, host or port than those of the credential */
function toOwnHost(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions & { uri?: unknown },
): IHttpRequestOptions {
	const own = addressOf(credential);
	// The HTTP Request node brings its address as `uri`, as n8n's older requests do.
	const target = String(request.url ?? request.uri ?? '');
	const origin = originOf(target, request.baseURL ?? own);
	if (origin !== originOf(own)) {
		throw new SignInError(
			`This credential is only sent to ${own}, and the request goes to ${origin ?? 'an address that is none'}. Correct the address, or choose another credential`,
		);
	}
	return target.startsWith('/') && !request.baseURL ? { ...request, baseURL: own } : request;
}

function originOf(address: string, base?: string): string | undefined {
	try {
		return new URL(address, base).origin;
	} catch {
		return undefined;
	}
}

function basicHeaders(credential: ICredentialDataDecryptedObject): Record<string, string> {
	const pair = `${String(credential.username ?? '').trim()}:${passwordMd5(credential)}`;
	return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** @throws SignInError for what is said to be an MD5 and is none */
function passwordMd5({ password, passwordFormat }: ICredentialDataDecryptedObject): string {
	const typed = String(password ?? '');
	if (passwordFormat !== 'md5') {
		// A line break comes along when a password is copied, and cannot be typed; blanks may belong to it.
		return createHash('md5')
			.update(typed.replace(/[\r\n]/g, ''))
			.digest('hex');
	}
	const md5 = typed.trim().toLowerCase();
	if (/^[0-9a-f]{32}$/.test(md5)) return md5;
	throw new SignInError(
		"The credential's 'Password' is not an MD5, which has 32 characters from 0 to 9 and a to f. Enter the MD5, or set 'Password Format' to Plain",
	);
}

/** Letters that the headers of a call cannot hold. */
const OUTSIDE_OF_HEADERS = /[^\x20-\x7e\xa0-\xff]/;

function oAuthHeaders(credential: ICredentialDataDecryptedObject): Record<string, string> {
	const type = String(credential.attributionEntityType ?? '');
	const code = String(credential.attributionEntityCode ?? '').trim();
	// n8n's HTTP client would leave them out, and the calls would be booked on another till.
	if (type && OUTSIDE_OF_HEADERS.test(code)) {
		throw new SignInError(
			"The credential's 'Attribution Entity Code' has letters that cannot be sent, as in 北京. Identify the store or till by a code or an external ID without such letters",
		);
	}
	return {
		'X-CAP-API-OAUTH-TOKEN': credentialToken(credential),
		...(type && code
			? {
					'X-CAP-API-ATTRIBUTION-ENTITY-TYPE': type,
					'X-CAP-API-ATTRIBUTION-ENTITY-CODE': code,
				}
			: {}),
	};
}

/**
 * The credential's token, if it was issued for the key and secret that the credential has now; otherwise `''`.
 * n8n keeps the token when a user changes key or secret. Then a wrong new secret would seem to work, and a
 * new key would still act for the earlier account.
 */
export function credentialToken(credential: ICredentialDataDecryptedObject): string {
	const { signedInAs } = credential;
	const accessToken = String(credential.accessToken ?? '');
	const isOwn = !signedInAs || signedInAs === fingerprint(credential);
	return isOwn && canBeSent(accessToken) ? accessToken : '';
}

/** Whether a token fits into a header: servers take headers of 8 to 16 kB in all. */
export function canBeSent(token: string): boolean {
	return token.length <= 8000 && /^[\x21-\x7e]+$/.test(token);
}

/** Tells accounts apart without showing anything of their secrets. */
export function fingerprint(credential: ICredentialDataDecryptedObject): string {
	const parts = [
		credential.host,
		credential.customHost,
		credential.clientKey,
		credential.clientSecret,
	];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
