import type { Failed, Refusal } from '../errors/refusal';
import { backoff, isRateLimit, isRetryable, outcomeUnknown } from '../errors/retry';
import type { Call, Reply } from './call';
import { RateLimiter } from './rateLimiter';
import type { Account, Caller } from './account';
import { request } from './request';
import { ServerClock } from './serverClock';

/** How calls are made: a run, a list in the editor and the trigger differ in nothing else. */
export interface Policy {
	/** Milliseconds that a call may take as a whole. */
	timeout: number;
	/** Attempts after the first. */
	maxRetries: number;
	/** Most calls that start in a minute; 0 for no limit. */
	callsPerMinute: number;
	/** A call that would have to wait longer before a retry is not retried (milliseconds). */
	longestWait?: number;
}

/** How many calls were made, and how many of them were retries. */
export interface CallStats {
	calls: number;
	retries: number;
}

/** The last reply to a call. */
export type Sent = Reply & {
	/** Whether the request was sent. */
	made: boolean;
	/** Whether an attempt before the last may have been carried out. */
	mayHaveBeenDone: boolean;
	/** When the first attempt began, by this machine's clock (epoch milliseconds). */
	begunAt: number;
};

/** Sends calls to one account: retries, keeps the rate limit, and stops when every call would fail. */
export class Client {
	/** Capillary's clock. */
	readonly clock = new ServerClock();

	/** Decides when calls start, and holds what ended the run. */
	readonly limiter: RateLimiter;

	/** Whether the host has answered. */
	private isReachable = false;

	constructor(
		private readonly context: Caller,
		readonly account: Account,
		private readonly policy: Policy,
		/** Counts the calls, also those of other clients that share it. */
		private readonly stats: CallStats = { calls: 0, retries: 0 },
	) {
		this.limiter = new RateLimiter(policy.callsPerMinute);
	}

	/**
	 * Sends a call and retries it where that can help. A refusal that every further call would get ends the
	 * run; a call after that is not sent, and its reply is what ended the run. Never throws.
	 *
	 * @param options `isFollowUp` when the call finds out what an earlier one did, and is sent after a
	 * failure has ended the run; `maxRetries` instead of the policy's
	 */
	async send(
		call: Call,
		options: { isFollowUp?: boolean; maxRetries?: number } = {},
	): Promise<Sent> {
		const { isFollowUp = false, maxRetries = this.policy.maxRetries } = options;
		const sent = await this.attempts(call, isFollowUp, maxRetries);
		const refusal = sent.status === 'failed' ? sent.refusal : undefined;
		if (refusal?.cause !== 'unreachable') this.isReachable = true;
		if (refusal && this.isFatal(refusal)) this.limiter.stop(refusal);
		return sent;
	}

	/** Counts a call as a retry of an earlier one. */
	countRetry(): void {
		this.stats.retries++;
	}

	/**
	 * Whether every further call would fail the same way: a refused credential, a host that was never
	 * reached, a limit that lasts longer than the client waits.
	 */
	private isFatal(refusal: Refusal): boolean {
		const lastsTooLong = isRateLimit(refusal) && !isRetryable(refusal);
		return (
			refusal.cause === 'signIn' || refusal.lasting === true || lastsTooLong || !this.isReachable
		);
	}

	private async attempts(call: Call, isFollowUp: boolean, maxRetries: number): Promise<Sent> {
		const { limiter, policy, stats } = this;
		let last: Failed | undefined;
		let mayHaveBeenDone = false;
		let begunAt = Date.now();
		for (let attempt = 0; ; attempt++) {
			if (!(await limiter.acquire(isFollowUp || attempt > 0))) {
				limiter.release();
				const reply: Failed = last ?? { status: 'failed', refusal: limiter.end! };
				return { ...reply, made: attempt > 0, mayHaveBeenDone, begunAt };
			}
			if (attempt === 0) begunAt = Date.now();
			stats.calls++;
			if (attempt > 0) stats.retries++;
			const reply = await request(this.context, this.account, call, policy.timeout);
			this.clock.learn(reply);
			last = reply.status === 'failed' ? reply : undefined;
			limiter.release(last?.refusal);
			const wait =
				last && attempt < maxRetries ? this.waitBefore(attempt, last.refusal, call) : undefined;
			if (!last || wait === undefined) return { ...reply, made: true, mayHaveBeenDone, begunAt };
			mayHaveBeenDone ||= call.method !== 'GET' && outcomeUnknown(last.refusal);
			// After a 429 all calls wait, which the limiter sees to; anything else holds up this call alone.
			if (!isRateLimit(last.refusal)) await limiter.wait(wait);
		}
	}

	/** Milliseconds before the next attempt; undefined when there is none. */
	private waitBefore(attempt: number, refusal: Refusal, call: Call): number | undefined {
		if (!isRetryable(refusal) || (call.once && outcomeUnknown(refusal))) return undefined;
		const wait = backoff(attempt, refusal);
		return wait > (this.policy.longestWait ?? Infinity) ? undefined : wait;
	}
}
