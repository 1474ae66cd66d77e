import { Client, type CallStats } from '../../../nodes/CapillaryBadges/api/client';
import type { Policy } from '../../../nodes/CapillaryBadges/api/policy';
import type { RunContext } from '../../../nodes/CapillaryBadges/engine/context';
import { ItemResults } from '../../../nodes/CapillaryBadges/engine/itemResults';
import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { RunOptions } from '../../../nodes/CapillaryBadges/engine/runOptions';
import { account, answeringBy, type Answered } from '../api/answering';

/** A client of a server that gives these answers, and the requests that the server got. */
export function clientTo(answers: Answered[], policy: Partial<Policy> = {}) {
	return clientBy((_, nth) => answers[nth], policy);
}

/** A client of a server that answers each request by what it is, at once or later. */
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

/** A run of an operation against such a server; it takes no outcomes. */
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
	const takesNone = () => {
		throw new Error('Nothing is reported here');
	};
	const run: RunContext = {
		...{ operation, options, client, results: new ItemResults(0), created: new Set() },
		...{ report: takesNone, readBack: takesNone, notice: takesNone },
	};
	return { run, requests };
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
