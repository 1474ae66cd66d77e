import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { connectionTrouble } from './connection';
import { addressOf, SIGN_IN_PASSING, SIGN_IN_REFUSED } from './host';

/**
 * Signing in did not work; `message` is for the reader. `passing` says that the same
 * credential may well be accepted a moment later, so that trying again makes sense.
 */
export class SignInRefused extends Error {
	override name = 'SignInRefused';

	readonly httpCode: string;

	constructor(message: string, passing = false) {
		super(message);
		this.httpCode = passing ? SIGN_IN_PASSING : SIGN_IN_REFUSED;
	}
}

interface Renewal {
	token: Promise<string>;
	/** The token that had died; `''` when there was none. */
	replaced: string;
	/** How long the new one lives (epoch milliseconds), once it is there. */
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

	const token = requestToken.call(this, credential, (seconds) => {
		renewal.until = Date.now() + seconds * 1000;
	});
	const renewal: Renewal = { token, replaced: stale };
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
	onToken: (seconds: number) => void,
): Promise<string> {
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
		onToken(Number(data.ttlSeconds) || 0);
		return data.accessToken;
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
		.catch(({ code = '' }: { code?: string }) => ({ code }))) as
		| { statusCode: number; body: unknown }
		| { code: string };
	if ('statusCode' in response) return { status: response.statusCode, body: response.body };
	throw new SignInRefused(
		`No connection to ${address}: ${connectionTrouble(response.code).words}. Check the region or the custom host in the credential, and that this n8n server may reach it`,
		true,
	);
}

/**
 * Puts the credential on a request: the OAuth token in X-CAP-API-OAUTH-TOKEN
 * (https://docs.capillarytech.com/reference/oauth), or Basic with the MD5 of the password
 * (https://docs.capillarytech.com/reference/basic-authentication). A request that names only a path
 * is sent to the credential's own host.
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
