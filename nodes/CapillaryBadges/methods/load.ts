import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

import type { Call, Response } from '../api/call';
import { Client } from '../api/client';
import type { Policy } from '../api/policy';
import { openAccount } from '../api/account';
import { explain } from '../errors/explain';
import type { Refusal } from '../errors/refusal';
import { isRetryable, outcomeUnknown } from '../errors/retry';
import { pageFor } from './pageCache';

/** Somebody is waiting before the screen: how long a list may take as a whole, in milliseconds. */
export const LONGEST_WAIT = 20_000;
const POLICY: Omit<Policy, 'timeout'> = { maxRetries: 0, callsPerMinute: 0, longestWait: 0 };

/** A list is loaded outside of any run, so the advice for runs would be misleading. */
const OPEN_AGAIN = "Open the list again in a moment, or choose 'By ID'.";
const CHECK_HOST =
	'Check the region or the custom host in the credential, and the network of this n8n server.';

/**
 * Makes one call for a list in the editor.
 *
 * @param isSearch whether a response of a moment ago will do, as while somebody types into the list
 * @param timeout how long the call may take, in milliseconds
 * @throws NodeOperationError that says in words why the list cannot be loaded
 */
export async function load(
	context: ILoadOptionsFunctions,
	call: Call,
	isSearch = false,
	timeout = LONGEST_WAIT,
): Promise<Response> {
	const account = await openAccount(context);
	const { clientKey, username } = account.data;
	const list = JSON.stringify([account.address, clientKey, username, call.path]);
	return await pageFor(list, JSON.stringify(call.query), isSearch, async () => {
		const reply = await new Client(context, account, { ...POLICY, timeout }).send(call);
		if (reply.status === 'succeeded') return reply.response;
		const { why } = explain(reply.refusal);
		// The list shows the message and nothing else.
		const message = `${why[0].toUpperCase()}${why.slice(1)}. ${adviceFor(reply.refusal)}`;
		throw new NodeOperationError(context.getNode(), message);
	});
}

function adviceFor(refusal: Refusal): string {
	if (refusal.cause === 'unreachable' && !refusal.signingIn) return CHECK_HOST;
	const mayPass = isRetryable(refusal) || outcomeUnknown(refusal);
	return mayPass ? OPEN_AGAIN : explain(refusal).next;
}
