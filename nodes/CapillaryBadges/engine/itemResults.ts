import type { IDataObject } from 'n8n-workflow';

import type { Failure, SoFar } from './outcome';

/** Keeps what became of each input item. An item can stand for several rows, and is done when all of them are. */
export class ItemResults {
	private readonly items: Array<{ rows: Array<IDataObject[] | undefined>; fail?: Failure }>;

	constructor(size: number) {
		this.items = Array.from({ length: size }, () => ({ rows: [undefined] }));
	}

	/** Says that an item turned out to stand for so many rows. */
	expectRows(index: number, rows: number): void {
		this.items[index].rows = new Array<undefined>(rows).fill(undefined);
	}

	/** One row of an item was done, with this output. */
	succeed(index: number, row: number, output: IDataObject[]): void {
		this.items[index].rows[row] = output;
	}

	/** One row of an item failed, and so did the item; the first failure is the one that is told. */
	failed(index: number, failure: Failure): void {
		this.items[index].fail ??= failure;
	}

	/** How far each item has come, in the order of the items. */
	outcomes(): SoFar[] {
		return this.items.map(({ rows, fail: failed }) => {
			const done = rows.filter((row) => row !== undefined);
			if (failed) return { failed: withRest(failed, done.length, rows.length) };
			if (done.length === rows.length) return { done: done.flat() };
			return done.length > 0 ? { partly: { done: done.length, rows: rows.length } } : undefined;
		});
	}
}

function withRest(failure: Failure, done: number, rows: number): Failure {
	if (done === 0) return failure;
	return { ...failure, message: `${done} of ${rows} were done. ${failure.message}` };
}
