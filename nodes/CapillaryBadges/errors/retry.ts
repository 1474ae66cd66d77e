import type { Refusal } from './refusal';

/** Longest wait before a call is tried again; Capillary asking for more ends the attempts. Milliseconds. */
const LONGEST_WAIT = 5 * 60_000;

/**
 * After these the same call may succeed a little later, whether they come as the HTTP status or as
 * Capillary's code: the gateway's own (https://docs.capillarytech.com/reference/error-codes), 461, the
 * busy search engine, and 521, another action that runs for the same customer
 * (https://docs.capillarytech.com/reference/errors-and-warnings).
 */
const PASSING = [461, 502, 503, 504, 521];
const PASSING_STATUSES = new Set([429, ...PASSING]);
/** 4001 is 'Authorization status unavailable!' (https://docs.capillarytech.com/reference/authorisation). */
const PASSING_CODES = new Set([...PASSING, 4001]);

/** Whether Capillary says that it received too many calls. */
export function isRateLimit(refusal: Refusal): boolean {
	return refusal.status === 429;
}

/** Whether the same call may succeed when it is made again. */
export function isRetryable(refusal: Refusal): boolean {
	if (refusal.lasting || (refusal.retryAfter ?? 0) > LONGEST_WAIT) return false;
	if (refusal.cause === 'unanswered' || refusal.cause === 'unreachable') return true;
	return PASSING_STATUSES.has(refusal.status ?? 0) || PASSING_CODES.has(refusal.code ?? 0);
}

/** Passing refusals that are about one customer or one search, while the host works: see `PASSING`. */
const ABOUT_THE_CALL = new Set([461, 521]);

/** Whether the refusal shows that the host does not work at the moment, for any call. */
export function isOutage(refusal: Refusal): boolean {
	const { code = 0, status = 0 } = refusal;
	const isAboutTheCall = ABOUT_THE_CALL.has(code) || ABOUT_THE_CALL.has(status);
	return isRetryable(refusal) && !isRateLimit(refusal) && !isAboutTheCall;
}

/** Codes and statuses of a gateway or a broken service, which leave open whether the call was carried out. */
const TELL_NOTHING = new Set([500, 502, 503, 504]);
/** Capillary's codes for a call that it did not begin, under any status. */
const NOT_BEGUN = new Set([461, 521, 4001]);

/**
 * Whether the refusal leaves open if the call was carried out. It was not when Capillary itself refused, when
 * no connection was made, or when a gateway refused with a status of 400 to 499. Anything else leaves it open:
 * a gateway's page, an empty response or one that cannot be read may replace a good response.
 */
export function outcomeUnknown({ cause, status = 0, code = 0 }: Refusal): boolean {
	if (cause === 'capillary') {
		return !NOT_BEGUN.has(code) && (TELL_NOTHING.has(status) || TELL_NOTHING.has(code));
	}
	return cause === 'unanswered' || (cause === 'unreadable' && (status < 400 || status > 499));
}

/** Whether a failed change may have been made, by what was read back, or else by the refusal itself. */
export function isInDoubt(refusal: Refusal): boolean {
	const { outcome, readOnly } = refusal;
	return outcome === undefined ? !readOnly && outcomeUnknown(refusal) : outcome === 'unknown';
}

/** Whether the call may still be running: the gateway or the node stopped waiting for its response. */
export function mayStillRun({ status, code, timedOut }: Refusal): boolean {
	return timedOut === true || status === 504 || code === 504;
}

/**
 * Milliseconds to wait before the next attempt: what Capillary asked for, or a growing time with a
 * random part, so that many runs do not retry together.
 *
 * Limits are counted by the minute (https://docs.capillarytech.com/reference/rate-limits), so after a
 * 429 four waits outlast a minute: 1, 4, 16 and 60 seconds, at least three quarters of each. Anything else
 * passes sooner: half a second, doubled each time.
 *
 * @param attempt 0 for the wait after the first attempt
 */
export function backoff(attempt: number, refusal: Refusal): number {
	if (refusal.retryAfter !== undefined) return refusal.retryAfter;
	const wait = isRateLimit(refusal) ? 1000 * 4 ** attempt : 500 * 2 ** attempt;
	return Math.min(wait, 60_000) * (0.75 + Math.random() / 2);
}
