import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { CREDENTIAL, type Account, type Caller } from './account';
import { PLACEHOLDER_TOKEN } from './auth';
import type { Call, Reply } from './call';
import { openCustomers } from './customersEnvelope';
import { parseEnvelope } from './envelope';
import { exchange } from './exchange';
import { readExactJson, writeJson } from './json';
import { withToken } from './renewal';
import { replyWithoutSecrets } from './secrets';
import { subjectOf } from './subject';
import { readThrown } from './thrown';
import { limitSignIn, signIn } from './token';

/** Customers and webhooks: /v2/customers/lookup, /v1.1/customer/get, /v3/webHooks. */
const OTHER_SERVICES = /^\/v[\d.]{1,5}\//;

/**
 * Makes one call and opens the response. When the token has expired, makes the call once more. It never
 * throws: every failure is a refusal.
 *
 * @param timeout milliseconds for an attempt as a whole, the request for a token that it needs included
 */
export async function request(
	caller: Caller,
	account: Account,
	call: Call,
	timeout: number,
): Promise<Reply> {
	const attempt = async () => await sendOnce(caller, account, call, timeout);
	const isOAuth = account.data.authentication !== 'basic';
	const reply = isOAuth ? await withToken(account, attempt) : await attempt();
	if (reply.status === 'succeeded') return reply;
	if (call.noDataIsEmpty && reply.refusal.reason === 'noData') {
		const { requestId, serverTime } = reply.refusal;
		return { status: 'succeeded', response: { data: [], warnings: [], requestId, serverTime } };
	}
	return {
		status: 'failed',
		refusal: {
			...reply.refusal,
			about: subjectOf(call),
			...(call.method === 'GET' ? { readOnly: true } : {}),
			...(OTHER_SERVICES.test(call.path) ? { elsewhere: true } : {}),
		},
	};
}

async function sendOnce(
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
		// It is sent back to Capillary, so nothing in it is replaced, not even a text that equals a secret.
		const exact = call.exact ? parseEnvelope(answer, readExactJson) : undefined;
		if (exact?.status === 'succeeded') return exact;
		const open = call.opensCustomers ? openCustomers : parseEnvelope;
		return replyWithoutSecrets(open(answer), data);
	} catch (error) {
		// Another call can drop the token meanwhile. That does not mean that this call had none.
		return readThrown(error, account, hadToken || data.accessToken !== '');
	}
}

/** The caller with another cancel signal: in a run, n8n's helper uses it and ignores that of the request. */
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
