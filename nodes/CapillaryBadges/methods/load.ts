import { NodeApiError, type ILoadOptionsFunctions } from 'n8n-workflow';

import type { Response, Call } from '../api/call';
import { explain } from '../errors/explain';
import { openAccount, request } from '../api/request';
import { isRetryable } from '../errors/retry';

/** Longest time that a list may take, in milliseconds: somebody is waiting before the screen. */
const TIMEOUT = 20_000;

/** A list is loaded outside of any run, so the advice for runs would lead astray. */
const OPEN_AGAIN = "Open the list again in a moment, or choose 'By ID'.";

/**
 * Makes one call for a list in the editor.
 *
 * @throws NodeApiError that says in words why the list cannot be loaded
 */
export async function load(context: ILoadOptionsFunctions, call: Call): Promise<Response> {
	const reply = await request(context, await openAccount(context), call, TIMEOUT);
	if ('answer' in reply) return reply.answer;
	const { why, next } = explain(reply.refused);
	const isBusy = isRetryable(reply.refused) && reply.refused.cause !== 'unreachable';
	throw new NodeApiError(
		context.getNode(),
		{ message: reply.refused.message },
		// The list shows the message and nothing else.
		{ message: `${why[0].toUpperCase()}${why.slice(1)}. ${isBusy ? OPEN_AGAIN : next}` },
	);
}
