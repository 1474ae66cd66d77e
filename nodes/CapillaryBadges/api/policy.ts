import type { RateLimit } from './rateLimit';

/** How calls are made: a run, a list in the editor and the trigger differ in nothing else. */
export interface Policy {
	/** Milliseconds that a call may take as a whole. */
	timeout: number;
	/** Attempts after the first. */
	maxRetries: number;
	/** Most calls that start in a minute; 0 for no limit. */
	callsPerMinute: number;
	/**
	 * A call that would have to wait longer before a retry is not retried (milliseconds). Without it, calls
	 * wait until a limit opens and an outage ends.
	 */
	longestWait?: number;
	/** What is known of Capillary's limit of calls, where it is shared with other clients. */
	limit?: RateLimit;
}
