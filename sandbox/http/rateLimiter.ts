// Counts calls per window for the rate limit.
import type { RateLimit } from '../faults/faults';

/** Counts calls in fixed windows. Another limit starts a new window. */
export class RateLimiter {
	private windowEndsAt = 0;

	private calls = 0;

	private limit: RateLimit | undefined;

	constructor(private readonly now: () => number) {}

	/**
	 * Counts one call.
	 *
	 * @returns undefined when the call may pass, otherwise the headers of the 429. Capillary
	 * documents none; Retry-After has the forms of RFC 9110, section 10.2.3.
	 */
	refuse(limit: RateLimit): Record<string, string> | undefined {
		const now = this.now();
		if (now >= this.windowEndsAt || limit !== this.limit) {
			this.limit = limit;
			this.windowEndsAt = now + limit.windowMs;
			this.calls = 0;
		}
		this.calls++;
		if (this.calls <= limit.calls) return undefined;
		if (limit.retryAfter === 'none') return {};
		const wait = Math.max(1, Math.ceil((this.windowEndsAt - now) / 1000));
		const date = new Date(now + wait * 1000).toUTCString();
		return { 'Retry-After': limit.retryAfter === 'seconds' ? String(wait) : date };
	}
}
