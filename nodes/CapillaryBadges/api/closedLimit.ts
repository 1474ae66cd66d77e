/** Waits between tries while Capillary takes no calls, in milliseconds; the last one repeats. */
const PROBE_WAITS = [250, 500, 1000, 2000, 4000, 5000];

/** Milliseconds before the first try. */
export const [FIRST_WAIT] = PROBE_WAITS;

/** Milliseconds before the next try, after so many in vain. */
export function waitBeforeProbe(probes: number): number {
	return PROBE_WAITS[Math.min(probes, PROBE_WAITS.length) - 1];
}

/** A call that was started. */
export interface StartedCall {
	/** Epoch milliseconds. */
	at: number;
}

/** The time in which Capillary takes no calls. */
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
	isTold: boolean;
}
