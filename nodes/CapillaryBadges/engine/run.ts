import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Refusal } from '../transport/call';
import { openAccount } from '../transport/request';
import { Item } from './item';
import type { Operation } from './operation';
import { asError, asOutput, failureOf, failureOfThrown, type Outcome } from './outcome';
import { Pace } from './pace';
import { plan, type AskedRow, type PlannedCall } from './plan';
import { asPreview } from './preview';
import { send, type Line, type Sent } from './send';
import { readSettings } from './settings';
import { summary } from './summary';

/**
 * Carries out the node's operation for all input items: plan, send, settle.
 *
 * @param find the operation of a resource
 * @returns what became of each item, in the order of the items
 * @throws the first failure, when the node is set to stop on errors
 */
export async function run(
	context: IExecuteFunctions,
	find: (resource: string, operation: string) => Operation | undefined,
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

const UNHEARD =
	'An earlier attempt was left without an answer, so it may have been carried out all the same.';

function chosen(
	context: IExecuteFunctions,
	find: (resource: string, operation: string) => Operation | undefined,
): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = find(resource, name);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`The node has no operation '${name}' for the resource '${resource}'`,
		{ description: 'Choose a resource and an operation in the node. Nothing was sent.' },
	);
}

class Run {
	/** What became of each item; nothing yet for those that no call was made for. */
	private readonly outcomes: Array<Outcome | undefined>;

	private anyAnswer = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
	) {
		this.outcomes = new Array<undefined>(context.getInputData().length).fill(undefined);
	}

	async output(): Promise<INodeExecutionData[]> {
		const rows = this.readRows();
		this.throwIfStopped();

		const line = await this.openLine();
		const complete = await this.lookUp(line, rows);
		this.throwIfStopped();

		const calls = plan(this.operation, complete, line.settings.batchSize);
		if (line.settings.dryRun) {
			const failures = this.outcomes.flatMap((outcome, item) =>
				outcome ? asOutput([outcome]).map((output) => ({ ...output, pairedItem: { item } })) : [],
			);
			return [...asPreview(calls, line.account.address), ...failures];
		}
		await inPool(calls, line.settings.concurrency, async (planned) => {
			this.settle(line, planned, await send(line, planned.call));
		});
		this.throwIfStopped();
		const outcomes = this.outcomes as Outcome[];
		if (outcomes.length > 1) this.context.addExecutionHints(summary(outcomes, line.tally));
		return asOutput(outcomes);
	}

	private readRows(): AskedRow[] {
		return this.outcomes.flatMap((_, index) => {
			try {
				return [{ index, row: this.operation.row(new Item(this.context, index)) }];
			} catch (error) {
				this.outcomes[index] = { failed: failureOfThrown(error) };
				return [];
			}
		});
	}

	private async openLine(): Promise<Line> {
		const settings = readSettings(this.context);
		const account = await openAccount(this.context);
		const pace = new Pace(settings.callsPerMinute);
		this.context.getExecutionCancelSignal()?.addEventListener('abort', () => {
			pace.stop({ cause: 'cancelled', message: 'the run was cancelled' });
		});
		return { caller: this.context, account, settings, pace, tally: { calls: 0, retries: 0 } };
	}

	/** Completes the rows by what their operation must look up first; rows that ask the same share the answer. */
	private async lookUp(line: Line, rows: AskedRow[]): Promise<AskedRow[]> {
		const { read } = this.operation;
		if (!read) return rows;
		const reads = new Map<string, PlannedCall>();
		for (const asked of rows) {
			const call = read.call(asked.row);
			if (!call) continue;
			const key = JSON.stringify(call);
			const known = reads.get(key);
			if (known) known.serves.push(asked);
			else reads.set(key, { call, serves: [asked] });
		}
		await inPool([...reads.values()], line.settings.concurrency, async ({ call, serves }) => {
			const sent = await send(line, call);
			this.noteAnswer(line, sent);
			for (const asked of serves) {
				const taken = 'answer' in sent ? read.take(asked.row, sent.answer) : sent;
				if ('row' in taken) asked.row = taken.row;
				else this.fail(line, asked, taken.refused, sent);
			}
		});
		return rows.filter(({ index }) => this.outcomes[index] === undefined);
	}

	private settle(line: Line, { serves }: PlannedCall, sent: Sent): void {
		const { gone, settle } = this.operation;
		this.noteAnswer(line, sent);
		for (const asked of serves) {
			const settled = 'answer' in sent ? settle(asked.row, sent.answer) : sent;
			if ('done' in settled) {
				this.outcomes[asked.index] = settled;
			} else if (gone?.saidBy(settled.refused) && sent.mayHaveBeenDone) {
				// The answer to an earlier attempt was lost; that it is gone now is what that answer would have said.
				this.outcomes[asked.index] = { done: [gone.output(asked.row)] };
			} else if (gone?.saidBy(settled.refused) && line.settings.alreadyDone === 'success') {
				this.outcomes[asked.index] = { done: [{ ...gone.output(asked.row), alreadyDone: true }] };
			} else {
				this.fail(line, asked, settled.refused, sent);
			}
		}
	}

	private fail(line: Line, { index, row }: AskedRow, refused: Refusal, sent: Sent): void {
		const stopping = !this.context.continueOnFail();
		if (stopping && !sent.made && refused.cause !== 'cancelled') return;
		const told = sent.mayHaveBeenDone && !refused.note ? { ...refused, note: UNHEARD } : refused;
		this.outcomes[index] = { failed: failureOf(this.operation.task(row), told) };
		if (stopping) line.pace.stop(refused);
	}

	/** Ends the run when every further call would go the same way: a refused credential, a host that was never there. */
	private noteAnswer(line: Line, sent: Sent): void {
		const cause = 'refused' in sent ? sent.refused.cause : undefined;
		this.anyAnswer ||= cause !== 'unreachable' && cause !== 'cancelled';
		if ('refused' in sent && (cause === 'signIn' || (cause === 'unreachable' && !this.anyAnswer))) {
			line.pace.stop(sent.refused);
		}
	}

	private throwIfStopped(): void {
		if (this.context.continueOnFail()) return;
		if (this.outcomes.some((outcome) => outcome && 'failed' in outcome)) {
			throw asError(this.context.getNode(), this.outcomes);
		}
	}
}

/** Works through the jobs in their order, so many at a time. */
async function inPool<Job>(
	jobs: Job[],
	atATime: number,
	work: (job: Job) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < jobs.length) await work(jobs[next++]);
	};
	await Promise.all(Array.from({ length: Math.min(atATime, jobs.length) }, worker));
}
