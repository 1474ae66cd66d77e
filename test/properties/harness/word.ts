import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { CarriedOut } from './carryOut';

/** What the node says became of one input item. */
export type Word =
	| { said: 'done'; output: IDataObject[] }
	/** Done, but n8n keeps no output of a run that was stopped. */
	| { said: 'doneBeforeTheStop' }
	| { said: 'failed'; error: string; message: string }
	/** Failed in a run that was stopped by another item's failure, so that nothing more is said of it. */
	| { said: 'failedToo' }
	| { said: 'notSent' };

/**
 * The node's word on each item, in the order of the items.
 *
 * @throws Error in words when there is not exactly one for each, in order and linked to its item
 */
export function wordsOf(run: CarriedOut): Word[] {
	return run.said.error ? afterStop(run) : ofOutputs(run);
}

function ofOutputs({ work, circumstances, said }: CarriedOut): Word[] {
	const [regular = [], errors = []] = said.outputs;
	if (said.status !== 'success')
		throw new Error(`The run ended as '${said.status}' without an error`);
	if (circumstances.onError === 'stopWorkflow' && regular.some(isFailure)) {
		throw new Error('A run that has to stop on errors passed a failed item on');
	}
	if (circumstances.onError === 'continueErrorOutput' && regular.some(isFailure)) {
		throw new Error('A failed item came out of the regular output');
	}
	if (!errors.every(isFailure)) throw new Error('The error output has an item that did not fail');

	for (const [index, items] of said.outputs.entries()) {
		const rows = items.map(rowOf);
		if (rows.some((row, at) => at > 0 && row < rows[at - 1])) {
			throw new Error(`Output ${index} is not in the order of the items: ${rows}`);
		}
		if (said.rows[index].join() !== rows.join()) {
			throw new Error(`n8n links output ${index} to ${said.rows[index]}, not to ${rows}`);
		}
	}

	const items = new Map<number, INodeExecutionData[]>(work.items.map((_, row) => [row, []]));
	for (const item of [...regular, ...errors]) {
		const ofRow = items.get(rowOf(item));
		if (!ofRow) throw new Error(`There is no row ${rowOf(item)}`);
		ofRow.push(item);
	}
	return [...items].map(([row, itsOwn]) => wordOf(row, itsOwn, work.items[row]));
}

function wordOf(row: number, items: INodeExecutionData[], input: IDataObject): Word {
	if (items.length === 0) throw new Error(`Row ${row} is missing from the output`);
	const [{ json }] = items;
	if (!items.some(isFailure)) return { said: 'done', output: items.map((item) => item.json) };
	if (items.length > 1)
		throw new Error(`Row ${row} has several outcomes: ${JSON.stringify(items)}`);
	const { error, message, ...rest } = json;
	// What n8n sends to the error output it puts together with the item that came in.
	const added = Object.keys(rest).filter((key) => rest[key] !== input[key]);
	if (typeof error !== 'string' || typeof message !== 'string' || added.length > 0) {
		throw new Error(
			`Row ${row} failed in another form than {error, message}: ${JSON.stringify(json)}`,
		);
	}
	return { said: 'failed', error, message };
}

/** The error tells how many rows were done and which, and which were not sent: `0 to 19, 25`. */
function afterStop({ work, circumstances, said }: CarriedOut): Word[] {
	const { message: error = '', description, context } = said.error!;
	if (circumstances.onError !== 'stopWorkflow') {
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
	return work.items.map((_, row): Word => {
		const said = [failed === row, doneRows.has(row), unsentRows.has(row)];
		if (said.filter(Boolean).length > 1)
			throw new Error(`Row ${row} has several outcomes: ${message}`);
		if (said[0]) return { said: 'failed', error, message };
		if (said[1]) return { said: 'doneBeforeTheStop' };
		return said[2] ? { said: 'notSent' } : { said: 'failedToo' };
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
