import type { Call } from '../transport/call';
import type { Operation } from './operation';

/** Something that an input item asks for. */
export interface AskedRow<Row = unknown> {
	/** Index of the input item. */
	index: number;
	/** Which of the item's rows it is, from 0: an item can turn out to stand for several. */
	part: number;
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
	operation: Pick<Operation<Row>, 'bulk' | 'call'>,
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

/** Says which calls look up what the rows need to know; rows that ask the same share the answer. */
export function planReads<Row>(
	read: (row: Row) => Call | undefined,
	rows: Array<AskedRow<Row>>,
): Array<PlannedCall<Row>> {
	const reads = new Map<string, PlannedCall<Row>>();
	for (const asked of rows) {
		const call = read(asked.row);
		if (!call) continue;
		const key = JSON.stringify(call);
		const known = reads.get(key);
		if (known) known.serves.push(asked);
		else reads.set(key, { call, serves: [asked] });
	}
	return [...reads.values()];
}

interface Group<Row> {
	entries: Row[];
	serves: Array<AskedRow<Row>>;
}
