import type { Refusal } from './call';

/** Longest wait before a call is tried again; Capillary asking for more ends the attempts. Milliseconds. */
const LONGEST_WAIT = 5 * 60_000;

/**
 * HTTP statuses after which the same call may succeed a little later: the gateway's own
 * (https://docs.capillarytech.com/reference/error-codes) and 521, which Capillary also gives while
 * another action runs for the same customer (https://docs.capillarytech.com/reference/errors-and-warnings).
 */
const PASSING_STATUSES = new Set([429, 502, 503, 504, 521]);
/** The same said by Capillary's code under another status: 4001 is 'Authorization status unavailable!'. */
const PASSING_CODES = new Set([521, 4001]);
/** Statuses of a gateway that gave up waiting: the call may have been carried out behind it. */
const ANSWER_LOST_STATUSES = new Set([502, 504]);

/** Whether Capillary says that too many calls come in. */
export function isRateLimit(refusal: Refusal): boolean {
	return refusal.status === 429;
}

/** Whether the same call may succeed when it is made again. */
export function mayPass(refusal: Refusal): boolean {
	if (refusal.lasting || (refusal.retryAfter ?? 0) > LONGEST_WAIT) return false;
	if (refusal.cause === 'unanswered' || refusal.cause === 'unreachable') return true;
	return PASSING_STATUSES.has(refusal.status ?? 0) || PASSING_CODES.has(refusal.code ?? 0);
}

/** Whether the call may have been carried out although no word of it came back. */
export function maybeDone(refusal: Refusal): boolean {
	return refusal.cause === 'unanswered' || ANSWER_LOST_STATUSES.has(refusal.status ?? 0);
}

/**
 * Milliseconds to wait before the next attempt: what Capillary asked for, or a growing time with a
 * random part, so that many runs do not come back together.
 *
 * Limits are counted by the minute (https://docs.capillarytech.com/reference/rate-limits), so after a
 * 429 the four waits of the default retries outlast one: 1, 4, 16 and 60 seconds, at least three
 * quarters of each. Anything else is over sooner: half a second, doubled each time.
 *
 * @param attempt 0 for the wait after the first attempt
 */
export function waitBefore(attempt: number, refusal: Refusal): number {
	if (refusal.retryAfter !== undefined) return refusal.retryAfter;
	const wait = isRateLimit(refusal) ? 1000 * 4 ** attempt : 500 * 2 ** attempt;
	return Math.min(wait, 60_000) * (0.75 + Math.random() / 2);
}
