import type { Call } from './call';
import { asObject, asText } from './values';

/** A list of Capillary's that is given page by page. */
export interface PagedList {
	/** Its name in the data of a response. */
	name: string;
	/** Name of a second query parameter for the size of a page, where the documents have one. */
	limit?: string;
}

/** How many entries and pages a list has, where the response says so. */
export interface Totals {
	total?: number;
	totalPages?: number;
}

/**
 * The call for one page. Pages are counted as Capillary does: `page` from 0 and `size`
 * (https://docs.capillarytech.com/reference/get-all-groups). The list of badges documents only `limit`, so
 * that is sent along.
 */
export function pageCall(call: Call, { limit }: PagedList, page: number, size: number): Call {
	return { ...call, query: { ...call.query, page, size, ...(limit ? { [limit]: size } : {}) } };
}

/** The entries of a list; Capillary gives null for an empty one. Undefined when there is no list by that name. */
export function entriesIn(data: unknown, { name }: PagedList): unknown[] | undefined {
	const list = asObject(data)[name];
	if (list === null) return [];
	return Array.isArray(list) ? list : undefined;
}

/** What `pagination` in the data of a response says. */
export function totalsIn(data: unknown): Totals {
	const { total, totalPages } = asObject(asObject(data).pagination);
	return { total: countIn(total), totalPages: countIn(totalPages) };
}

/**
 * Whether a list goes on after a page.
 *
 * @param page counts from 0
 * @param size entries of its largest page so far, as some servers give fewer than were asked for
 */
export function hasNext(
	{ total, totalPages, entries }: Totals & { entries: unknown[] },
	page: number,
	size: number,
): boolean {
	if (total === undefined && !totalPages) return entries.length > 0;
	return page + 1 < (totalPages ?? 0) || (page + 1) * size < (total ?? 0);
}

function countIn(value: unknown): number | undefined {
	const count = Number(asText(value) ?? NaN);
	return Number.isInteger(count) && count >= 0 ? count : undefined;
}
