import { sleep } from 'n8n-workflow';

import type { Refusal } from '../errors/refusal';
import { isOutage, isRateLimit, isRetryable } from '../errors/retry';
import { CircuitBreaker } from './circuitBreaker';
import type { StartedCall } from './closedLimit';
import { RateLimit } from './rateLimit';

/** Interval in which the limiter checks whether another run's call got a response, in milliseconds. */
const POLL = 250;

/** Causes of refusals that came without a response. */
const WITHOUT_RESPONSE = new Set<string | undefined>(['cancelled', 'unanswered', 'unreachable']);

/**
 * Decides when the next call of a run may start: by what is known of Capillary's limit, by the user's own
 * limit, and not while the host does not work. Each call acquires a place and releases it.
 *
 * The first call goes alone: it may have to renew the token, and a bad credential costs one call.
 */
export class RateLimiter {
	/** Why no new call starts. */
	end?: Refusal;

	/** Pauses calls while the host does not work. */
	readonly breaker = new CircuitBreaker();

	/** Whether the host was ever reached. */
	isReached = false;

	/** Calls of the run that are in flight, wait, or are to be retried; the client counts them. */
	unfinished = 0;

	private inFlight = 0;

	private isFirstAnswered = false;

	private nextStart = 0;

	private lastInLine: Promise<void> = Promise.resolve();

	private changed = signal();

	/**
	 * @param callsPerMinute 0 for no limit; otherwise calls start evenly spread
	 * @param limit what is known of Capillary's limit; runs can share it
	 */
	constructor(
		private readonly callsPerMinute: number,
		readonly limit = new RateLimit(),
	) {}

	/** Whether the run has more than one call to make at the moment, retries and pauses included. */
	get hasSeveral(): boolean {
		return this.unfinished > 1;
	}

	/**
	 * Waits until a call may start, first come, first served. The caller must release it.
	 *
	 * @param again the call was made before and is tried again
	 * @returns undefined when the call must not start, because the run has ended
	 */
	async acquire(again: boolean): Promise<StartedCall | undefined> {
		const mine = this.lastInLine.then(async () => await this.startWhenFree(again));
		this.lastInLine = mine.then(() => {});
		return await mine;
	}

	/**
	 * Reports a call as finished.
	 *
	 * @param refusal when it was refused
	 * @param isLimit whether a 429 is taken for the limit of all calls
	 */
	release(call: StartedCall, refusal?: Refusal, isLimit = true): void {
		const now = Date.now();
		this.inFlight--;
		this.isFirstAnswered = true;
		if (refusal?.cause !== 'unreachable') this.isReached = true;
		if (refusal?.cause === 'cancelled') this.breaker.ended(call);
		else if (!refusal || !isOutage(refusal)) this.breaker.succeeded(now);
		else if (this.isReached) this.breaker.failed(now, call, this.hasSeveral);
		const isLimited = refusal !== undefined && isRateLimit(refusal);
		const isUnknown = isLimited || WITHOUT_RESPONSE.has(refusal?.cause);
		// Nobody waits as long as that; the next run tries.
		const retryAfter = refusal && isRetryable(refusal) ? refusal.retryAfter : undefined;
		if (isLimited && isLimit) this.limit.finished(now, call, 'refused', retryAfter);
		else this.limit.finished(now, call, isUnknown ? 'unknown' : 'passed');
		this.change();
	}

	/** Waits that many milliseconds, or less when the run ends. */
	async wait(milliseconds: number): Promise<void> {
		const until = Date.now() + milliseconds;
		for (let left = milliseconds; left > 0 && this.allows(true); left = until - Date.now()) {
			await Promise.race([sleep(left), this.changed.given]);
		}
	}

	/** Waits for something that others do, or less when the run ends. */
	async waitFor(given: Promise<void>): Promise<void> {
		let isGiven = false;
		const over = given.then(() => {
			isGiven = true;
		});
		do await Promise.race([over, this.changed.given]);
		while (!isGiven && this.allows(false));
	}

	/**
	 * Ends the run: no new call starts, and calls that were not made are refused with `why`. Calls in
	 * flight may still be retried, so that their outcome is known, unless nothing more can come of that:
	 * see `endsAll`.
	 */
	stop(why: Refusal): void {
		if (!this.end || why.cause === 'cancelled' || (endsAll(why) && !endsAll(this.end))) {
			this.end = why;
		}
		this.change();
	}

	private allows(again: boolean): boolean {
		return !this.end || (again && !endsAll(this.end));
	}

	private async startWhenFree(again: boolean): Promise<StartedCall | undefined> {
		while (this.allows(again)) {
			const wait = this.waitBeforeNext(Date.now());
			if (wait <= 0) break;
			if (wait < Infinity) await Promise.race([sleep(wait), this.changed.given]);
			else if (this.inFlight > 0) await this.changed.given;
			else await Promise.race([sleep(POLL), this.changed.given]);
		}
		return this.allows(again) ? this.start() : undefined;
	}

	private waitBeforeNext(now: number): number {
		if (!this.isFirstAnswered && this.inFlight > 0) return Infinity;
		return Math.max(this.limit.wait(now), this.breaker.wait(now), this.nextStart - now);
	}

	private start(): StartedCall {
		const now = Date.now();
		this.inFlight++;
		if (this.callsPerMinute > 0) this.nextStart = now + 60_000 / this.callsPerMinute;
		const call = this.limit.started(now);
		this.breaker.started(call);
		return call;
	}

	private change(): void {
		this.changed.give();
		this.changed = signal();
	}
}

/** Whether nothing more is sent, not even to read back the outcome of a call. */
function endsAll(why: Refusal): boolean {
	return ['cancelled', 'signIn', 'outage'].includes(why.cause) || isRateLimit(why);
}

function signal(): { given: Promise<void>; give: () => void } {
	let give = () => {};
	const given = new Promise<void>((resolve) => {
		give = resolve;
	});
	return { given, give };
}
