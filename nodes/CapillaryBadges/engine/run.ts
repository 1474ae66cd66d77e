import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Refusal } from '../api/call';
import { accountOf } from '../api/request';
import { isInDoubt } from '../errors/retry';
import { accountsOf, type ItemsOfAccount } from './accounts';
import { ItemResults } from './itemResults';
import { ServerClock } from '../api/serverClock';
import { Divider } from './divide';
import { parameterReader, parameters, type ParameterReader } from '../fields/parameters';
import { Item } from '../fields/item';
import { lookInto } from './lookInto';
import { warningsOf, type Operation, type Settled } from './operation';
import { asError, asOutput, failureOf, failureOfThrown, isFailed, type Outcome } from './outcome';
import { RateLimiter } from '../api/rateLimiter';
import { allPages, isPaged } from './pages';
import { entriesOf, inTurns, plan, planReads, type PlannedRow, type PlannedCall } from './plan';
import { runConcurrently } from './pool';
import { asPreview } from './preview';
import { settleCall, settleEarlierRun } from './recover';
import { send, type Line, type Sent } from '../api/client';
import { readForRun, readRunOptions } from './runOptions';
import { duplicateIds } from './duplicateIds';
import { repeatedInSpiteOf, summary } from './summary';
import { isTool, nothingFound } from '../fields/tool';
import { RunMemory } from './runMemory';
import { isUpdate, planUpdate, rowsByThing, update, type Update } from './update';

type FindOperation = (resource: string, operation: string) => Operation | undefined;

/**
 * Carries out the node's operation for all input items: plan, send, settle.
 *
 * @returns what became of each item, in the order of the items
 * @throws the first failure, when the node is set to stop on errors
 */
export async function run(
	context: IExecuteFunctions,
	find: FindOperation,
): Promise<INodeExecutionData[]> {
	if (context.getInputData().length === 0) return [];
	if (!context.continueOnFail()) return await new Run(context, chosen(context, find)).output();
	try {
		return await new Run(context, chosen(context, find)).output();
	} catch (error) {
		// When the node is to go on, an error that leaves it would pass its input on as if all were well.
		const failed = failureOfThrown(error);
		return asOutput(context.getInputData().map(() => ({ failed })));
	}
}

function chosen(context: IExecuteFunctions, find: FindOperation): Operation {
	const resource = String(readForRun(context, 'resource', 'Resource'));
	const name = String(readForRun(context, 'operation', 'Operation'));
	const operation = find(resource, name);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`The node has no operation '${name}' for the resource '${resource}'`,
		{ description: 'Choose a resource and an operation in the node. Nothing was sent.' },
	);
}

/** Stands for the call when what became of a row was read back without one. */
const READ_BACK: Sent = {
	answer: { data: null, warnings: [] },
	...{ made: true, mayHaveBeenDone: false, begunAt: 0 },
};

/** Whether something was done for a row, or may have been. */
function mayBeDone(settled: Settled): boolean {
	return !('refused' in settled) || isInDoubt(settled.refused);
}

/** A reply together with the doubt of the call that this one is a part of. */
function withDoubtOf({ inDoubtSince }: PlannedCall, sent: Sent): Sent {
	if (inDoubtSince === undefined) return sent;
	return { ...sent, mayHaveBeenDone: true, begunAt: inDoubtSince };
}

class Run {
	/** Only for operations that can tell what an earlier try of the node did. */
	private readonly tries?: RunMemory;

	private readonly board: ItemResults;

	private readonly divider: Divider;

	private readonly stopping: boolean;

	/** Items of which it is known what earlier tries of the node did. */
	private readonly lookedBack = new Set<number>();

	/** What the editor shows above the output besides the summary. */
	private readonly notices = new Set<string>();

	private readonly reader: ParameterReader;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
	) {
		this.board = new ItemResults(context.getInputData().length);
		this.divider = new Divider(operation);
		this.stopping = !context.continueOnFail();
		this.reader = parameterReader(context);
		if (operation.recover ?? operation.lookInto)
			this.tries = new RunMemory(context, context.getInputData().length);
	}

	async output(): Promise<INodeExecutionData[]> {
		const rows = this.readRows();
		this.throwIfStopped();

		const settings = readRunOptions(this.context, this.reader);
		const previews: INodeExecutionData[] = [];
		const tally: Line['stats'] = { calls: 0, retries: 0 };
		for (const { data, items, isOfItem } of await accountsOf(this.context)) {
			const own = rows.filter(({ index }) => items.has(index));
			const account = isOfItem ? this.accountOfItems(data, own) : accountOf(data);
			if (!account) continue;
			const line = { ...this.openLine(account, settings), stats: tally };
			const planned = isUpdate(this.operation)
				? await this.update(line, this.operation, own)
				: await this.lookUpAndSend(line, own);
			this.throwIfStopped();
			if (settings.dryRun) previews.push(...asPreview(planned, account.address, []));
		}
		this.throwIfStopped();
		if (settings.dryRun) return [...previews, ...asPreview([], '', this.board.outcomes())];

		const outcomes = this.board.outcomes() as Outcome[];
		if (outcomes.every((outcome) => 'done' in outcome)) this.tries?.forget();
		if (outcomes.length > 1) {
			const again = this.whenRunAgain(settings, rows);
			this.context.addExecutionHints(summary(outcomes, tally, again));
		}
		for (const message of this.notices) {
			this.context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		}
		const output = asOutput(outcomes);
		return output.length === 0 && isTool(this.context.getNode()) ? [nothingFound] : output;
	}

	/** What another run would do in spite of Count as Success. */
	private whenRunAgain({ alreadyDone }: Line['settings'], rows: PlannedRow[]): string | undefined {
		const { repeat, names } = this.operation;
		if (alreadyDone !== 'success' || !repeat) return undefined;
		const unsafe = rows.filter(({ row }) => repeat(row) === 'unsafe');
		return repeatedInSpiteOf(unsafe.length, names?.field);
	}

	/** The account that only some items have; where it cannot be used, these items fail. */
	private accountOfItems(
		data: ItemsOfAccount['data'],
		rows: PlannedRow[],
	): Line['account'] | undefined {
		try {
			return { ...accountOf(data), isOfItem: true };
		} catch (error) {
			for (const { index } of rows) this.board.failed(index, failureOfThrown(error));
			this.throwIfStopped();
			return undefined;
		}
	}

	/** Looks up what must be known first, and makes the calls unless they are only to be shown. */
	private async lookUpAndSend(line: Line, rows: PlannedRow[]): Promise<PlannedCall[]> {
		const { batchSize, concurrency, dryRun } = line.settings;
		const complete = this.withoutSharedNames(await this.lookUp(line, rows));
		this.throwIfStopped();
		const calls = plan(this.operation, complete, batchSize);
		if (dryRun) return calls;
		for (const together of inTurns(await this.withoutEarlierTry(line, calls))) {
			await runConcurrently(
				together,
				concurrency,
				async (planned) => await this.carryOut(line, planned),
			);
		}
		return calls;
	}

	/** Changes things, each read just before it is written; or only reads and plans. */
	private async update(line: Line, operation: Update, rows: PlannedRow[]): Promise<PlannedCall[]> {
		const { concurrency, dryRun } = line.settings;
		const conclude = (asked: PlannedRow, settled: Settled, sent: Sent) =>
			this.conclude(line, asked, settled, sent);
		const planned: PlannedCall[] = [];
		await runConcurrently(rowsByThing(operation, rows), concurrency, async (serves) => {
			if (dryRun) planned.push(...(await planUpdate(line, operation, serves, conclude)));
			else await update(line, operation, serves, conclude);
			return [];
		});
		return planned.sort((one, other) => one.rows[0].index - other.rows[0].index);
	}

	private readRows(): PlannedRow[] {
		return this.context.getInputData().flatMap((_, index) => {
			try {
				const fields = parameters(this.reader, index);
				const item = new Item(this.context, index, fields, this.tries?.seed);
				return [{ index, part: 0, row: this.operation.row(item) }];
			} catch (error) {
				this.board.failed(index, failureOfThrown(error));
				return [];
			}
		});
	}

	private openLine(account: Line['account'], settings: Line['settings']): Line {
		const pace = new RateLimiter(settings.callsPerMinute);
		const cancel = this.context.getExecutionCancelSignal();
		const stop = () => pace.stop({ cause: 'cancelled', message: 'the run was canceled' });
		// Reading many rows takes a while, and it may have been canceled meanwhile.
		if (cancel?.aborted) stop();
		else cancel?.addEventListener('abort', stop);
		return {
			...{
				context: this.context,
				account,
				settings,
				limiter: pace,
				stats: { calls: 0, retries: 0 },
			},
			...{ clock: new ServerClock(), taken: new Set() },
		};
	}

	/** Completes the rows by what their operation must look up first. */
	private async lookUp(line: Line, rows: PlannedRow[]): Promise<PlannedRow[]> {
		const { read } = this.operation;
		if (!read) return rows;
		const complete = new Map(rows.map((asked) => [asked.index, [asked]]));
		const reads = planReads(read.call, rows);
		const taken = new Map<string, unknown>();
		await runConcurrently(reads, line.settings.concurrency, async ({ call, rows: serves }) => {
			const sent = await send(line, call);
			for (const asked of serves) {
				const isEarlier = this.tries?.isEarlier(asked.index);
				const repeats = isEarlier ? this.tries?.since(line.clock) : undefined;
				const found = 'answer' in sent ? read.take(asked.row, sent.answer, taken, repeats) : sent;
				if ('rows' in found) {
					const { index } = asked;
					this.board.expectRows(index, found.rows.length);
					complete.set(
						index,
						found.rows.map((row, part) => ({ index, part, row })),
					);
				} else {
					complete.delete(asked.index);
					this.conclude(line, asked, found, { ...sent, mayHaveBeenDone: isEarlier ?? false });
				}
			}
			return [];
		});
		return [...complete.values()].flat();
	}

	private withoutSharedNames(rows: PlannedRow[]): PlannedRow[] {
		// What an earlier try of the node sent had its name to itself then.
		const refused = duplicateIds(this.operation, rows).filter(
			({ asked }) => !this.tries?.isEarlier(asked.index),
		);
		for (const { asked, failure } of refused) this.board.failed(asked.index, failure);
		const failed = new Set(refused.map(({ asked }) => asked));
		return rows.filter((asked) => !failed.has(asked));
	}

	/**
	 * Makes a call and settles its rows.
	 *
	 * @returns the calls to make instead, when it has to be divided, or for rows to send again
	 */
	private async carryOut(line: Line, planned: PlannedCall): Promise<PlannedCall[]> {
		const { operation, divider, tries } = this;
		const smaller = divider.beforeSending(planned);
		if (smaller.length > 0) return smaller;

		const { call, rows: serves } = planned;
		const indexes = serves.map(({ index }) => index);
		tries?.sending(indexes);
		const sent = withDoubtOf(planned, await send(line, call));
		const parts = divider.afterRefusal(planned, sent);
		if (parts.length > 0) return parts;

		if (isPaged(operation)) {
			// Only equal rows share the pages of a list.
			const list = await allPages(line, operation, serves[0].row, sent);
			if ('notice' in list && list.notice) this.notices.add(list.notice);
			for (const asked of serves) this.conclude(line, asked, list, sent);
			return [];
		}
		const repeats = tries?.isRepetition ? () => tries.since(line.clock) : undefined;
		const { rows, again } = await settleCall(line, { operation, planned, sent, repeats });
		for (const { asked, settled } of rows) {
			const isEarlier = tries?.isEarlier(asked.index) ?? false;
			const since = isEarlier ? tries?.since(line.clock) : undefined;
			const known =
				'refused' in settled
					? await lookInto(line, operation, asked.row, settled, sent, since)
					: settled;
			const mayHaveBeenDone = known === settled && (sent.mayHaveBeenDone || isEarlier);
			this.conclude(line, asked, known, { ...sent, mayHaveBeenDone });
			if (!mayBeDone(known)) tries?.notDone([asked.index]);
		}
		tries?.since(line.clock);
		return again.length > 0 ? [this.callFor(planned, again, (planned.resent ?? 0) + 1)] : [];
	}

	/**
	 * The calls without the rows that an earlier try of the node did, which n8n repeats. All of them are
	 * looked for before anything is sent, so that none is told as not sent when the run stops.
	 */
	private async withoutEarlierTry(line: Line, calls: PlannedCall[]): Promise<PlannedCall[]> {
		const { operation, tries } = this;
		if (!tries?.isRepetition || !operation.recover) return calls;
		const since = () => tries.since(line.clock);
		const left = new Map<PlannedCall, PlannedCall | undefined>();
		for (const together of inTurns(calls)) {
			await runConcurrently(together, line.settings.concurrency, async (planned) => {
				const earlier = planned.rows.filter(({ index }) => tries.isEarlier(index));
				const { rows } = await settleEarlierRun(line, operation, planned, earlier, since);
				for (const { asked, settled } of rows) this.conclude(line, asked, settled, READ_BACK);
				left.set(planned, this.without(planned, new Set(rows.map(({ asked }) => asked))));
				return [];
			});
		}
		this.throwIfStopped();
		for (const { rows } of calls) for (const { index } of rows) this.lookedBack.add(index);
		return calls.flatMap((planned) => left.get(planned) ?? []);
	}

	/** The call for the other rows; the call itself when these are all, as it keeps its request ID. */
	private without(planned: PlannedCall, settled: Set<PlannedRow>): PlannedCall | undefined {
		const left = planned.rows.filter((asked) => !settled.has(asked));
		if (left.length === planned.rows.length) return planned;
		return left.length > 0 ? this.callFor(planned, left) : undefined;
	}

	/** A call for some of the rows of another. */
	private callFor(planned: PlannedCall, serves: PlannedRow[], resent?: number): PlannedCall {
		const rows = entriesOf(this.operation, serves).map(([{ row }]) => row);
		const call = this.operation.call(rows as [unknown, ...unknown[]]);
		return { ...planned, call, rows: serves, resent };
	}

	/** What is known of a row: done, or why not. */
	private conclude(line: Line, asked: PlannedRow, settled: Settled, sent: Sent): void {
		const { index, part } = asked;
		if ('done' in settled) {
			this.board.succeed(index, part, settled.done);
		} else if ('refused' in settled) {
			this.fail(line, asked, settled.refused, sent);
		} else if (settled.asFailure && line.settings.alreadyDone === 'error') {
			this.fail(line, asked, settled.asFailure, sent);
		} else {
			// After an attempt without an answer, it is what that attempt did, or may be.
			const isOpen = sent.mayHaveBeenDone || settled.asFailure?.outcome === 'unknown';
			const mark = isOpen ? {} : { alreadyDone: true };
			const warnings = 'answer' in sent ? warningsOf(sent.answer) : {};
			const outputs = settled.alreadyDone.map((output) => ({ ...output, ...mark, ...warnings }));
			this.board.succeed(index, part, outputs);
		}
	}

	private fail(line: Line, { index, row }: PlannedRow, refused: Refusal, sent: Sent): void {
		// Stopped by another item's failure, this one is neither done nor failed: nothing was sent for it.
		const isUnsent = !sent.made && !sent.mayHaveBeenDone;
		if (this.stopping && isUnsent && refused.cause !== 'cancelled') return;
		const outcome = refused.outcome ?? (sent.mayHaveBeenDone ? 'unknown' : undefined);
		const told = { ...refused, outcome, repeat: this.operation.repeat?.(row) };
		this.board.failed(index, failureOf(this.operation.task(row), told));
		if (this.stopping) line.limiter.stop(refused);
	}

	private throwIfStopped(): void {
		if (!this.stopping) return;
		const outcomes = this.board.outcomes();
		if (!outcomes.some(isFailed)) return;
		// What an earlier try sent is not unsent because this one did not come to it.
		const isOpen = (index: number) => this.tries?.isEarlier(index) && !this.lookedBack.has(index);
		const told = outcomes.map(
			(one, index) => one ?? (isOpen(index) ? { byEarlierTry: true as const } : undefined),
		);
		throw asError(this.context.getNode(), told);
	}
}
