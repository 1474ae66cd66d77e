import type { Operation } from '../engine/operation';
import type { Call } from '../transport/call';
import { asObject } from './ids';

/** Entries asked for in one call. No largest page is documented; this one keeps answers small. */
export const PAGE_SIZE = 100;

/** What a row of a list operation says of how much it wants. */
export interface ListRow {
	/** Most entries wanted; Infinity for all. */
	most: number;
}

/**
 * Pages as Capillary counts them: `page` from 0, `size`, and `pagination.totalPages` in the answer
 * (https://docs.capillarytech.com/reference/get-all-groups). The list of badges documents only `limit`,
 * so that is sent along; a server that does not page gives its first page again, which ends the list.
 *
 * @param call the call without its page
 * @param entries finds the list in the data of an answer
 */
export function pagesOf<Row extends ListRow>(
	call: (row: Row) => Call,
	entries: (data: unknown) => unknown[],
): { call: (row: Row, page: number) => Call; pages: NonNullable<Operation<Row>['pages']> } {
	const callFor = (row: Row, page: number): Call => {
		const size = Math.min(PAGE_SIZE, row.most);
		const { query, ...rest } = call(row);
		return { ...rest, query: { ...query, page, size, limit: size } };
	};
	return {
		call: callFor,
		pages: {
			most: ({ most }) => most,
			next(row, { data }, page, before) {
				const { totalPages } = asObject(asObject(data).pagination);
				const isLast = entries(data).length === 0 || page + 1 >= Number(totalPages ?? 1);
				const isRepeated = before && sameFirst(entries(data), entries(before.data));
				return isLast || isRepeated ? undefined : callFor(row, page + 1);
			},
		},
	};
}

function sameFirst([one]: unknown[], [other]: unknown[]): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
