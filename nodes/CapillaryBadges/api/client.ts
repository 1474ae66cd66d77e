import type { Call, Refusal, Reply } from './call';
import { request, type Account, type Caller } from './request';
import { isRateLimit, isRetryable, outcomeUnknown, backoff } from '../errors/retry';
import type { ServerClock } from './serverClock';
import type { RateLimiter } from './rateLimiter';
import type { RunOptions } from '../engine/runOptions';

/** What a run makes its calls with. */
export interface Line {
	context: Caller;
	account: Account;
	settings: RunOptions;
	limiter: RateLimiter;
	/** How many calls were made so far, and how many of them were made again. */
	stats: { calls: number; retries: number };
	/** Set as soon as the host was there. */
	isReachable?: true;
	clock: ServerClock;
	/** IDs of what the rows of this run made. */
	taken: Set<string>;
}

/** The last reply to a call. */
export type Sent = Reply & {
	/** Whether it was made at all. */
	made: boolean;
	/** Whether an attempt before the last may have been carried out. */
	mayHaveBeenDone: boolean;
	/** When the first attempt began, by this machine's clock (epoch milliseconds). */
	begunAt: number;
};

/**
 * Makes a call, again where that makes sense, and at the run's pace. Its reply may end the run.
 * A call whose turn comes after the run has ended is not made; its reply is what ended the run.
 *
 * @param followUp set when it finds out what an earlier call did, and is made after a failure has ended the run
 */
export async function send(line: Line, call: Call, { followUp = false } = {}): Promise<Sent> {
	const sent = await attempts(line, call, followUp);
	const refused = 'refused' in sent ? sent.refused : undefined;
	if (refused?.cause !== 'unreachable') line.isReachable = true;
	if (refused && endsRun(line, refused)) line.limiter.stop(refused);
	return sent;
}

/**
 * Whether every further call would go the same way: a refused credential, a host that was never there,
 * a limit that lasts longer than the node waits.
 */
function endsRun({ isReachable }: Line, refused: Refusal): boolean {
	const lastsTooLong = isRateLimit(refused) && !isRetryable(refused);
	return refused.cause === 'signIn' || refused.lasting === true || lastsTooLong || !isReachable;
}

async function attempts(line: Line, call: Call, followUp: boolean): Promise<Sent> {
	const { context: caller, account, settings, limiter: pace, stats: tally } = line;
	let last: Refusal | undefined;
	let mayHaveBeenDone = false;
	let begunAt = Date.now();

	for (let attempt = 0; ; attempt++) {
		if (!(await pace.acquire(followUp || attempt > 0))) {
			pace.release();
			return { refused: last ?? pace.end!, made: attempt > 0, mayHaveBeenDone, begunAt };
		}
		if (attempt === 0) begunAt = Date.now();
		tally.calls++;
		if (attempt > 0) tally.retries++;
		const reply = await request(caller, account, call, settings.timeout);
		line.clock.learn(reply);
		last = 'refused' in reply ? reply.refused : undefined;
		pace.release(last);
		if (!last || !isRetryable(last) || attempt >= settings.maxRetries) {
			return { ...reply, made: true, mayHaveBeenDone, begunAt };
		}
		if (call.once && outcomeUnknown(last))
			return { ...reply, made: true, mayHaveBeenDone, begunAt };
		mayHaveBeenDone ||= call.method !== 'GET' && outcomeUnknown(last);
		// After a 429 the whole run waits, which its pace sees to; anything else holds up this call alone.
		if (!isRateLimit(last)) await pace.wait(backoff(attempt, last));
	}
}
