import { Client, type CallStats } from '../../../nodes/CapillaryBadges/api/client';
import type { Policy } from '../../../nodes/CapillaryBadges/api/policy';
import type { RunContext } from '../../../nodes/CapillaryBadges/engine/context';
import { ItemResults } from '../../../nodes/CapillaryBadges/engine/itemResults';
import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { RunOptions } from '../../../nodes/CapillaryBadges/engine/runOptions';
import { account, answeringBy, type Answered } from '../api/answering';

/** A client of a server that gives these responses, and the requests that the server got. */
export function clientTo(answers: Answered[], policy: Partial<Policy> = {}) {
	return clientBy((_, nth) => answers[nth], policy);
}

/** As above, with a function that chooses the response to each request, now or later. */
export function clientBy(
	answerTo: (call: { path: string }, nth: number) => Answered | Promise<Answered>,
	policy: Partial<Policy> = {},
) {
	const { caller, requests } = answeringBy(({ url }, nth) =>
		answerTo({ path: new URL(url).pathname }, nth),
	);
	const stats: CallStats = { calls: 0, retries: 0 };
	const usual: Policy = { maxRetries: 4, callsPerMinute: 0, timeout: 60_000 };
	const client = new Client(caller, account(), { ...usual, ...policy }, stats);
	return { client, caller, requests, stats };
}

/** A run of an operation with such a server. It accepts no outcomes. */
export function runTo(
	operation: Operation,
	answers: Answered[],
	settings: Partial<RunOptions> = {},
) {
	const options: RunOptions = {
		...{
			batchSize: 20,
			concurrency: 5,
			dryRun: false,
			alreadyDone: 'error',
			lookUpTogether: false,
		},
		...{ includeInputFields: 'none', inputFieldNames: '' },
		...{ maxRetries: 4, callsPerMinute: 0, timeout: 60_000 },
		...settings,
	};
	const { client, requests } = clientTo(answers, options);
	const unexpected = () => {
		throw new Error('Nothing is reported here');
	};
	const run: RunContext = {
		...{ operation, options, client, results: new ItemResults(0), created: new Set() },
		...{ report: unexpected, readBack: unexpected, notice: unexpected },
	};
	return { run, requests };
}

/**
 * The result of `work` after all its waits, and how long these were, in milliseconds. Uses fake
 * timers.
 */
export async function withFakeTime<Result>(work: () => Promise<Result>) {
	jest.useFakeTimers();
	const start = Date.now();
	const done = work().then((result) => ({ result, took: Date.now() - start }));
	await jest.advanceTimersByTimeAsync(3_600_000);
	jest.useRealTimers();
	return await done;
}
