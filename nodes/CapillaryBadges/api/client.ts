import type { Failed, Refusal } from '../errors/refusal';
import { isRateLimit, isRetryable, outcomeUnknown } from '../errors/retry';
import type { Call, Reply } from './call';
import { timeOfDay } from './dates';
import type { Policy } from './policy';
import { RateLimiter } from './rateLimiter';
import type { Account, Caller } from './account';
import { request } from './request';
import { Retries } from './retries';
import { ServerClock } from './serverClock';

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

/** How one call is sent. */
interface SendOptions {
	/** Set when the call finds out what an earlier one did: it is sent after a failure has ended the run. */
	isFollowUp?: boolean;
	/** Set when the run can do without the response. A failure does not end the run, and only a 429 is retried. */
	isOptional?: boolean;
	/** Given when the caller makes the call again itself. */
	retries?: Retries;
}

/** Sends calls to one account: retries, keeps the rate limit, and stops when every call would fail. */
export class Client {
	/** Capillary's clock. */
	readonly clock = new ServerClock();

	/** Decides when calls start, and holds what ended the run. */
	readonly limiter: RateLimiter;

	constructor(
		private readonly context: Caller,
		readonly account: Account,
		private readonly policy: Policy,
		/** Counts the calls, also those of other clients that share it. */
		private readonly stats: CallStats = { calls: 0, retries: 0 },
	) {
		this.limiter = new RateLimiter(policy.callsPerMinute, policy.limit);
	}

	/**
	 * Sends a call and retries it where that can help. A refusal that every further call would get ends the
	 * run; a call after that is not sent, and its reply is what ended the run. Never throws.
	 */
	async send(call: Call, options: SendOptions = {}): Promise<Sent> {
		this.limiter.unfinished++;
		const sent = await this.attempts(call, options);
		this.limiter.unfinished--;
		return sent;
	}

	private async attempts(call: Call, options: SendOptions): Promise<Sent> {
		const { limiter, stats } = this;
		const retries = options.retries ?? this.retries(call);
		let last: Failed | undefined;
		let mayHaveBeenDone = false;
		let begunAt: number | undefined;
		for (;;) {
			const made = last !== undefined;
			const started = await limiter.acquire(made || options.isFollowUp === true);
			begunAt ??= Date.now();
			if (!started) {
				const reply: Failed = last ?? { status: 'failed', refusal: limiter.end! };
				return { ...reply, made, mayHaveBeenDone, begunAt };
			}
			stats.calls++;
			if (made) stats.retries++;
			const reply = await request(this.context, this.account, call, this.policy.timeout);
			this.clock.learn(reply);
			last = reply.status === 'failed' ? reply : undefined;
			limiter.release(started, last?.refusal, retries.showsLimit);
			this.endAfterOutage();
			const isDispensable = options.isOptional && last && !isRateLimit(last.refusal);
			const isRetried = !isDispensable && !options.retries;
			const wait = last && isRetried ? retries.waitAfter(last.refusal) : undefined;
			if (wait === undefined && !isDispensable) this.stopIfFatal(last?.refusal);
			if (!last || wait === undefined) return { ...reply, made: true, mayHaveBeenDone, begunAt };
			mayHaveBeenDone ||= call.method !== 'GET' && outcomeUnknown(last.refusal);
			await limiter.wait(wait);
		}
	}

	/** Decides about the retries of a call. */
	retries(call: Call): Retries {
		return new Retries(call, this.policy, this.limiter);
	}

	/** Counts a call as a retry of an earlier one. */
	countRetry(): void {
		this.stats.retries++;
	}

	/** Ends the run after a refusal that every further call would get. */
	private stopIfFatal(refusal?: Refusal): void {
		if (refusal && this.isFatal(refusal)) this.limiter.stop(refusal);
	}

	/**
	 * Whether every further call would fail the same way: a refused credential, a host that was never
	 * reached, a limit that lasts longer than the client waits.
	 */
	private isFatal(refusal: Refusal): boolean {
		const lastsTooLong = isRateLimit(refusal) && (!isRetryable(refusal) || this.isLimitOver());
		return (
			refusal.cause === 'signIn' ||
			refusal.lasting === true ||
			lastsTooLong ||
			!this.limiter.isReached
		);
	}

	/** Ends the run when the host has not worked for too long. */
	private endAfterOutage(): void {
		const { isOver, failingSince } = this.limiter.breaker;
		if (!isOver || failingSince === undefined) return;
		const since = timeOfDay(failingSince, this.context.getTimezone());
		const message = `Capillary has not been answering since ${since}`;
		this.limiter.stop({ cause: 'outage', message });
	}

	private isLimitOver(): boolean {
		return this.limiter.limit.isOver(Date.now());
	}
}
