import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Input } from '../fields/input';
import { Names } from '../fields/names';
import { parameterReader, type ParameterReader } from '../fields/parameterReader';
import { isTool, nothingFound } from '../fields/tool';
import { chosenOperation, type FindOperation } from './chosenOperation';
import { clientFindings } from './clientFindings';
import type { RunContext } from './context';
import { duplicateIds } from './duplicateIds';
import { inTurns, nextTurn } from './eventLoop';
import { execute } from './execute';
import { findNames, isByName } from './findByName';
import { failureOfThrown } from './failure';
import { lookUp } from './lookUp';
import type { Operation } from './operation';
import { inputFields } from './inputFields';
import { CANCELLED, openRun, type OpenedRun } from './openRun';
import { asOutput, type ItemResult } from './output';
import { plan, type PlannedCall, type PlannedRow } from './plan';
import { Reporter } from './reporter';
import { requestOf } from './request';
import { RunMemory } from './runMemory';
import { givesAgain, mayBeDone, summary, unsafeToRepeat } from './summary';
import { executeUpdates } from './update';

/**
 * Executes the node's operation for all input items: read, look up, plan, send, settle.
 *
 * @returns the result of each item, in the order of the items
 * @throws the first failure, when the node is set to stop on errors
 */
export async function run(
	context: IExecuteFunctions,
	find: FindOperation,
): Promise<INodeExecutionData[]> {
	if (context.getInputData().length === 0) return [];
	const execute = async () => await new Run(context, await chosenOperation(context, find)).output();
	if (!context.continueOnFail()) return await execute();
	try {
		return await execute();
	} catch (error) {
		// If the error left the node, n8n would pass the input on as if the node had succeeded.
		const failure = failureOfThrown(error);
		const results = context.getInputData().map((): ItemResult => ({ status: 'failed', failure }));
		return asOutput(context.getNode(), results);
	}
}

class Run {
	/** Only for operations that can tell what an earlier try of the node did. */
	readonly memory?: RunMemory;

	readonly reporter: Reporter;

	readonly reader: ParameterReader;

	/** Names that are shown beside IDs. */
	readonly names = new Names();

	private opened?: OpenedRun;

	constructor(
		readonly context: IExecuteFunctions,
		readonly operation: Operation,
	) {
		const { recover, verify } = operation.repeat;
		if (recover ?? verify) this.memory = new RunMemory(context, context.getInputData().length);
		this.reporter = new Reporter(context, operation, this.names, this.memory);
		this.reader = parameterReader(context);
	}

	async output(): Promise<INodeExecutionData[]> {
		const { reporter } = this;
		const rules = this.operation.byName.filter((rule) => isByName(this.reader, rule));
		// What is entered by name must be known before the items can be read.
		if (rules.length > 0) await findNames(rules, this.reader, (await this.open()).accounts);
		const rows = await this.readRows();
		reporter.throwIfStopped();
		const { options, preview, accounts } = await this.open();
		for (const { items, run } of accounts) {
			const planned = await this.execute(
				run,
				rows.filter(({ index }) => items.has(index)),
			);
			await preview?.take(planned, run.client.account.address);
			reporter.throwIfStopped();
		}
		reporter.throwIfStopped();
		const results = reporter.results.progress() as ItemResult[];
		await nextTurn(results.length);
		if (results.every(({ status }) => status === 'succeeded')) this.memory?.forget();
		this.addHints(results, rows);
		await nextTurn(results.length);
		const node = this.context.getNode();
		const output = asOutput(node, results, inputFields(options, this.context.getInputData()));
		return output.length === 0 && isTool(node) ? [nothingFound] : output;
	}

	/** Reads the options and opens a client for each account, once. */
	private async open(): Promise<OpenedRun> {
		this.opened ??= await openRun(this);
		return this.opened;
	}

	/** What the editor shows above the output. */
	private addHints(results: ItemResult[], rows: PlannedRow[]): void {
		const { options, preview, accounts, stats, notices } = this.opened!;
		if (preview) {
			this.context.addExecutionHints(preview.notice(results.length));
		} else if (results.length > 1) {
			const done = rows.filter(({ index }) => mayBeDone(results[index]));
			const warning = unsafeToRepeat(this.operation, options, done);
			const again = warning === undefined ? givesAgain(this.operation, done) : undefined;
			const limiters = accounts.map(({ run }) => run.client.limiter);
			const findings = [...clientFindings(limiters, options), ...(again ? [again] : [])];
			this.context.addExecutionHints(summary(results, stats, findings, warning));
		}
		for (const message of notices) {
			this.context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		}
	}

	private async readRows(): Promise<PlannedRow[]> {
		const { context, reader } = this;
		const namesOf = (index: number) =>
			this.opened?.accounts.find(({ items }) => items.has(index))?.names ?? this.names;
		const cancel = context.getExecutionCancelSignal();
		const rows: PlannedRow[] = [];
		await inTurns(context.getInputData().keys(), (index) => {
			try {
				// Reading many rows takes a while.
				if (cancel?.aborted) throw new Error(CANCELLED.message);
				const input = Input.of(context, index, reader, this.memory?.seed, namesOf(index));
				rows.push({ index, part: 0, row: this.operation.read(input) });
			} catch (error) {
				this.reporter.results.fail(index, failureOfThrown(error));
			}
		});
		return rows;
	}

	/** Plans the calls for rows of one account, and makes them unless this is a preview. */
	private async execute(run: RunContext, rows: PlannedRow[]): Promise<PlannedCall[]> {
		const { batchSize, dryRun } = run.options;
		const { update } = this.operation;
		if (update) return await executeUpdates(run, update, rows);
		const complete = await this.withoutDuplicateIds(await lookUp(run, rows));
		this.reporter.throwIfStopped();
		const calls = await plan(requestOf(this.operation), complete, batchSize);
		if (!dryRun) await execute(run, calls);
		return calls;
	}

	private async withoutDuplicateIds(rows: PlannedRow[]): Promise<PlannedRow[]> {
		// The request ID of what an earlier try of the node sent was unique then.
		const found = await duplicateIds(this.operation, rows);
		const duplicates = found.filter(({ planned }) => !this.memory?.isEarlier(planned.index));
		for (const { planned, failure } of duplicates)
			this.reporter.results.fail(planned.index, failure);
		const failed = new Set(duplicates.map(({ planned }) => planned));
		return rows.filter((planned) => !failed.has(planned));
	}
}
