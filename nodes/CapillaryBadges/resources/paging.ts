import { notConfirmed, type Operation } from '../engine/operation';
import type { Call } from '../transport/call';
import { asObject, asText } from './values';
import { outputOf, type Outline } from './simplified';

/** Entries asked for in one call. No largest page is documented; this one keeps answers small. */
export const PAGE_SIZE = 100;

/** What a row of a list operation says of how much it wants. */
export interface ListRow {
	/** Most entries wanted; Infinity for all. */
	most: number;
	simplify: boolean;
}

/**
 * The parts of an operation that gets the entries of a list, page by page, one output item for each.
 *
 * @param call the call without its page
 * @param name of the list in the data of an answer
 * @param outline the fields of an entry when the answer is simplified
 * @param limit name of the query parameter for the number of entries, where the call has one beside `size`
 */
export function listed<Row extends ListRow>(
	call: (row: Row) => Call,
	name: string,
	outline: Outline,
	limit?: string,
): Pick<Operation<Row>, 'call' | 'settle'> & Required<Pick<Operation<Row>, 'pages'>> {
	const { call: callFor, pages } = pagesOf(call, (data) => listIn(data, name) ?? [], limit);
	return {
		call: ([row]) => callFor(row, 0),
		settle({ simplify }, answer) {
			const entries = listIn(answer.data, name);
			if (!entries) return notConfirmed(answer, 'without the list that was asked for');
			return { done: entries.map((entry) => outputOf(entry, outline, simplify)) };
		},
		pages,
	};
}

/** A list by its name; Capillary gives null for an empty one. Nothing when there is no list by that name. */
function listIn(data: unknown, name: string): unknown[] | undefined {
	const list = asObject(data)[name];
	if (list === null) return [];
	return Array.isArray(list) ? list : undefined;
}

/**
 * Pages as Capillary counts them: `page` from 0, `size`, and `pagination` with `total` and `totalPages` in
 * the answer (https://docs.capillarytech.com/reference/get-all-groups). The list of badges documents only
 * `limit`, so that is sent along; a server that knows nothing else gives its first page again, and is
 * then asked for all at once.
 *
 * @param call the call without its page
 * @param entries finds the list in the data of an answer
 */
export function pagesOf<Row extends ListRow>(
	call: (row: Row) => Call,
	entries: (data: unknown) => unknown[],
	limit?: string,
): { call: (row: Row, page: number) => Call; pages: NonNullable<Operation<Row>['pages']> } {
	const pageOf = (row: Row, page: number, size: number): Call => {
		const { query, ...rest } = call(row);
		return { ...rest, query: { ...query, page, size, ...(limit ? { [limit]: size } : {}) } };
	};
	const sizeFor = (row: Row) => Math.min(PAGE_SIZE, row.most);
	const callFor = (row: Row, page: number) => pageOf(row, page, sizeFor(row));
	const isLast = (row: Row, data: unknown, page: number) => {
		const { length } = entries(data);
		const totalPages = asText(paginationOf(data).totalPages);
		if (length === 0) return true;
		// Where the number of pages is not told, a full one may not be the last.
		return totalPages === null ? length < sizeFor(row) : page + 1 >= Number(totalPages);
	};
	return {
		call: callFor,
		pages: {
			most: ({ most }) => most,
			next: (row, { data }, page) => (isLast(row, data, page) ? undefined : callFor(row, page + 1)),
			isRepeated: (_row, answer, before) => sameFirst(entries(answer.data), entries(before.data)),
			whole(row, { data }) {
				const size = Math.min(
					row.most,
					Number(asText(paginationOf(data).total) ?? entries(data).length),
				);
				return { call: pageOf(row, 0, size), entries: size };
			},
		},
	};
}

function paginationOf(data: unknown): Record<string, unknown> {
	return asObject(asObject(data).pagination);
}

function sameFirst([one]: unknown[], [other]: unknown[]): boolean {
	return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
