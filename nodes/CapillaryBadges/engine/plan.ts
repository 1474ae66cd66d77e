import type { Call } from '../api/call';
import { inTurns } from './eventLoop';
import type { LookUp } from './operation';
import type { Request } from './request';

/** A row of an input item. */
export interface PlannedRow<Row = unknown> {
	/** Index of the input item. */
	index: number;
	/** Number of the row within its item, from 0: an item can consist of several rows. */
	part: number;
	row: Row;
}

/** A call and the rows that it serves. */
export interface PlannedCall<Row = unknown> {
	call: Call;
	rows: Array<PlannedRow<Row>>;
	/** From 0: a call starts when those of the sequences before are over. */
	sequence: number;
	/** How often its rows were sent again, because reading back showed that they were not done. */
	resent?: number;
	/** Set for a part of a call that may have been carried out: when that began (epoch milliseconds). */
	inDoubtSince?: number;
}

/** The rows of a call, grouped by entry: rows with the same dedupeKey are one entry. */
export function entriesOf<Row>(
	{ dedupeKey, maxEntries }: Pick<Request<Row>, 'dedupeKey' | 'maxEntries'>,
	rows: Array<PlannedRow<Row>>,
): Array<Array<PlannedRow<Row>>> {
	if (maxEntries === 1) return [rows];
	const entries = new Map<string, Array<PlannedRow<Row>>>();
	for (const planned of rows) {
		const key = dedupeKey(planned.row);
		const entry = entries.get(key);
		if (entry) entry.push(planned);
		else entries.set(key, [planned]);
	}
	return [...entries.values()];
}

/**
 * Plans the calls for the rows, in the order of the rows. Rows with the same groupKey share a call of at
 * most `batchSize` entries, even if they are not next to each other. Rows with the same dedupeKey are one
 * entry, unless each of them is separate. Rows with the same sequenceKey are never sent together.
 */
export async function plan<Row>(
	request: Request<Row>,
	rows: Array<PlannedRow<Row>>,
	batchSize: number,
): Promise<Array<PlannedCall<Row>>> {
	const { groupKey, dedupeKey, isSeparate, sequenceKey, build, maxEntries } = request;
	const size = Math.min(batchSize, maxEntries);
	const groups: Group<Row>[] = [];
	const openGroups = new Map<string, Group<Row>>();
	const groupOfEntry = new Map<string, Group<Row>>();
	const sequences = new Map<string, number>();

	await inTurns(rows, (planned) => {
		const key = groupKey(planned.row);
		const entry = `${key} ${dedupeKey(planned.row)}`;
		let group = isSeparate?.(planned.row) ? undefined : groupOfEntry.get(entry);
		if (!group) {
			const sequence = sequenceKey ? countUp(sequences, sequenceKey(planned.row)) : 0;
			group = openGroups.get(`${sequence} ${key}`);
			if (!group || group.entries.length >= size) {
				group = { entries: [], rows: [], sequence };
				groups.push(group);
				openGroups.set(`${sequence} ${key}`, group);
			}
			group.entries.push(planned.row);
			groupOfEntry.set(entry, group);
		}
		group.rows.push(planned);
	});
	const calls: Array<PlannedCall<Row>> = [];
	await inTurns(groups, ({ entries, ...group }) => {
		calls.push({ ...group, call: build(entries as [Row, ...Row[]]) });
	});
	return calls;
}

/** The calls by their sequence: those of one sequence can be in flight together. */
export function bySequence<Planned extends PlannedCall>(calls: Planned[]): Planned[][] {
	const sequences: Planned[][] = [];
	for (const planned of calls) (sequences[planned.sequence] ??= []).push(planned);
	return sequences.filter((together) => together !== undefined);
}

/** Plans the calls that look up what the rows lack; rows that need the same call share it. */
export async function planLookUps<Row>(
	{ find }: Pick<LookUp<Row, unknown>, 'find'>,
	rows: Array<PlannedRow<Row>>,
): Promise<Array<PlannedCall<Row>>> {
	const callFor = (row: Row) => {
		const missing = find(row);
		return missing.status === 'call' ? missing.call : undefined;
	};
	const key = (row: Row) => JSON.stringify(callFor(row));
	const build = ([row]: [Row, ...Row[]]) => callFor(row)!;
	const incomplete: Array<PlannedRow<Row>> = [];
	await inTurns(rows, (planned) => {
		if (find(planned.row).status === 'call') incomplete.push(planned);
	});
	return await plan({ groupKey: key, dedupeKey: key, maxEntries: 1, build }, incomplete, 1);
}

/** Counts a key. Returns how often it was counted before. */
function countUp(counts: Map<string, number>, key: string): number {
	const before = counts.get(key) ?? 0;
	counts.set(key, before + 1);
	return before;
}

interface Group<Row> {
	entries: Row[];
	rows: Array<PlannedRow<Row>>;
	sequence: number;
}
