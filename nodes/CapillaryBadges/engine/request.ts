import type { Operation } from './operation';
import type { Batch } from './requests';
import { firstPage } from './page';

/** How rows are grouped into requests. */
export type Request<Row = unknown> = Omit<Batch<Row>, 'settle'>;

/** The request of an operation of any kind, in the form of a batch. Only a real batch has several entries. */
export function requestOf<Row>(operation: Operation<Row>): Request<Row> {
	const { single, batch, update, list } = operation;
	if (batch) return batch;
	if (single) return { ...ALIKE, build: ([row]) => single.build(row) };
	if (update) return { ...update, dedupeKey: JSON.stringify, maxEntries: Infinity };
	return {
		...ALIKE,
		build: ([row]) => firstPage(list, row),
	};
}

/** Only equal rows share the request. */
const ALIKE = { groupKey: JSON.stringify, dedupeKey: JSON.stringify, maxEntries: 1 };
