import { NodeApiError, type ILoadOptionsFunctions } from 'n8n-workflow';

import type { Call, Response } from '../api/call';
import { Client } from '../api/client';
import type { Policy } from '../api/policy';
import { openAccount } from '../api/account';
import { explain } from '../errors/explain';
import { isRetryable } from '../errors/retry';

/** Somebody is waiting before the screen. */
const POLICY: Policy = { timeout: 20_000, maxRetries: 0, callsPerMinute: 0, longestWait: 0 };

/** A list is loaded outside of any run, so the advice for runs would be misleading. */
const OPEN_AGAIN = "Open the list again in a moment, or choose 'By ID'.";

/**
 * Makes one call for a list in the editor.
 *
 * @throws NodeApiError that says in words why the list cannot be loaded
 */
export async function load(context: ILoadOptionsFunctions, call: Call): Promise<Response> {
	const client = new Client(context, await openAccount(context), POLICY);
	const reply = await client.send(call);
	if (reply.status === 'succeeded') return reply.response;
	const { why, next } = explain(reply.refusal);
	const isBusy = isRetryable(reply.refusal) && reply.refusal.cause !== 'unreachable';
	throw new NodeApiError(
		context.getNode(),
		{ message: reply.refusal.message },
		// The list shows the message and nothing else.
		{ message: `${why[0].toUpperCase()}${why.slice(1)}. ${isBusy ? OPEN_AGAIN : next}` },
	);
}
