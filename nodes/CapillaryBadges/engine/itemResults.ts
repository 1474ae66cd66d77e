import type { IDataObject } from 'n8n-workflow';

import type { Failure } from './failure';
import type { ItemProgress } from './output';

/** Collects the result of each input item. An item can consist of several rows and is done when all of them are. */
export class ItemResults {
	private readonly items: Array<{ rows: Array<IDataObject[] | undefined>; failure?: Failure }>;

	constructor(size: number) {
		this.items = Array.from({ length: size }, () => ({ rows: [undefined] }));
	}

	/** Sets how many rows an item consists of. */
	expectRows(index: number, rows: number): void {
		this.items[index].rows = new Array<undefined>(rows).fill(undefined);
	}

	/** One row of an item was done, with this output. */
	succeed(index: number, row: number, output: IDataObject[]): void {
		this.items[index].rows[row] = output;
	}

	/** One row of an item failed, and so did the item. Only the first failure is reported. */
	fail(index: number, failure: Failure): void {
		this.items[index].failure ??= failure;
	}

	/** How far each item has come, in the order of the items. */
	progress(): ItemProgress[] {
		return this.items.map(({ rows, failure }) => {
			const done = rows.filter((row) => row !== undefined);
			if (failure)
				return { status: 'failed', failure: withDone(failure, done.length, rows.length) };
			if (done.length === rows.length) return { status: 'succeeded', output: done.flat() };
			return done.length > 0
				? { status: 'partial', done: done.length, rows: rows.length }
				: { status: 'notSent' };
		});
	}
}

function withDone(failure: Failure, done: number, rows: number): Failure {
	if (done === 0) return failure;
	return { ...failure, message: `${done} of ${rows} were done. ${failure.message}` };
}
