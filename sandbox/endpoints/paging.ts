import { unreadable } from '../refusal';
import type { Variants } from '../variants';

/** How many entries a page has when the query does not say. */
const DEFAULT_SIZE = 10;

/** Which part of a list is wanted; pages count from zero. */
export interface Page {
	page: number;
	size: number;
}

/**
 * Page and size out of the values of two query parameters; the first ten when there are none.
 *
 * @throws Refusal when one is not a whole number, or the size is zero
 */
export function pageOf(
	{ page, size }: { page?: string; size?: string },
	{ mostPerPage }: Variants,
): Page {
	const most = mostPerPage === 'any' ? Infinity : Number(mostPerPage);
	const wanted = whole('size', size, DEFAULT_SIZE, 1);
	return { page: whole('page', page, 0), size: Math.min(wanted, most) };
}

/** The entries of a page, and the block that all of Capillary's lists say it with. */
export function paged<Item>(all: Item[], { page, size }: Page) {
	const total = all.length;
	return {
		items: all.slice(page * size, (page + 1) * size),
		pagination: { page, size, total, totalPages: Math.ceil(total / size) },
	};
}

/** Where an answer's size is that of the whole list when this is shorter than a page. */
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
