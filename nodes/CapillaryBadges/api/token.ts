import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { fingerprint, credentialToken } from './auth';
import { requestToken, type Token } from './tokenRequest';

interface Renewal {
	token: Promise<Token>;
	/** The token that had expired; `''` when there was none. */
	replaced: string;
	/** The new one, once it is there. */
	newToken?: Token;
}

/**
 * The last token request of each account in this process. Many calls notice at the same time that their
 * token has expired. They share one request, and a call that notices late gets the token of that request.
 */
const renewals = new Map<string, Renewal>();
/** Most accounts that are remembered. With more, the one that signed in longest ago is forgotten. */
const MOST_ACCOUNTS = 200;

/** What a run asks of its sign-in, by the object with the credential's data: n8n passes on the same object. */
const requestSettings = new WeakMap<object, { timeout?: number; replaced?: string }>();

/** Milliseconds for a sign-in without an option: in a credential test or an HTTP Request node. */
const USUAL_TIMEOUT = 30_000;

/** Limits the time of sign-ins with this credential, in milliseconds. */
export function limitSignIn(credential: ICredentialDataDecryptedObject, timeout: number): void {
	requestSettings.set(credential, { ...requestSettings.get(credential), timeout });
}

/** Milliseconds that a sign-in with this credential may take. */
export function signInTimeout(credential: ICredentialDataDecryptedObject): number {
	return requestSettings.get(credential)?.timeout ?? USUAL_TIMEOUT;
}

/**
 * Removes an expired token from a credential, so that n8n requests another before the next call. If another
 * call has already replaced this token, its new one is used.
 */
export function dropToken(credential: ICredentialDataDecryptedObject): void {
	requestSettings.set(credential, {
		...requestSettings.get(credential),
		replaced: credentialToken(credential),
	});
	credential.accessToken = '';
}

/** Removes the token from a credential, so that the next sign-in requests a new one, and reuses none. */
export function forgetToken(credential: ICredentialDataDecryptedObject): void {
	requestSettings.delete(credential);
	credential.accessToken = '';
}

/** Whether a credential's token is about to expire, or has expired, so that a call would be wasted on it. */
export function isNearlyOver({ signedInUntil }: ICredentialDataDecryptedObject): boolean {
	return typeof signedInUntil === 'number' && signedInUntil <= Date.now();
}

/**
 * A token for the credential, from POST /v3/oauth/token/generate
 * (https://docs.capillarytech.com/reference/oauth): one request, however many callers ask at once.
 *
 * @throws SignInError when Capillary gives none or cannot be reached
 */
export async function renewToken(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<Token> {
	const account = fingerprint(credential);
	const stale = credentialToken(credential) || (requestSettings.get(credential)?.replaced ?? '');
	const last = renewals.get(account);
	if (last && isOfUse(last, stale)) return await last.token;

	const renewal: Renewal = {
		replaced: stale,
		token: requestToken.call(this, credential, signInTimeout(credential)),
	};
	renewals.delete(account);
	renewals.set(account, renewal);
	if (renewals.size > MOST_ACCOUNTS) renewals.delete([...renewals.keys()][0]);
	renewal.token.then(
		(token) => {
			renewal.newToken = token;
		},
		() => {
			if (renewals.get(account) === renewal) renewals.delete(account);
		},
	);
	return await renewal.token;
}

/** The fields that a sign-in sets in a credential. */
export async function signIn(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<{ accessToken: string; signedInAs: string; signedInUntil: number | string }> {
	const { value, until } = await renewToken.call(this, credential);
	return {
		accessToken: value,
		signedInAs: fingerprint(credential),
		signedInUntil: until ?? '',
	};
}

function isOfUse({ replaced, newToken }: Renewal, stale: string): boolean {
	if (!newToken) return true;
	return stale !== '' && stale === replaced && (newToken.until ?? 0) > Date.now();
}
