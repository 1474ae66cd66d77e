import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Refusal } from '../transport/call';
import { openAccount } from '../transport/request';
import { Board } from './board';
import { Divider } from './divide';
import { parameterReader, parameters, type ParameterReader } from './fields';
import { Item } from './item';
import { lookInto } from './lookInto';
import { warningsOf, type Operation, type Settled } from './operation';
import { asError, asOutput, failureOf, failureOfThrown, type Outcome } from './outcome';
import { Pace } from './pace';
import { allPages, isPaged } from './pages';
import {
	inTurns,
	plan,
	planReads,
	type AskedRow,
	type NumberedCall,
	type PlannedCall,
} from './plan';
import { inPool } from './pool';
import { asPreview } from './preview';
import { send, type Line, type Sent } from './send';
import { settledRow } from './settledRow';
import { readForRun, readSettings } from './settings';
import { summary } from './summary';
import { isTool, nothingFound } from './tool';
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

const UNHEARD =
	'An earlier attempt was left without an answer, so it may have been carried out all the same.';

class Run {
	private readonly board: Board;

	private readonly divider: Divider;

	private readonly stopping: boolean;

	private readonly reader: ParameterReader;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
	) {
		this.board = new Board(context.getInputData().length);
		this.divider = new Divider(operation);
		this.stopping = !context.continueOnFail();
		this.reader = parameterReader(context);
	}

	async output(): Promise<INodeExecutionData[]> {
		const rows = this.readRows();
		this.throwIfStopped();

		const settings = readSettings(this.context, this.reader);
		const line = this.openLine(await openAccount(this.context), settings);
		const { dryRun } = line.settings;
		const planned = isUpdate(this.operation)
			? await this.update(line, this.operation, rows)
			: await this.lookUpAndSend(line, rows);
		this.throwIfStopped();
		if (dryRun) return asPreview(planned, line.account.address, this.board.outcomes());

		const outcomes = this.board.outcomes() as Outcome[];
		if (outcomes.length > 1) this.context.addExecutionHints(summary(outcomes, line.tally));
		const output = asOutput(outcomes);
		return output.length === 0 && isTool(this.context.getNode()) ? [nothingFound] : output;
	}

	/** Looks up what must be known first, and makes the calls unless they are only to be shown. */
	private async lookUpAndSend(line: Line, rows: AskedRow[]): Promise<PlannedCall[]> {
		const { batchSize, concurrency, dryRun } = line.settings;
		const complete = await this.lookUp(line, rows);
		this.throwIfStopped();
		const calls = plan(this.operation, complete, batchSize);
		if (dryRun) return calls;
		for (const together of inTurns(calls)) {
			await inPool(together, concurrency, async (planned) => await this.carryOut(line, planned));
		}
		return calls;
	}

	/** Changes things, each read just before it is written; or only reads and plans. */
	private async update(line: Line, operation: Update, rows: AskedRow[]): Promise<PlannedCall[]> {
		const { concurrency, dryRun } = line.settings;
		const conclude = (asked: AskedRow, settled: Settled, sent: Sent) =>
			this.conclude(line, asked, settled, sent);
		const planned: PlannedCall[] = [];
		await inPool(rowsByThing(operation, rows), concurrency, async (serves) => {
			if (dryRun) planned.push(...(await planUpdate(line, operation, serves, conclude)));
			else await update(line, operation, serves, conclude);
			return [];
		});
		return planned.sort((one, other) => one.serves[0].index - other.serves[0].index);
	}

	private readRows(): AskedRow[] {
		return this.context.getInputData().flatMap((_, index) => {
			try {
				const item = new Item(this.context, index, parameters(this.reader, index));
				return [{ index, part: 0, row: this.operation.row(item) }];
			} catch (error) {
				this.board.failed(index, failureOfThrown(error));
				return [];
			}
		});
	}

	private openLine(account: Line['account'], settings: Line['settings']): Line {
		const pace = new Pace(settings.callsPerMinute);
		const cancel = this.context.getExecutionCancelSignal();
		const stop = () => pace.stop({ cause: 'cancelled', message: 'the run was canceled' });
		// Reading many rows takes a while, and it may have been canceled meanwhile.
		if (cancel?.aborted) stop();
		else cancel?.addEventListener('abort', stop);
		return { caller: this.context, account, settings, pace, tally: { calls: 0, retries: 0 } };
	}

	/** Completes the rows by what their operation must look up first. */
	private async lookUp(line: Line, rows: AskedRow[]): Promise<AskedRow[]> {
		const { read } = this.operation;
		if (!read) return rows;
		const complete = new Map(rows.map((asked) => [asked.index, [asked]]));
		const reads = planReads(read.call, rows);
		const taken = new Map<string, unknown>();
		await inPool(reads, line.settings.concurrency, async ({ call, serves }) => {
			const sent = await send(line, call);
			for (const asked of serves) {
				const found = 'answer' in sent ? read.take(asked.row, sent.answer, taken) : sent;
				if ('rows' in found) {
					const { index } = asked;
					this.board.expect(index, found.rows.length);
					complete.set(
						index,
						found.rows.map((row, part) => ({ index, part, row })),
					);
				} else {
					complete.delete(asked.index);
					this.conclude(line, asked, found, sent);
				}
			}
			return [];
		});
		return [...complete.values()].flat();
	}

	/**
	 * Makes a call and settles its rows.
	 *
	 * @returns the calls to make instead, when it has to be divided
	 */
	private async carryOut(line: Line, planned: NumberedCall): Promise<NumberedCall[]> {
		const { operation, divider } = this;
		const smaller = divider.beforeSending(planned);
		if (smaller.length > 0) return smaller;

		const { call, serves } = planned;
		const sent = await send(line, call);
		// An earlier attempt may have done for some of the rows what is now refused.
		const parts =
			'refused' in sent && sent.made && !sent.mayHaveBeenDone
				? divider.afterRefusal(planned, sent.refused)
				: [];
		if (parts.length > 0) return parts;

		// Only equal rows share the pages of a list.
		const list = isPaged(operation)
			? await allPages(line, operation, serves[0].row, call, sent)
			: undefined;
		for (const asked of serves) {
			const settled = list ?? (await settledRow(line, operation, asked.row, planned, sent));
			const known =
				'refused' in settled ? await lookInto(line, operation, asked.row, settled, sent) : settled;
			this.conclude(
				line,
				asked,
				known,
				known === settled ? sent : { ...sent, mayHaveBeenDone: false },
			);
		}
		return [];
	}

	/** What is known of a row: done, or why not. */
	private conclude(line: Line, asked: AskedRow, settled: Settled, sent: Sent): void {
		const { index, part } = asked;
		if ('done' in settled) {
			this.board.done(index, part, settled.done);
		} else if ('refused' in settled) {
			this.fail(line, asked, settled.refused, sent);
		} else if (settled.asFailure && line.settings.alreadyDone === 'error') {
			this.fail(line, asked, settled.asFailure, sent);
		} else {
			// After an attempt without an answer, it is what that attempt did.
			const mark = sent.mayHaveBeenDone ? {} : { alreadyDone: true };
			const warnings = 'answer' in sent ? warningsOf(sent.answer) : {};
			const outputs = settled.alreadyDone.map((output) => ({ ...output, ...mark, ...warnings }));
			this.board.done(index, part, outputs);
		}
	}

	private fail(line: Line, { index, row }: AskedRow, refused: Refusal, sent: Sent): void {
		// Stopped by another item's failure, this one is neither done nor failed: nothing was sent for it.
		if (this.stopping && !sent.made && refused.cause !== 'cancelled') return;
		const told = sent.mayHaveBeenDone && !refused.note ? { ...refused, note: UNHEARD } : refused;
		this.board.failed(index, failureOf(this.operation.task(row), told));
		if (this.stopping) line.pace.stop(refused);
	}

	private throwIfStopped(): void {
		if (!this.stopping) return;
		const outcomes = this.board.outcomes();
		if (outcomes.some((outcome) => outcome && 'failed' in outcome)) {
			throw asError(this.context.getNode(), outcomes);
		}
	}
}
