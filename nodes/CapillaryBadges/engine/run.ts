import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { Client, type CallStats } from '../api/client';
import { accountOf, type Account } from '../api/account';
import type { RateLimiter } from '../api/rateLimiter';
import { rateLimitOf } from '../api/sharedLimits';
import type { Refusal } from '../errors/refusal';
import { Input } from '../fields/input';
import { parameterReader, type ParameterReader } from '../fields/parameters';
import { isTool, nothingFound } from '../fields/tool';
import { groupByAccount, type ItemsOfAccount } from './accounts';
import { clientFindings } from './clientFindings';
import type { RunContext } from './context';
import { duplicateIds } from './duplicateIds';
import { inTurns, nextTurn } from './eventLoop';
import { execute } from './execute';
import { failureOfThrown } from './failure';
import { lookUp } from './lookUp';
import type { Operation } from './operation';
import { asOutput, type ItemResult } from './output';
import { plan, type PlannedCall, type PlannedRow } from './plan';
import { asPreview } from './preview';
import { Reporter } from './reporter';
import { requestOf } from './request';
import { RunMemory } from './runMemory';
import { readRunOptions, type RunOptions } from './runOptions';
import { readForRun } from './sameForAll';
import { summary, unsafeToRepeat } from './summary';
import { executeUpdates } from './update';

type FindOperation = (resource: string, operation: string) => Operation | undefined;

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
	const execute = async () => await new Run(context, await chosen(context, find)).output();
	if (!context.continueOnFail()) return await execute();
	try {
		return await execute();
	} catch (error) {
		// If the error left the node, n8n would pass the input on as if the node had succeeded.
		const failure = failureOfThrown(error);
		return asOutput(context.getInputData().map(() => ({ status: 'failed', failure })));
	}
}

async function chosen(context: IExecuteFunctions, find: FindOperation): Promise<Operation> {
	const resource = String(await readForRun(context, 'resource', 'Resource'));
	const name = String(await readForRun(context, 'operation', 'Operation'));
	const operation = find(resource, name);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`The node has no operation '${name}' for the resource '${resource}'`,
		{ description: 'Choose a resource and an operation in the node. Nothing was sent.' },
	);
}

const CANCELLED: Refusal = { cause: 'cancelled', message: 'the run was canceled' };

class Run {
	/** Only for operations that can tell what an earlier try of the node did. */
	private readonly memory?: RunMemory;

	private readonly reporter: Reporter;

	/** What the editor shows above the output besides the summary. */
	private readonly notices = new Set<string>();

	private readonly reader: ParameterReader;

	/** One for each account. */
	private readonly limiters: RateLimiter[] = [];

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
	) {
		const { recover, verify } = operation.repeat;
		if (recover ?? verify) this.memory = new RunMemory(context, context.getInputData().length);
		this.reporter = new Reporter(context, operation, this.memory);
		this.reader = parameterReader(context);
	}

	async output(): Promise<INodeExecutionData[]> {
		const { reporter } = this;
		const rows = await this.readRows();
		reporter.throwIfStopped();
		const options = await readRunOptions(this.context, this.reader);
		const stats: CallStats = { calls: 0, retries: 0 };
		const previews: INodeExecutionData[][] = [];
		for (const { data, items, isOfItem } of await groupByAccount(this.context)) {
			const own = rows.filter(({ index }) => items.has(index));
			const account = isOfItem ? this.accountOfItems(data, own) : accountOf(data);
			if (!account) continue;
			const planned = await this.execute(this.open(account, options, stats), own);
			reporter.throwIfStopped();
			if (options.dryRun) previews.push(await asPreview(planned, account.address, []));
		}
		reporter.throwIfStopped();
		const progress = reporter.results.progress();
		await nextTurn(progress.length);
		if (options.dryRun) return [...previews, await asPreview([], '', progress)].flat();

		const results = progress as ItemResult[];
		if (results.every(({ status }) => status === 'succeeded')) this.memory?.forget();
		if (results.length > 1) {
			const warning = unsafeToRepeat(this.operation, options, rows);
			const findings = clientFindings(this.limiters, options);
			this.context.addExecutionHints(summary(results, stats, findings, warning));
		}
		for (const message of this.notices) {
			this.context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		}
		await nextTurn(results.length);
		const output = asOutput(results);
		return output.length === 0 && isTool(this.context.getNode()) ? [nothingFound] : output;
	}

	private async readRows(): Promise<PlannedRow[]> {
		const { context, reader } = this;
		const cancel = context.getExecutionCancelSignal();
		const rows: PlannedRow[] = [];
		await inTurns(context.getInputData().keys(), (index) => {
			try {
				// Reading many rows takes a while.
				if (cancel?.aborted) throw new Error(CANCELLED.message);
				const input = Input.of(context, index, reader, this.memory?.seed);
				rows.push({ index, part: 0, row: this.operation.read(input) });
			} catch (error) {
				this.reporter.results.fail(index, failureOfThrown(error));
			}
		});
		return rows;
	}

	/** The account that only some items have; where it cannot be used, these items fail. */
	private accountOfItems(data: ItemsOfAccount['data'], rows: PlannedRow[]): Account | undefined {
		try {
			return { ...accountOf(data), isOfItem: true };
		} catch (error) {
			const failure = failureOfThrown(error);
			for (const { index } of rows) this.reporter.results.fail(index, failure);
			this.reporter.throwIfStopped();
			return undefined;
		}
	}

	private open(account: Account, options: RunOptions, stats: CallStats): RunContext {
		const policy = { ...options, limit: rateLimitOf(account) };
		const client = new Client(this.context, account, policy, stats);
		this.limiters.push(client.limiter);
		const cancel = this.context.getExecutionCancelSignal();
		const stop = () => client.limiter.stop(CANCELLED);
		// Reading many rows takes a while, and the run may have been canceled meanwhile.
		if (cancel?.aborted) stop();
		else cancel?.addEventListener('abort', stop);
		const { operation, memory, reporter } = this;
		const run: RunContext = {
			...{ operation, options, client, memory, results: reporter.results, created: new Set() },
			report: (planned, outcome, sent) => reporter.report(run, planned, outcome, sent),
			readBack: (rows) => {
				reporter.throwIfStopped();
				reporter.readBack(rows);
			},
			notice: (message) => this.notices.add(message),
		};
		return run;
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
