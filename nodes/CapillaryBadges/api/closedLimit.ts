import { MINUTE } from './minuteLimit';

/** Waits between tries while Capillary takes no calls, in milliseconds; the last one repeats. */
const PROBE_WAITS = [250, 500, 1000, 2000, 4000, 5000];

/** Milliseconds before the first try. */
export const [FIRST_WAIT] = PROBE_WAITS;

/** A call that was started. */
export interface StartedCall {
	/** Epoch milliseconds. */
	at: number;
}

/** A time in which Capillary refuses all calls with 429. */
export interface ClosedLimit {
	/** When the first refusal arrived. */
	since: number;
	/** Start of the call that was refused first. */
	refusedAt: number;
	/** When the next call may try. */
	probeAt: number;
	/** Calls that tried, with the one that was refused first. */
	probes: number;
	/** The call that is trying at the moment. */
	probe?: StartedCall;
	/** Whether the calls of the minute are used up, so that the next minute begins at `probeAt`. */
	isMinuteUsed: boolean;
	/** Whether Capillary said how long to wait. */
	hasRetryAfter: boolean;
}

/**
 * When the next call may try (epoch milliseconds), after one that was refused without a Retry-After.
 *
 * @param passed starts of the calls that got through, the earliest first
 */
export function nextProbe(
	{ probes, refusedAt }: ClosedLimit,
	now: number,
	passed: number[],
): number {
	const wait = PROBE_WAITS[Math.min(probes, PROBE_WAITS.length) - 1];
	// A minute that began with its first call, or that slides, ends a minute after that call.
	const first = passed.find((at) => at > refusedAt - MINUTE) ?? -Infinity;
	const end = first + MINUTE > now ? first + MINUTE : Infinity;
	return Math.min(now + wait, end);
}
