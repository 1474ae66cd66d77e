import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Refusal } from './call';
import { networkError } from '../errors/networkErrors';
import { openEnvelope, type HttpAnswer } from './envelope';
import { exchange } from './exchange';
import { addressOf } from './host';
import { isObject } from './json';
import { isRetryable } from '../errors/retry';
import { canBeSent, fingerprint, ownToken } from './auth';
import { SignInError } from '../errors/signInError';

/** A token, and until when it serves. */
export interface Token {
	value: string;
	/** Epoch milliseconds, a little before the token expires; unset when Capillary does not say. */
	until?: number;
}

interface Renewal {
	token: Promise<Token>;
	/** The token that had died; `''` when there was none. */
	replaced: string;
	/** The new one, once it is there. */
	brought?: Token;
}

/**
 * The last token request of each account in this process. Many calls find out at the same time that
 * their token has died; they share one request, and one that finds out late gets the token it brought.
 */
const renewals = new Map<string, Renewal>();
/** Most accounts that are remembered; of more, the one that has signed in first is forgotten. */
const MOST_ACCOUNTS = 200;

/** How a run wants its sign-in, by the data of its credential, which n8n hands on as they are. */
const wishes = new WeakMap<object, { timeout?: number; replaced?: string }>();

/** Milliseconds for a sign-in that nobody wants otherwise: in a credential test or an HTTP Request node. */
const USUAL_TIMEOUT = 30_000;

/** Has sign-ins with this credential end after so many milliseconds. */
export function limitSignIn(credential: ICredentialDataDecryptedObject, timeout: number): void {
	wishes.set(credential, { ...wishes.get(credential), timeout });
}

/** Takes the token out of a credential, so that n8n asks for another before the next call. */
export function dropToken(credential: ICredentialDataDecryptedObject): void {
	wishes.set(credential, { ...wishes.get(credential), replaced: ownToken(credential) });
	credential.accessToken = '';
}

/** Takes the token out of a credential, so that the next sign-in brings one that is new. */
export function forgetToken(credential: ICredentialDataDecryptedObject): void {
	wishes.delete(credential);
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
 * @throws SignInRefused when Capillary gives none or cannot be reached
 */
export async function renewToken(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<Token> {
	const account = fingerprint(credential);
	const stale = ownToken(credential) || (wishes.get(credential)?.replaced ?? '');
	const last = renewals.get(account);
	if (last && isOfUse(last, stale)) return await last.token;

	const renewal: Renewal = { replaced: stale, token: requestToken.call(this, credential) };
	renewals.delete(account);
	renewals.set(account, renewal);
	if (renewals.size > MOST_ACCOUNTS) renewals.delete([...renewals.keys()][0]);
	renewal.token.then(
		(token) => {
			renewal.brought = token;
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

function isOfUse({ replaced, brought }: Renewal, stale: string): boolean {
	if (!brought) return true;
	return stale !== '' && stale === replaced && (brought.until ?? 0) > Date.now();
}

async function requestToken(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<Token> {
	const key = String(credential.clientKey ?? '').trim();
	const secret = String(credential.clientSecret ?? '').trim();
	if (!key || !secret) {
		throw new SignInError(
			"The credential has no 'Client Key' or no 'Client Secret'. Enter both as Capillary shows them under Organization Settings > API Client",
		);
	}
	const answer = await ask(this, credential, {
		method: 'POST',
		url: `${addressOf(credential)}/v3/oauth/token/generate`,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		body: { key, secret },
	});
	const reply = openEnvelope(answer);
	if ('refused' in reply) throw refusalOf(reply.refused, answer, addressOf(credential));
	const { accessToken, ttlSeconds } = isObject(reply.answer.data) ? reply.answer.data : {};
	if (typeof accessToken !== 'string' || accessToken === '') throw new SignInError(WRONG_KEY);
	if (!canBeSent(accessToken)) {
		throw new SignInError(
			`${addressOf(credential)} issued a token that no call can carry: it is ${accessToken.length} characters long, or has characters that a header cannot hold. Check the region or the custom host in the credential`,
		);
	}
	return { value: accessToken, ...untilFrom(Number(ttlSeconds)) };
}

/** A token is renewed when a tenth of its time is left, at most a minute. */
function untilFrom(ttlSeconds: number): Pick<Token, 'until'> {
	if (!(ttlSeconds > 0 && ttlSeconds < Infinity)) return {};
	return { until: Date.now() + ttlSeconds * 1000 - Math.min(ttlSeconds * 100, 60_000) };
}

const WRONG_KEY =
	"Capillary did not accept the client key and client secret. Check both in the credential: the secret is shown only once, when the API client is created, and the client's access group must allow API calls";

/** Capillary's code for a wrong key or secret, whatever the HTTP status is. */
const INVALID_CLIENT = 320001;

function refusalOf(refused: Refusal, { text }: HttpAnswer, address: string): SignInError {
	const { code, status = 0, retryAfter } = refused;
	if (code === INVALID_CLIENT) return new SignInError(WRONG_KEY);
	if (status === 407) {
		return new SignInError(
			`The proxy between n8n and ${address} wants a user name and password of its own (HTTP 407). Check the proxy that n8n is set to use`,
		);
	}
	if (isRetryable(refused) || status === 429 || status >= 500) {
		return new SignInError(
			`Capillary could not issue a token just now (HTTP ${status} from ${address}). Try again in a few minutes`,
			{ status, retryAfter },
		);
	}
	const isWebPage = status < 400 && /^\s*</.test(text);
	if (status === 404 || status === 405 || isWebPage) {
		return new SignInError(
			`${address} answered, but it issues no tokens (HTTP ${status}), so it is not a Capillary API host. Check the region or the custom host in the credential`,
		);
	}
	return new SignInError(WRONG_KEY);
}

/**
 * Makes sure that a host answers at all, whatever it answers; for Basic sign-in, which needs no token.
 *
 * @throws SignInRefused when it does not
 */
export async function checkReachable(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<void> {
	await ask(this, credential, { method: 'GET', url: addressOf(credential) });
}

/**
 * How n8n (2.41) begins to say that a credential's own 'Allowed Domains', which is about the HTTP
 * Request node, keeps it from signing in.
 */
const NOT_ALLOWED = /^(Domain not allowed|No allowed domains)/;

async function ask(
	{ helpers }: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<HttpAnswer> {
	const address = addressOf(credential);
	const timeout = wishes.get(credential)?.timeout ?? USUAL_TIMEOUT;
	const make = async (abortSignal: AbortSignal) =>
		(await helpers.httpRequest({
			...request,
			abortSignal,
			encoding: 'stream',
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			timeout,
		})) as IN8nHttpFullResponse;
	// The original error holds the request with the secret in it, so nothing of it is passed on but its code.
	const answer = await exchange(make, { timeout }).catch(
		({ code = '', message = '' }: { code?: string; message?: string }) => ({
			trouble: networkError(code, message, address),
			notAllowed: NOT_ALLOWED.test(message),
		}),
	);
	if ('status' in answer) return answer;
	if (answer.notAllowed) {
		throw new SignInError(
			`n8n does not let the credential sign in at ${address}, because its 'Allowed Domains' does not name that host. Add the host there, or set 'Allowed HTTP Request Domains' to All or None`,
		);
	}
	const { words, neverSent, lasting, isProxy } = answer.trouble;
	throw new SignInError(
		`${neverSent ? 'No connection to' : 'No answer from'} ${address}: ${words}. Check the region or the custom host in the credential, and that this n8n server may reach it`,
		lasting || isProxy ? undefined : {},
	);
}
