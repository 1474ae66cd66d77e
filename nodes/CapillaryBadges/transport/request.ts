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
import { openEnvelope, type HttpAnswer } from './envelope';
import { addressOf } from './host';
import { isSignInTrouble } from './signIn';

/** Where calls can be made from: a running node, a trigger that comes or goes, or a list in the editor. */
export type Caller = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions;

/** The credential of one run. Calls of the run share it, so a token that one renews serves them all. */
export interface Account {
	data: ICredentialDataDecryptedObject;
	/** Address of the API host, without a trailing slash. */
	address: string;
}

const CREDENTIAL = 'capillaryApi';
/**
 * The node's credential, read once for a run.
 *
 * @throws UnusableHost when its host cannot be used; n8n's own error when no credential is chosen
 */
export async function openAccount(caller: Caller): Promise<Account> {
	const data = await caller.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	return { data: { ...data }, address: addressOf(data) };
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
	const reply = await attemptOrTwo(caller, account, call, timeout);
	if ('refused' in reply && call.method === 'GET') reply.refused.readOnly = true;
	return reply;
}

async function attemptOrTwo(
	caller: Caller,
	account: Account,
	call: Call,
	timeout: number,
): Promise<Reply> {
	const first = await attempt(caller, account, call, timeout, false);
	if (!isExpiredToken(account, first)) return first;
	// n8n renews a token only for a 401 that it may throw, and n8n before 2.15 throws none while
	// statuses are ignored. Asking again with nothing ignored lets every version renew it.
	return await attempt(caller, account, call, timeout, true);
}

function isExpiredToken({ data }: Account, reply: Reply): boolean {
	return data.authentication !== 'basic' && 'refused' in reply && reply.refused.status === 401;
}

async function attempt(
	caller: Caller,
	account: Account,
	call: Call,
	timeout: number,
	throwOnAnyStatus: boolean,
): Promise<Reply> {
	// A copy, since n8n writes a renewed token into what it is given, and which token
	// this very call was made with must stay known until its answer is there.
	const data = { ...account.data };
	if (data.authentication === 'basic') data.accessToken ||= 'not used with Basic';
	const before = data.accessToken;
	try {
		const response = (await caller.helpers.httpRequestWithAuthentication.call(
			caller,
			CREDENTIAL,
			{ ...httpOptions(account, call, timeout), ...statusHandling(account, throwOnAnyStatus) },
			{ credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data } },
		)) as IN8nHttpFullResponse;
		return openEnvelope(asHttpAnswer(response.statusCode, response.headers, response.body));
	} catch (error) {
		return readThrown(error, account);
	} finally {
		if (data.accessToken !== before) account.data.accessToken = data.accessToken;
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
		disableFollowRedirect: true,
		timeout,
	};
}

function statusHandling({ data }: Account, throwOnAnyStatus: boolean): Partial<IHttpRequestOptions> {
	if (throwOnAnyStatus) return {};
	if (data.authentication === 'basic') return { ignoreHttpStatusErrors: true };
	return { ignoreHttpStatusErrors: { ignore: true, except: [401] } };
}

/** n8n's helper throws an error whose cause is the HTTP client's: with an answer in it, or with a code. */
function readThrown(error: unknown, { address }: Account): Reply {
	const cause = ((error as { cause?: unknown }).cause ?? error) as {
		code?: string;
		message?: string;
		passing?: boolean;
		response?: { status: number; headers: Record<string, unknown>; data: unknown };
	};
	if (isSignInTrouble(cause)) {
		return { refused: { cause: cause.passing ? 'unreachable' : 'signIn', message: cause.message } };
	}
	if (cause.response) {
		const { status, headers, data } = cause.response;
		return openEnvelope(asHttpAnswer(status, headers, data));
	}
	const { words, neverSent } = connectionTrouble(cause.code);
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
