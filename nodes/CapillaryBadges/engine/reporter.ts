import type { IExecuteFunctions } from 'n8n-workflow';

import type { Sent } from '../api/client';
import type { Refusal } from '../errors/refusal';
import type { Names } from '../fields/names';
import type { RunContext } from './context';
import { failureOf, type Failure } from './failure';
import { ItemResults } from './itemResults';
import type { Operation } from './operation';
import { asError } from './output';
import type { PlannedRow } from './plan';
import { warningsOf, type Outcome } from './results';
import type { RunMemory } from './runMemory';

/** Turns outcomes of rows into results of items, and stops the run at the first failure where that is wanted. */
export class Reporter {
	readonly results: ItemResults;

	private readonly stopsOnError: boolean;

	/** The first item that a run which stops on errors left out, because the run had ended before its call. */
	private leftOut?: { index: number; failure: Failure };

	/** Items whose outcome in earlier runs of the node is known. */
	private readonly wereReadBack = new Set<number>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly names: Names,
		private readonly memory?: RunMemory,
	) {
		this.results = new ItemResults(context.getInputData().length);
		this.stopsOnError = !context.continueOnFail();
	}

	/** Takes the outcome of a row, and the last reply for it. */
	report(run: RunContext, planned: PlannedRow, outcome: Outcome, sent: Sent): void {
		const { index, part } = planned;
		if (outcome.status === 'succeeded') {
			this.results.succeed(index, part, outcome.output);
		} else if (outcome.status === 'failed') {
			this.fail(run, planned, outcome.refusal, sent);
		} else if (outcome.failure && run.options.alreadyDone === 'error') {
			this.fail(run, planned, outcome.failure, sent);
		} else {
			// After an attempt without a response, that attempt did it, or may have done it.
			const isOpen = sent.mayHaveBeenDone || outcome.failure?.outcome === 'unknown';
			const mark = isOpen ? {} : { alreadyDone: true };
			const warnings = sent.status === 'succeeded' ? warningsOf(sent.response) : {};
			const output = outcome.output.map((one) => ({ ...one, ...mark, ...warnings }));
			this.results.succeed(index, part, output);
		}
	}

	/** Takes rows whose outcome in earlier runs of the node is known now. */
	readBack(rows: PlannedRow[]): void {
		for (const { index } of rows) this.wereReadBack.add(index);
	}

	/** @throws the first failure, when the node is set to stop on errors */
	throwIfStopped(): void {
		if (!this.stopsOnError) return;
		// A call that is no item's own ended the run, such as a look-up of several customers.
		if (this.leftOut && !this.hasFailed()) {
			this.results.fail(this.leftOut.index, this.leftOut.failure);
		}
		if (!this.hasFailed()) return;
		const progress = this.results.progress();
		// An item that an earlier run sent is not 'not sent', even if this run did not reach it.
		const isOpen = (index: number) =>
			this.memory?.isEarlier(index) && !this.wereReadBack.has(index);
		const known = progress.map((one, index) =>
			one.status === 'notSent' && isOpen(index) ? { status: 'earlierRun' as const } : one,
		);
		throw asError(this.context.getNode(), known);
	}

	private hasFailed(): boolean {
		return this.results.progress().some(({ status }) => status === 'failed');
	}

	private fail(run: RunContext, planned: PlannedRow, refusal: Refusal, sent: Sent): void {
		const { index } = planned;
		// The run has ended because of another call. Nothing was sent for this item, so it neither succeeded nor failed.
		const isUnsent = !sent.made && !sent.mayHaveBeenDone;
		if (this.stopsOnError && isUnsent && refusal.cause !== 'cancelled') {
			this.leftOut ??= { index, failure: this.failure(planned, refusal, sent) };
			return;
		}
		this.results.fail(index, this.failure(planned, refusal, sent));
		if (this.stopsOnError) run.client.limiter.stop(refusal);
	}

	private failure({ row }: PlannedRow, refusal: Refusal, { mayHaveBeenDone }: Sent): Failure {
		const outcome = refusal.outcome ?? (mayHaveBeenDone ? 'unknown' : undefined);
		const repeat = this.operation.repeat.safety?.(row);
		const text = this.names.in(this.operation.describe(row));
		return failureOf(text, { ...refusal, outcome, repeat });
	}
}
