import { ServerClock } from '../../../nodes/CapillaryBadges/api/serverClock';
import { RateLimiter } from '../../../nodes/CapillaryBadges/api/rateLimiter';
import type { Line } from '../../../nodes/CapillaryBadges/api/client';
import type { RunOptions } from '../../../nodes/CapillaryBadges/engine/runOptions';
import { account, answering, type Answered } from '../api/answering';

/** What a run makes its calls with, and a server that gives these answers, and the requests it got. */
export function lineTo(answers: Answered[], settings: Partial<RunOptions> = {}) {
	const { caller, requests } = answering(answers);
	const line: Line = {
		context: caller,
		account: account(),
		settings: {
			...{ batchSize: 20, concurrency: 5, dryRun: false, alreadyDone: 'error' },
			...{ maxRetries: 4, callsPerMinute: 0, timeout: 60_000 },
			...settings,
		},
		limiter: new RateLimiter(0),
		stats: { calls: 0, retries: 0 },
		clock: new ServerClock(),
		taken: new Set(),
	};
	return { line, requests };
}

/** What comes of it when all the time that it waits has passed; and how long that was, in milliseconds. */
export async function afterItsWaits<Result>(work: () => Promise<Result>) {
	jest.useFakeTimers();
	const start = Date.now();
	const done = work().then((result) => ({ result, took: Date.now() - start }));
	await jest.advanceTimersByTimeAsync(3_600_000);
	jest.useRealTimers();
	return await done;
}
