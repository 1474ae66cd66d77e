import type { Call } from '../transport/call';
import type { Operation } from './operation';

/** What one input item asks for. */
export interface AskedRow<Row = unknown> {
	/** Index of the input item. */
	index: number;
	row: Row;
}

/** A call and the rows that it serves. */
export interface PlannedCall<Row = unknown> {
	call: Call;
	serves: Array<AskedRow<Row>>;
}

/**
 * Says which calls the rows need, in the order of the rows: rows that can go together share a call of at
 * most `batchSize` entries wherever they stand, and what is asked for twice is in it once.
 */
export function plan<Row>(
	operation: Operation<Row>,
	rows: Array<AskedRow<Row>>,
	batchSize: number,
): Array<PlannedCall<Row>> {
	const { together, entry } = operation.bulk ?? { together: JSON.stringify, entry: JSON.stringify };
	const groups: Group<Row>[] = [];
	const openGroups = new Map<string, Group<Row>>();
	const groupOfEntry = new Map<string, Group<Row>>();

	for (const asked of rows) {
		const groupKey = together(asked.row);
		const entryKey = `${groupKey} ${entry(asked.row)}`;
		let group = groupOfEntry.get(entryKey);
		if (!group) {
			group = openGroups.get(groupKey);
			if (!group || group.entries.length >= batchSize) {
				group = { entries: [], serves: [] };
				groups.push(group);
				openGroups.set(groupKey, group);
			}
			group.entries.push(asked.row);
			groupOfEntry.set(entryKey, group);
		}
		group.serves.push(asked);
	}
	return groups.map(({ entries, serves }) => ({
		call: operation.call(entries as [Row, ...Row[]]),
		serves,
	}));
}

interface Group<Row> {
	entries: Row[];
	serves: Array<AskedRow<Row>>;
}
