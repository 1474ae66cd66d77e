import type { Call } from '../api/call';
import type { Operation } from './operation';

/** Something that an input item asks for. */
export interface PlannedRow<Row = unknown> {
	/** Index of the input item. */
	index: number;
	/** Which of the item's rows it is, from 0: an item can turn out to stand for several. */
	part: number;
	row: Row;
}

/** A call and the rows that it serves. */
export interface PlannedCall<Row = unknown> {
	call: Call;
	rows: Array<PlannedRow<Row>>;
	/** From 0: a call starts when those of the turns before are over. */
	sequence: number;
	/** How often its rows were sent again, which were not done before. */
	resent?: number;
	/** Set for a part of a call that may have been carried out: when that began (epoch milliseconds). */
	inDoubtSince?: number;
}

/** The rows of a call by what they put into it; rows that ask for the same are one entry. */
export function entriesOf<Row>(
	{ bulk }: Pick<Operation<Row>, 'bulk'>,
	serves: Array<PlannedRow<Row>>,
): Array<Array<PlannedRow<Row>>> {
	if (!bulk) return [serves];
	const entries = new Map<string, Array<PlannedRow<Row>>>();
	for (const asked of serves) {
		const key = bulk.entry(asked.row);
		const entry = entries.get(key);
		if (entry) entry.push(asked);
		else entries.set(key, [asked]);
	}
	return [...entries.values()];
}

/**
 * Says which calls the rows need, in the order of the rows: rows that can go together share a call of at
 * most `batchSize` entries wherever they stand. What is asked for twice is in it once; or in a second
 * call, where it is to be done again. Rows that go in turn never meet in a call or in flight.
 */
export function plan<Row>(
	operation: Pick<Operation<Row>, 'bulk' | 'call'>,
	rows: Array<PlannedRow<Row>>,
	batchSize: number,
): Array<PlannedCall<Row>> {
	const { together, entry, repeats }: Bulk<Row> = operation.bulk ?? {
		together: JSON.stringify,
		entry: JSON.stringify,
	};
	const groups: Group<Row>[] = [];
	const openGroups = new Map<string, Group<Row>>();
	const groupOfEntry = new Map<string, Group<Row>>();
	const turns = new Map<string, number>();

	for (const asked of rows) {
		const kind = together(asked.row);
		const entryKey = `${kind} ${entry(asked.row)}`;
		let group = repeats?.eachTime(asked.row) ? undefined : groupOfEntry.get(entryKey);
		if (!group) {
			const turn = repeats ? countUp(turns, repeats.inTurn(asked.row)) : 0;
			const groupKey = `${turn} ${kind}`;
			group = openGroups.get(groupKey);
			if (!group || group.entries.length >= batchSize) {
				group = { entries: [], served: [], sequence: turn };
				groups.push(group);
				openGroups.set(groupKey, group);
			}
			group.entries.push(asked.row);
			groupOfEntry.set(entryKey, group);
		}
		group.served.push(asked);
	}
	return groups.map(({ entries, served, sequence }) => ({
		call: operation.call(entries as [Row, ...Row[]]),
		rows: served,
		sequence,
	}));
}

/** The calls that may be in flight together, turn by turn. */
export function inTurns<Planned extends PlannedCall>(calls: Planned[]): Planned[][] {
	const turns: Planned[][] = [];
	for (const planned of calls) (turns[planned.sequence] ??= []).push(planned);
	return turns.filter((together) => together !== undefined);
}

/** Counts what has this key, from 0. */
function countUp(counts: Map<string, number>, key: string): number {
	const before = counts.get(key) ?? 0;
	counts.set(key, before + 1);
	return before;
}

/** Says which calls look up what the rows need to know; rows that ask the same share the answer. */
export function planReads<Row>(
	read: (row: Row) => Call | undefined,
	rows: Array<PlannedRow<Row>>,
): Array<PlannedCall<Row>> {
	const reads = new Map<string, PlannedCall<Row>>();
	for (const asked of rows) {
		const call = read(asked.row);
		if (!call) continue;
		const key = JSON.stringify(call);
		const known = reads.get(key);
		if (known) known.rows.push(asked);
		else reads.set(key, { call, rows: [asked], sequence: 0 });
	}
	return [...reads.values()];
}

type Bulk<Row> = NonNullable<Operation<Row>['bulk']>;

interface Group<Row> {
	entries: Row[];
	served: Array<PlannedRow<Row>>;
	sequence: number;
}
