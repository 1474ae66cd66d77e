import type { IExecuteFunctions } from 'n8n-workflow';

import { accountOf, type Account } from '../api/account';
import { Client, type CallStats } from '../api/client';
import { rateLimitOf } from '../api/sharedLimits';
import type { Refusal } from '../errors/refusal';
import type { Names } from '../fields/names';
import type { ParameterReader } from '../fields/parameterReader';
import { groupByAccount, type ItemsOfAccount } from './accounts';
import type { RunContext } from './context';
import { failureOfThrown } from './failure';
import type { Operation } from './operation';
import { Preview } from './preview';
import type { Reporter } from './reporter';
import type { RunMemory } from './runMemory';
import { readRunOptions, type RunOptions } from './runOptions';

/** What all parts of a run have in common. */
interface Run {
	context: IExecuteFunctions;
	operation: Operation;
	reader: ParameterReader;
	reporter: Reporter;
	names: Names;
	memory?: RunMemory;
}

/** A run that can send: its options, and a client for each account. */
export interface OpenedRun {
	options: RunOptions;
	/** Set when nothing is to be changed. */
	preview?: Preview;
	accounts: Array<{
		/** Indexes of the input items. */
		items: Set<number>;
		run: RunContext;
		names: Names;
	}>;
	stats: CallStats;
	/** What the editor shows above the output besides the summary. */
	notices: Set<string>;
}

/** The refusal of a call that was not sent because the run was canceled. */
export const CANCELLED: Refusal = { cause: 'cancelled', message: 'the run was canceled' };

/**
 * Reads the options, and opens a client for each account.
 *
 * @throws NodeOperationError for an invalid option, and for an account that cannot be used when the run stops
 * on errors; otherwise the items of that account fail
 */
export async function openRun(parts: Run): Promise<OpenedRun> {
	const { context, operation, reader, reporter, names } = parts;
	const options = await readRunOptions(context, reader);
	const opened: OpenedRun = {
		options,
		preview: options.dryRun ? new Preview(operation, names, reporter.results) : undefined,
		accounts: [],
		stats: { calls: 0, retries: 0 },
		notices: new Set(),
	};
	for (const { data, items, isOfItem } of await groupByAccount(context)) {
		const account = isOfItem ? accountOfItems(reporter, data, items) : accountOf(data);
		if (!account) continue;
		const run = contextOf(parts, account, opened);
		opened.accounts.push({ items, run, names: names.ofAccount() });
	}
	return opened;
}

/** The account that only some items have; where it cannot be used, these items fail. */
function accountOfItems(
	reporter: Reporter,
	data: ItemsOfAccount['data'],
	items: Iterable<number>,
): Account | undefined {
	try {
		return { ...accountOf(data), isOfItem: true };
	} catch (error) {
		const failure = failureOfThrown(error);
		for (const index of items) reporter.results.fail(index, failure);
		reporter.throwIfStopped();
		return undefined;
	}
}

function contextOf(
	{ context, operation, memory, reporter }: Run,
	account: Account,
	{ options, preview, stats, notices }: OpenedRun,
): RunContext {
	const policy = { ...options, limit: rateLimitOf(account) };
	const client = new Client(context, account, policy, stats);
	const cancel = context.getExecutionCancelSignal();
	const stop = () => client.limiter.stop(CANCELLED);
	// Reading many rows takes a while, and the run may have been canceled meanwhile.
	if (cancel?.aborted) stop();
	else cancel?.addEventListener('abort', stop);
	const run: RunContext = {
		...{ operation, options, client, memory, results: reporter.results, created: new Set() },
		report(planned, outcome, sent) {
			if (preview && outcome.status === 'alreadyDone') preview.nothingLeft(planned, outcome);
			else reporter.report(run, planned, outcome, sent);
		},
		readBack(rows) {
			reporter.throwIfStopped();
			reporter.readBack(rows);
		},
		notice: (message) => notices.add(message),
	};
	return run;
}
