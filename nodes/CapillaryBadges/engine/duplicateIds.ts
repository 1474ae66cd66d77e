import type { Operation } from './operation';
import type { Failure } from './outcome';
import type { PlannedRow } from './plan';

/**
 * The rows that name their change as another row does that asks for something else: Capillary would carry
 * out only the first of them. All of them are refused, because nothing tells which one is right.
 *
 * @returns the failure of each such row
 */
export function duplicateIds(
	{ names, bulk }: Operation,
	rows: PlannedRow[],
): Array<{ asked: PlannedRow; failure: Failure }> {
	if (!names || !bulk) return [];
	const asksFor = ({ row }: PlannedRow) => `${bulk.together(row)} ${bulk.entry(row)}`;
	const named = new Map<string, { first: PlannedRow; other?: PlannedRow }>();
	for (const asked of rows) {
		const value = names.value(asked.row);
		if (value === '') continue;
		const known = named.get(value);
		if (!known) named.set(value, { first: asked });
		else if (asksFor(known.first) !== asksFor(asked)) known.other ??= asked;
	}
	return rows.flatMap((asked) => {
		const value = names.value(asked.row);
		const { first, other } = named.get(value) ?? {};
		if (!first || !other) return [];
		const { index } = asksFor(asked) === asksFor(first) ? other : first;
		return [
			{
				asked,
				failure: {
					error: `The '${names.field}' '${value}' stands in item ${index} as well, which is for another badge, customer, owner or date [Item ${asked.index}]`,
					message: `Nothing was sent for the two items. Give each of them a '${names.field}' of its own.`,
				},
			},
		];
	});
}
