import type { Call, Reply } from '../transport/call';
import { request, type Account, type Caller } from '../transport/request';
import { isRateLimit, maybeDone, mayPass, waitBefore } from '../transport/retry';
import type { Pace } from './pace';
import type { Settings } from './settings';

/** What a run makes its calls with. */
export interface Line {
	caller: Caller;
	account: Account;
	settings: Settings;
	pace: Pace;
}

/** The last reply to a call. */
export type Sent = Reply & {
	/** Whether it was made at all. */
	made: boolean;
	/** Whether an attempt before the last may have been carried out unheard. */
	mayHaveBeenDone: boolean;
};

/**
 * Makes a call, again where that makes sense, and at the run's pace.
 * A call whose turn comes after the run has ended is not made; its reply is what ended the run.
 */
export async function send(line: Line, call: Call): Promise<Sent> {
	const { caller, account, settings, pace } = line;
	let mayHaveBeenDone = false;

	for (let attempt = 0; ; attempt++) {
		const mayStart = await pace.turn(attempt > 0);
		const reply: Reply = mayStart
			? await request(caller, account, call, settings.timeout)
			: { refused: pace.end! };
		const refused = 'refused' in reply ? reply.refused : undefined;
		pace.finished(refused);

		if (!mayStart || !refused || !mayPass(refused) || attempt >= settings.maxRetries) {
			return { ...reply, made: mayStart || attempt > 0, mayHaveBeenDone };
		}
		mayHaveBeenDone ||= maybeDone(refused);
		// After a 429 the whole run waits, which its pace sees to; anything else holds up this call alone.
		if (!isRateLimit(refused)) await pace.wait(waitBefore(attempt, refused));
	}
}
