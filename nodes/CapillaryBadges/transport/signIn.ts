import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { connectionTrouble } from './connection';
import { addressOf } from './host';
import { fingerprint, ownToken } from './signed';
import { SignInRefused } from './signInRefused';

interface Renewal {
	token: Promise<string>;
	/** The token that had died; `''` when there was none. */
	replaced: string;
	/** Until when the new one lives, in epoch milliseconds; unset until it is there. */
	until?: number;
}

/**
 * The last token request of each account in this process. Many calls find out at the same time that
 * their token has died; they share one request, and one that finds out late gets the token it brought.
 */
const renewals = new Map<string, Renewal>();

/**
 * A token for the credential, from POST /v3/oauth/token/generate
 * (https://docs.capillarytech.com/reference/oauth): one request, however many callers ask at once.
 *
 * @throws SignInRefused when Capillary gives none or cannot be reached
 */
export async function renewToken(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<string> {
	const account = fingerprint(credential);
	const stale = ownToken(credential);
	const last = renewals.get(account);
	if (last && isOfUse(last, stale)) return await last.token;

	const renewal: Renewal = {
		replaced: stale,
		token: requestToken.call(this, credential).then(({ token, seconds }) => {
			renewal.until = Date.now() + seconds * 1000;
			return token;
		}),
	};
	renewals.set(account, renewal);
	renewal.token.catch(() => {
		if (renewals.get(account) === renewal) renewals.delete(account);
	});
	return await renewal.token;
}

function isOfUse(renewal: Renewal, stale: string): boolean {
	const { replaced, until } = renewal;
	if (until === undefined) return true;
	return stale !== '' && stale === replaced && Date.now() < until;
}

async function requestToken(
	this: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<{ token: string; seconds: number }> {
	const key = String(credential.clientKey ?? '').trim();
	const secret = String(credential.clientSecret ?? '').trim();
	if (!key || !secret) {
		throw new SignInRefused(
			"The credential has no 'Client Key' or no 'Client Secret'. Enter both as Capillary shows them under Organization Settings > API Client",
		);
	}
	const address = addressOf(credential);
	const answer = await ask(this, address, {
		method: 'POST',
		url: `${address}/v3/oauth/token/generate`,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		body: { key, secret },
	});
	const data = (answer.body as { data?: { accessToken?: unknown; ttlSeconds?: unknown } } | null)
		?.data;
	if (answer.status < 300 && typeof data?.accessToken === 'string' && data.accessToken) {
		return { token: data.accessToken, seconds: Number(data.ttlSeconds) || 0 };
	}
	throw refusalOf(answer, address);
}

function refusalOf({ status, body }: HttpAnswer, address: string): SignInRefused {
	if (status === 429 || status >= 500) {
		return new SignInRefused(
			`Capillary could not issue a token just now (HTTP ${status} from ${address}). Try again in a few minutes`,
			true,
		);
	}
	const isWebPage = status < 400 && typeof body === 'string' && /^\s*</.test(body);
	if (status === 404 || status === 405 || isWebPage) {
		return new SignInRefused(
			`${address} answered, but it issues no tokens (HTTP ${status}), so it is not a Capillary API host. Check the region or the custom host in the credential`,
		);
	}
	return new SignInRefused(
		"Capillary did not accept the client key and client secret. Check both in the credential: the secret is shown only once, when the API client is created, and the client's access group must allow API calls",
	);
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
	const address = addressOf(credential);
	await ask(this, address, { method: 'GET', url: address });
}

/**
 * How n8n (2.41) begins to say that a credential's own 'Allowed Domains', which is about the HTTP
 * Request node, keeps it from signing in.
 */
const NOT_ALLOWED = /^(Domain not allowed|No allowed domains)/;

interface HttpAnswer {
	status: number;
	/** Parsed where it is JSON, otherwise as text. */
	body: unknown;
}

async function ask(
	context: IHttpRequestHelper,
	address: string,
	request: IHttpRequestOptions,
): Promise<HttpAnswer> {
	const response = (await context.helpers
		.httpRequest({
			...request,
			json: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			timeout: 30_000,
		})
		// The original error holds the request with the secret in it, so nothing of it is passed on but its code.
		.catch(({ code = '', message = '' }: { code?: string; message?: string }) => ({
			code,
			notAllowed: NOT_ALLOWED.test(message),
		}))) as { statusCode: number; body: unknown } | { code: string; notAllowed: boolean };
	if ('statusCode' in response) return { status: response.statusCode, body: response.body };
	if (response.notAllowed) {
		throw new SignInRefused(
			`n8n does not let the credential sign in at ${address}, because its 'Allowed Domains' does not name that host. Add the host there, or set 'Allowed HTTP Request Domains' to All or None`,
		);
	}
	throw new SignInRefused(
		`No connection to ${address}: ${connectionTrouble(response.code).words}. Check the region or the custom host in the credential, and that this n8n server may reach it`,
		true,
	);
}
