import { inTurns } from './eventLoop';
import { requestOf } from './request';
import type { Failure } from './failure';
import type { Operation } from './operation';
import type { PlannedRow } from './plan';

/** A row whose request ID another row has, and why it failed. */
interface DuplicateId {
	planned: PlannedRow;
	failure: Failure;
}

/**
 * Finds rows with the same request ID that ask for different changes. Capillary would carry out only the
 * first of them, and it is not known which one is right, so all of them are refused.
 *
 * @returns the failure of each such row
 */
export async function duplicateIds(
	operation: Operation,
	rows: PlannedRow[],
): Promise<DuplicateId[]> {
	const { requestId } = operation.repeat;
	if (!requestId) return [];
	const { groupKey, dedupeKey } = requestOf(operation);
	const changeOf = ({ row }: PlannedRow) => `${groupKey(row)} ${dedupeKey(row)}`;
	const byId = new Map<string, { first: PlannedRow; other?: PlannedRow }>();
	await inTurns(rows, (planned) => {
		const id = requestId.value(planned.row);
		if (id === '') return;
		const known = byId.get(id);
		if (!known) byId.set(id, { first: planned });
		else if (changeOf(known.first) !== changeOf(planned)) known.other ??= planned;
	});
	const duplicates: DuplicateId[] = [];
	await inTurns(rows, (planned) => {
		const id = requestId.value(planned.row);
		const { first, other } = byId.get(id) ?? {};
		if (!first || !other) return;
		const { index } = changeOf(planned) === changeOf(first) ? other : first;
		duplicates.push({
			planned,
			failure: {
				error: `The '${requestId.label}' '${id}' is also used by item ${index}, which is for another badge, customer, owner or date [Item ${planned.index}]`,
				message: `Nothing was sent for either item. Give each of them a '${requestId.label}' of its own.`,
			},
		});
	});
	return duplicates;
}
