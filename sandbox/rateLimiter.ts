import type { RateLimit } from './faults';

/** Counts calls by fixed window; another limit starts a new window. */
export class RateLimiter {
	private windowEndsAt = 0;

	private calls = 0;

	private limit: RateLimit | undefined;

	constructor(private readonly now: () => number) {}

	/**
	 * Counts one call. Undefined lets it through; otherwise the headers of the 429
	 * (Retry-After as RFC 9110, section 10.2.3 has it, or nothing: Capillary documents none).
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
		const wait = Math.max(1, Math.ceil((this.windowEndsAt - now) / 1000));
		const headers: Record<RateLimit['retryAfter'], Record<string, string>> = {
			none: {},
			seconds: { 'Retry-After': String(wait) },
			date: { 'Retry-After': new Date(now + wait * 1000).toUTCString() },
		};
		return headers[limit.retryAfter];
	}
}
