// Pages of lists.
import { unreadable } from '../http/refusal';
import type { Variants } from '../faults/variants';

/** The default page size. */
const DEFAULT_SIZE = 10;

/** A part of a list; pages count from zero. */
export interface Page {
	page: number;
	size: number;
}

/** @throws Refusal when the page or size of a query is not a whole number, or the size is zero */
export function pageOf(
	{ page, size }: { page?: string; size?: string },
	{ mostPerPage }: Variants,
): Page {
	const most = mostPerPage === 'any' ? Infinity : Number(mostPerPage);
	const wanted = whole('size', size, DEFAULT_SIZE, 1);
	return { page: whole('page', page, 0), size: Math.min(wanted, most) };
}

/** The entries of a page, and the block `pagination` of Capillary's lists. */
export function paged<Item>(all: Item[], { page, size }: Page) {
	const total = all.length;
	return {
		items: all.slice(page * size, (page + 1) * size),
		pagination: { page, size, total, totalPages: Math.ceil(total / size) },
	};
}

/** The page with the size of the whole list when that is shorter. */
export function pageWithin(all: unknown[], { page, size }: Page): Page {
	return { page, size: Math.min(size, all.length || size) };
}

function whole(name: string, value: string | undefined, otherwise: number, least = 0): number {
	if (value === undefined) return otherwise;
	if (!/^\d+$/.test(value) || Number(value) < least) {
		throw unreadable(`Invalid value '${value}' for the parameter: '${name}'`);
	}
	return Number(value);
}
