import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Call, Reply } from './call';
import { connectionTrouble } from './connection';
import { NO_DATA, openEnvelope, type HttpAnswer } from './envelope';
import { addressOf } from './host';
import { NO_TOKEN, ownToken } from './signed';
import { SIGN_IN_PASSING, SIGN_IN_REFUSED } from './signInRefused';
import { subjectOf } from './subject';

/** Where calls can be made from: a running node, a trigger that comes or goes, or a list in the editor. */
export type Caller = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions;

/** The credential of one run. Calls of the run share it, so a token that one renews serves them all. */
export interface Account {
	data: ICredentialDataDecryptedObject;
	/** Address of the API host, without a trailing slash. */
	address: string;
	/** The call under way that brings a new token with it. */
	renewal?: Promise<Reply>;
}

const CREDENTIAL = 'capillaryApi';

/** Customers and webhooks: /v2/customers/lookup, /v3/webHooks. */
const OTHER_SERVICES = /^\/v\d\//;

/**
 * The node's credential, read once for a run.
 *
 * @throws UnusableHost when its host cannot be used; n8n's own error when no credential is chosen
 */
export async function openAccount(caller: Caller): Promise<Account> {
	const data = await caller.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	return { data: { ...data, accessToken: ownToken(data) }, address: addressOf(data) };
}

/**
 * Makes one call, once, and opens the answer. It never throws: whatever goes wrong is a refusal.
 *
 * @param timeout milliseconds
 */
export async function request(
	caller: Caller,
	account: Account,
	call: Call,
	timeout: number,
): Promise<Reply> {
	const reply = await withToken(caller, account, call, timeout);
	if ('refused' in reply && call.noDataIsEmpty && reply.refused.message === NO_DATA) {
		return { answer: { data: [], warnings: [], requestId: reply.refused.requestId } };
	}
	if ('refused' in reply) reply.refused.about = subjectOf(call);
	if ('refused' in reply && call.method === 'GET') reply.refused.readOnly = true;
	if ('refused' in reply && OTHER_SERVICES.test(call.path)) reply.refused.elsewhere = true;
	return reply;
}

/** Makes the call, once more when the token turns out to have died. One call at a time renews it; the others wait. */
async function withToken(
	caller: Caller,
	account: Account,
	call: Call,
	timeout: number,
): Promise<Reply> {
	await account.renewal;
	const used = account.data.accessToken;
	const reply = await attempt(caller, account, call, timeout);
	if (!isExpiredToken(account, reply)) return reply;

	// Without a pause where there is none to wait for, or two that find out together would both renew.
	if (account.renewal) await account.renewal;
	if (account.data.accessToken !== used) return await attempt(caller, account, call, timeout);
	// n8n asks for a token where there is none, which works alike in all of its versions. After a
	// 401 it would do so by itself, but what is thrown then has lost its answer in versions before 2.34.
	account.data.accessToken = '';
	account.renewal = attempt(caller, account, call, timeout).finally(() => {
		account.renewal = undefined;
	});
	return await account.renewal;
}

function isExpiredToken({ data }: Account, reply: Reply): boolean {
	return data.authentication !== 'basic' && 'refused' in reply && reply.refused.status === 401;
}

async function attempt(
	caller: Caller,
	account: Account,
	call: Call,
	timeout: number,
): Promise<Reply> {
	const { data } = account;
	if (data.authentication === 'basic') data.accessToken ||= NO_TOKEN;
	try {
		// n8n writes a new token into the data that it is given, so that it serves all further calls.
		const response = (await caller.helpers.httpRequestWithAuthentication.call(
			caller,
			CREDENTIAL,
			httpOptions(account, call, timeout),
			{ credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data } },
		)) as IN8nHttpFullResponse;
		return openEnvelope(asHttpAnswer(response.statusCode, response.headers, response.body));
	} catch (error) {
		return readThrown(error, account);
	}
}

function httpOptions({ address }: Account, call: Call, timeout: number): IHttpRequestOptions {
	return {
		method: call.method,
		url: `${address}${call.path}`,
		...(call.query ? { qs: call.query } : {}),
		...(call.body ? { body: call.body } : {}),
		headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...call.headers },
		// As text, because the helper's own parser would round ids of 64 bits.
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout,
	};
}

/**
 * What n8n's helper throws when there is no answer: an error whose cause is the HTTP client's or the
 * sign-in's. n8n before 2.34 loses the cause; every version keeps its `httpCode`, or its `code` as such.
 */
function readThrown(error: unknown, { address }: Account): Reply {
	const { httpCode, cause, message } = error as {
		httpCode?: string | null;
		cause?: { code?: string };
		message: string;
	};
	if (httpCode === SIGN_IN_REFUSED) return { refused: { cause: 'signIn', message } };
	if (httpCode === SIGN_IN_PASSING) return { refused: { cause: 'unreachable', message } };
	const { words, neverSent } = connectionTrouble(cause?.code ?? httpCode ?? '');
	return neverSent
		? { refused: { cause: 'unreachable', message: `no connection to ${address}: ${words}` } }
		: { refused: { cause: 'unanswered', message: `no answer from ${address}: ${words}` } };
}

function asHttpAnswer(status: number, headers: object, body: unknown): HttpAnswer {
	return {
		status,
		headers: { ...headers },
		text: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
	};
}
