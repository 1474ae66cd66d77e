import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Call, Refusal, Reply } from './call';
import { networkError } from '../errors/networkErrors';
import { isDeadToken, NO_DATA, openEnvelope } from './envelope';
import { exchange } from './exchange';
import { addressOf } from './host';
import { readExactJson, writeJson } from './json';
import { replyWithoutSecrets } from './secrets';
import { PLACEHOLDER_TOKEN, ownToken } from './auth';
import { dropToken, isNearlyOver, limitSignIn, signIn } from './token';
import { signInRefusal } from '../errors/signInError';
import { subjectOf } from './subject';

/** Where calls can be made from: a running node, a trigger that comes or goes, or a list in the editor. */
export type Caller = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions;

/** The credential of one run. Calls of the run share it, so a token that one renews serves them all. */
export interface Account {
	data: ICredentialDataDecryptedObject;
	/** Address of the API host, without a trailing slash. */
	address: string;
	/** The call under way that brings a token with it: what came of it when there is still none. */
	signIn?: Promise<Reply | undefined>;
	/** Until when Capillary asked not to be asked for a token (epoch milliseconds), and what it was told with. */
	busy?: { until: number; refused: Refusal };
	/** Set as soon as there was an answer. */
	isReached?: boolean;
	/**
	 * Set when it belongs to some of the items only. n8n must not ask for its token then: versions up to 2.0
	 * save, with the token, what the credential's expressions came to in the place of the expressions.
	 */
	isOfItem?: boolean;
	/** Set when Capillary refused a token as soon as it was given, so that no other is worth asking for. */
	isRefused?: boolean;
}

const CREDENTIAL = 'capillaryApi';

/** Customers and webhooks: /v2/customers/lookup, /v3/webHooks. */
const OTHER_SERVICES = /^\/v\d\//;

/**
 * The node's credential.
 *
 * @throws UnusableHost when its host cannot be used; n8n's own error when no credential is chosen
 */
export async function openAccount(caller: Caller): Promise<Account> {
	return accountOf(await readCredential(caller, 0));
}

/** The node's credential as it is for an item: its fields can hold expressions. */
export async function readCredential(
	caller: Caller,
	item: number,
): Promise<ICredentialDataDecryptedObject> {
	return await caller.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL, item);
}

/** @throws UnusableHost when the host of the credential cannot be used */
export function accountOf(data: ICredentialDataDecryptedObject): Account {
	return { data: { ...data, accessToken: ownToken(data) }, address: addressOf(data) };
}

/**
 * Makes one call and opens the answer; once more when the token turns out to have died. It never
 * throws: whatever goes wrong is a refusal.
 *
 * @param timeout milliseconds for an attempt as a whole, the request for a token that it needs included
 */
export async function request(
	caller: Caller,
	account: Account,
	call: Call,
	timeout: number,
): Promise<Reply> {
	const attempt = async () => await attemptOf(caller, account, call, timeout);
	const isOAuth = account.data.authentication !== 'basic';
	const reply = isOAuth ? await withToken(account, attempt) : await attempt();
	if ('answer' in reply) return reply;
	if (call.noDataIsEmpty && reply.refused.message === NO_DATA) {
		const { requestId, serverTime } = reply.refused;
		return { answer: { data: [], warnings: [], requestId, serverTime } };
	}
	return {
		refused: {
			...reply.refused,
			about: subjectOf(call),
			...(call.method === 'GET' ? { readOnly: true } : {}),
			...(OTHER_SERVICES.test(call.path) ? { elsewhere: true } : {}),
		},
	};
}

/** Makes the call with a token that lives. One call at a time signs in and brings the token; the others wait. */
async function withToken(account: Account, attempt: () => Promise<Reply>): Promise<Reply> {
	const { data } = account;
	for (;;) {
		while (account.signIn) {
			const failed = await account.signIn;
			if (failed) return failed;
		}
		if (isNearlyOver(data)) dropToken(data);
		if (data.accessToken === '') return stillBusy(account) ?? (await signingIn(account, attempt));

		const used = data.accessToken;
		const reply = await attempt();
		if (!isDead(reply) || account.isRefused) return reply;
		// n8n asks for a token where there is none, which works alike in all of its versions. After a
		// 401 it would do so by itself, but what is thrown then has lost its answer in versions before
		// 2.34; and it knows no other form in which a token is said to have died.
		if (data.accessToken === used) dropToken(data);
	}
}

/** Makes the call for which n8n has to ask for a token first. */
async function signingIn(account: Account, attempt: () => Promise<Reply>): Promise<Reply> {
	const reply = attempt();
	account.signIn = reply.then((made) => {
		account.signIn = undefined;
		account.isRefused = isDead(made);
		if (account.data.accessToken !== '') return undefined;
		const refused = 'refused' in made ? made.refused : undefined;
		if (refused?.retryAfter) account.busy = { until: Date.now() + refused.retryAfter, refused };
		return made;
	});
	return await reply;
}

function stillBusy({ busy }: Account): Reply | undefined {
	const retryAfter = (busy?.until ?? 0) - Date.now();
	return busy && retryAfter > 0 ? { refused: { ...busy.refused, retryAfter } } : undefined;
}

function isDead(reply: Reply): boolean {
	return 'refused' in reply && isDeadToken(reply.refused);
}

async function attemptOf(
	caller: Caller,
	account: Account,
	call: Call,
	timeout: number,
): Promise<Reply> {
	const { data } = account;
	if (data.authentication === 'basic') data.accessToken ||= PLACEHOLDER_TOKEN;
	const hadToken = data.accessToken !== '';
	limitSignIn(data, timeout);
	const cancel =
		'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal() : undefined;
	const make = async (abortSignal: AbortSignal) => {
		if (account.isOfItem && data.accessToken === '') {
			Object.assign(data, await signIn.call(endedBy(caller, abortSignal), data));
		}
		// n8n writes a new token into the data that it is given, so that it serves all further calls.
		return (await caller.helpers.httpRequestWithAuthentication.call(
			endedBy(caller, abortSignal),
			CREDENTIAL,
			{ ...httpOptions(account, call, timeout), abortSignal },
			{ credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data } },
		)) as IN8nHttpFullResponse;
	};
	try {
		const answer = await exchange(make, { timeout, cancel });
		account.isReached = true;
		// What goes back to Capillary digit by digit is not changed on its way.
		const exact = call.exact && openEnvelope(answer, readExactJson);
		if (exact && 'answer' in exact) return exact;
		return replyWithoutSecrets(openEnvelope(answer), data);
	} catch (error) {
		// Another call can drop the token meanwhile, which says nothing of this one.
		return readThrown(error, account, hadToken || data.accessToken !== '');
	}
}

/** The caller with another cancel signal: in a run, n8n's helper takes its own in place of the one it is given. */
function endedBy(caller: Caller, signal: AbortSignal): Caller {
	return Object.create(caller, { getExecutionCancelSignal: { value: () => signal } }) as Caller;
}

function httpOptions({ address }: Account, call: Call, timeout: number): IHttpRequestOptions {
	return {
		method: call.method,
		url: `${address}${call.path}`,
		...(call.query ? { qs: call.query } : {}),
		// As text, because the helper's own writer would round numbers of 64 bits.
		...(call.body ? { body: writeJson(call.body) } : {}),
		headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...call.headers },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout,
	};
}

/**
 * What is thrown when there is no answer: by the exchange, or by n8n's helper, an error whose cause is
 * the HTTP client's or the sign-in's. n8n before 2.34 loses the cause; every version keeps its
 * `httpCode`, or its `code` as such.
 *
 * @param hadToken whether the call itself was sent; without a token, n8n was still asking for one
 */
function readThrown(error: unknown, account: Account, hadToken: boolean): Reply {
	const thrown = error as {
		code?: string;
		httpCode?: string | null;
		cause?: { code?: string; message?: string };
		message: string;
		/** What the message was before n8n put words of its own in its place. */
		messages?: string[];
	};
	const signIn = signInRefusal(thrown.httpCode ?? '', thrown.message);
	if (signIn) return { refused: signIn };
	const code = thrown.code ?? thrown.cause?.code ?? thrown.httpCode ?? '';
	const said = [thrown.message, ...(thrown.messages ?? []), thrown.cause?.message].join(' ');
	const { words, neverSent, lasting, isProxy, timedOut } = networkError(
		code,
		said,
		account.address,
	);
	if (!neverSent && hadToken) {
		const message = `no answer from ${account.address}: ${words}`;
		return { refused: { cause: 'unanswered', message, ...(timedOut ? { timedOut } : {}) } };
	}
	const isLasting = lasting ?? (isProxy && !account.isReached);
	return {
		refused: {
			cause: 'unreachable',
			message: `no connection to ${account.address}: ${words}`,
			...(isLasting ? { lasting: true } : {}),
		},
	};
}
