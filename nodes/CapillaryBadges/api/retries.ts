import type { Refusal } from '../errors/refusal';
import { backoff, isOutage, isRateLimit, isRetryable, outcomeUnknown } from '../errors/retry';
import type { Call } from './call';
import type { Policy } from './policy';
import type { RateLimiter } from './rateLimiter';

/** 429s of one call, while other calls get through, after which only this call waits. */
const MOST_SHARED = 2;
/** 429s of a call, while other calls get through, after which it is given up. */
const MOST_LIMITED = 8;

/** Decides whether a call is made again after a refusal, and when. */
export class Retries {
	private readonly begunAt = Date.now();

	private attempts = 0;

	private limited = 0;

	private passedBefore = 0;

	constructor(
		private readonly call: Pick<Call, 'once'>,
		private readonly policy: Pick<Policy, 'maxRetries' | 'longestWait'>,
		private readonly limiter: RateLimiter,
	) {}

	/** Whether a 429 of this call is taken for the limit of all calls, and not for a fault of this one. */
	get showsLimit(): boolean {
		return this.limited < MOST_SHARED;
	}

	/**
	 * Milliseconds to wait before the call is made again; undefined when it is not. Neither a limit nor an
	 * outage uses up retries, as long as the run waits for its end.
	 */
	waitAfter(refusal: Refusal): number | undefined {
		if (!isRetryable(refusal) || (this.call.once && outcomeUnknown(refusal))) return undefined;
		const { longestWait } = this.policy;
		if (isRateLimit(refusal) && longestWait === undefined) return this.waitForLimit(refusal);
		if (isOutage(refusal) && this.waitsForHost()) return 0;
		if (this.attempts >= this.policy.maxRetries) return undefined;
		const wait = backoff(this.attempts++, refusal);
		return wait > (longestWait ?? Infinity) ? undefined : wait;
	}

	private waitForLimit(refusal: Refusal): number | undefined {
		const { limit } = this.limiter;
		const isAlone = !this.showsLimit;
		if (isAlone || limit.totalPassed > this.passedBefore) this.limited++;
		this.passedBefore = limit.totalPassed;
		if (this.limited >= MOST_LIMITED || limit.isOver(Date.now())) return undefined;
		// Otherwise the limiter waits until calls get through again.
		return isAlone ? backoff(this.limited, refusal) : 0;
	}

	/** Whether the calls of the run are paused until the host works again. */
	private waitsForHost(): boolean {
		if (this.policy.maxRetries === 0) return false;
		const { breaker, hasSeveral, isReached } = this.limiter;
		const isLast = this.attempts >= this.policy.maxRetries;
		const isOnlyThis = !hasSeveral || breaker.succeededAt > this.begunAt;
		if (isLast && !isOnlyThis && isReached) breaker.open(Date.now());
		return breaker.isPaused;
	}
}
