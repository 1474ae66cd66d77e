import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { CompletedRun } from '../harness/runTrial';

/** What the node reports for an input item. */
export type ReportedOutcome =
	| { status: 'done'; output: IDataObject[] }
	/** Done, but n8n keeps no output of a stopped run. */
	| { status: 'doneBeforeTheStop' }
	| { status: 'failed'; error: string; message: string }
	/** Failed in a run that another item stopped, so that there are no details. */
	| { status: 'failedToo' }
	| { status: 'notSent' };

/**
 * What the node reports for each item, in the order of the items.
 *
 * @throws Error when there is not exactly one outcome for each item, in order and linked to it
 */
export function reportedOutcomes(run: CompletedRun): ReportedOutcome[] {
	return run.result.error ? afterStop(run) : ofOutputs(run);
}

function ofOutputs({ work, conditions, result }: CompletedRun): ReportedOutcome[] {
	const [regular = [], errors = []] = result.outputs;
	if (result.status !== 'success')
		throw new Error(`The run ended as '${result.status}' without an error`);
	if (conditions.onError === 'stopWorkflow' && regular.some(isFailure)) {
		throw new Error('A run that has to stop on errors has a failed item in its output');
	}
	if (conditions.onError === 'continueErrorOutput' && regular.some(isFailure)) {
		throw new Error('A failed item came out of the regular output');
	}
	if (!errors.every(isFailure)) throw new Error('The error output has an item that did not fail');

	for (const [index, items] of result.outputs.entries()) {
		const rows = items.map(rowOf);
		if (rows.some((row, at) => at > 0 && row < rows[at - 1])) {
			throw new Error(`Output ${index} is not in the order of the items: ${rows}`);
		}
		if (result.rows[index].join() !== rows.join()) {
			throw new Error(`n8n links output ${index} to ${result.rows[index]}, not to ${rows}`);
		}
	}

	const items = new Map<number, INodeExecutionData[]>(work.items.map((_, row) => [row, []]));
	for (const item of [...regular, ...errors]) {
		const ofRow = items.get(rowOf(item));
		if (!ofRow) throw new Error(`There is no row ${rowOf(item)}`);
		ofRow.push(item);
	}
	return [...items].map(([row, itsOwn]) => outcomeOf(row, itsOwn, work.items[row]));
}

function outcomeOf(row: number, items: INodeExecutionData[], input: IDataObject): ReportedOutcome {
	if (items.length === 0) throw new Error(`Row ${row} is missing from the output`);
	const [{ json }] = items;
	if (!items.some(isFailure)) return { status: 'done', output: items.map((item) => item.json) };
	if (items.length > 1)
		throw new Error(`Row ${row} has several outcomes: ${JSON.stringify(items)}`);
	const { error, message, ...rest } = json;
	// n8n adds the fields of the input item to items on the error output.
	const added = Object.keys(rest).filter((key) => rest[key] !== input[key]);
	if (typeof error !== 'string' || typeof message !== 'string' || added.length > 0) {
		throw new Error(
			`Row ${row} failed in another form than {error, message}: ${JSON.stringify(json)}`,
		);
	}
	return { status: 'failed', error, message };
}

/** The error says how many and which rows were done, and which were not sent: `0 to 19, 25`. */
function afterStop({ work, conditions, result }: CompletedRun): ReportedOutcome[] {
	const { message: error = '', description, context } = result.error!;
	if (conditions.onError !== 'stopWorkflow') {
		throw new Error(`The run was stopped, although the node is set to go on: ${error}`);
	}
	const message = String(description);
	const failed = Number((context as IDataObject | undefined)?.itemIndex);
	const [, count, total, done = ''] =
		/(\d+) of (\d+) items were done(?:: ([\d, to]+))?\./.exec(message) ?? [];
	const [, unsent = ''] = /Not sent: ([\d, to]+)\./.exec(message) ?? [];
	if (work.items.length > 1 && Number(total) !== work.items.length) {
		throw new Error(`The error does not speak of all ${work.items.length} rows: ${message}`);
	}
	const doneRows = inRanges(done);
	const unsentRows = inRanges(unsent);
	if (doneRows.size !== Number(count ?? 0)) {
		throw new Error(`The error counts ${count} rows done and names ${doneRows.size}: ${message}`);
	}
	return work.items.map((_, row): ReportedOutcome => {
		const matches = [failed === row, doneRows.has(row), unsentRows.has(row)];
		if (matches.filter(Boolean).length > 1)
			throw new Error(`Row ${row} has several outcomes: ${message}`);
		if (matches[0]) return { status: 'failed', error, message };
		if (matches[1]) return { status: 'doneBeforeTheStop' };
		return matches[2] ? { status: 'notSent' } : { status: 'failedToo' };
	});
}

function inRanges(text: string): Set<number> {
	const rows = text.split(', ').flatMap((range) => {
		const [from, to = from] = range.split(' to ').filter(Boolean).map(Number);
		return from === undefined ? [] : Array.from({ length: to - from + 1 }, (_, n) => from + n);
	});
	return new Set(rows);
}

function isFailure({ json }: INodeExecutionData): boolean {
	return 'error' in json;
}

function rowOf({ pairedItem }: INodeExecutionData): number {
	return (pairedItem as { item: number }).item;
}

/** Whether a failed item says that the change may have been made. */
export function isInDoubt(outcome: ReportedOutcome): boolean {
	return outcome.status === 'failed' && /may have been carried out/.test(outcome.message);
}
