import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { networkError } from '../errors/networkErrors';
import type { Refusal } from '../errors/refusal';
import { isRetryable } from '../errors/retry';
import { SignInError } from '../errors/signInError';
import { canBeSent } from './auth';
import { parseEnvelope } from './envelope';
import type { HttpResponse } from './headers';
import { exchange } from './exchange';
import { addressOf } from './host';
import { isObject } from './json';

/** A token, and until when it serves. */
export interface Token {
	value: string;
	/** Epoch milliseconds, a little before the token expires; unset when Capillary does not say. */
	until?: number;
}

/**
 * Makes sure that a host answers at all, whatever it answers; for Basic sign-in, which needs no token.
 *
 * @param timeout milliseconds
 * @throws SignInError when it does not
 */
export async function checkReachable(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
	timeout: number,
): Promise<void> {
	await ask(this, credential, timeout, { method: 'GET', url: addressOf(credential) });
}

/**
 * Requests a token: POST /v3/oauth/token/generate (https://docs.capillarytech.com/reference/oauth).
 *
 * @param timeout milliseconds for the request as a whole
 * @throws SignInError when Capillary gives none or cannot be reached
 */
export async function requestToken(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
	timeout: number,
): Promise<Token> {
	const key = String(credential.clientKey ?? '').trim();
	const secret = String(credential.clientSecret ?? '').trim();
	if (!key || !secret) {
		throw new SignInError(
			"The credential has no 'Client Key' or no 'Client Secret'. Enter both as Capillary shows them under Organization Settings > API Client",
		);
	}
	const answer = await ask(this, credential, timeout, {
		method: 'POST',
		url: `${addressOf(credential)}/v3/oauth/token/generate`,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		body: { key, secret },
	});
	const reply = parseEnvelope(answer);
	if (reply.status === 'failed') throw refusalOf(reply.refusal, answer, addressOf(credential));
	const { accessToken, ttlSeconds } = isObject(reply.response.data) ? reply.response.data : {};
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

/** Capillary's code for a wrong key or secret, under any HTTP status. */
const INVALID_CLIENT = 320001;

function refusalOf(refusal: Refusal, { text }: HttpResponse, address: string): SignInError {
	const { code, status = 0, retryAfter } = refusal;
	if (code === INVALID_CLIENT) return new SignInError(WRONG_KEY);
	if (status === 407) {
		return new SignInError(
			`The proxy between n8n and ${address} wants a user name and password of its own (HTTP 407). Check the proxy that n8n is set to use`,
		);
	}
	if (isRetryable(refusal) || status === 429 || status >= 500) {
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
 * How n8n (2.41) begins to say that a credential's own 'Allowed Domains', which is about the HTTP
 * Request node, keeps it from signing in.
 */
const NOT_ALLOWED = /^(Domain not allowed|No allowed domains)/;

async function ask(
	{ helpers }: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
	timeout: number,
	request: IHttpRequestOptions,
): Promise<HttpResponse> {
	const address = addressOf(credential);
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
	return await exchange(make, { timeout }).catch(
		({ code = '', message = '' }: { code?: string; message?: string }) => {
			throw signInErrorOf(code, message, address);
		},
	);
}

function signInErrorOf(code: string, message: string, address: string): SignInError {
	if (NOT_ALLOWED.test(message)) {
		return new SignInError(
			`n8n does not let the credential sign in at ${address}, because its 'Allowed Domains' does not name that host. Add the host there, or set 'Allowed HTTP Request Domains' to All or None`,
		);
	}
	const { words, neverSent, lasting, isProxy } = networkError(code, message, address);
	return new SignInError(
		`${neverSent ? 'No connection to' : 'No answer from'} ${address}: ${words}. Check the region or the custom host in the credential, and that this n8n server may reach it`,
		lasting || isProxy ? undefined : {},
	);
}
