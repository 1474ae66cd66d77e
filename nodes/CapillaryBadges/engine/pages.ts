import type { IDataObject } from 'n8n-workflow';

import type { Response, Refusal } from '../api/call';
import { notConfirmed, type Operation } from './operation';
import { send, type Line, type Sent } from '../api/client';

/** A page of a list, as an answer shows it. */
export interface Page {
	/** Its entries, each with what tells it from the others. */
	entries: Array<{ key: string; output: IDataObject }>;
	/** How many entries the whole list has, and on how many pages, where the answer says so. */
	total?: number;
	totalPages?: number;
}

/** An operation whose answers are pages of a list. */
export type Paged = Operation & Required<Pick<Operation, 'pages'>>;

/** What came of reading a list; `notice` says that some of it could not be read. */
export type ListRead = { done: IDataObject[]; notice?: string } | { refused: Refusal };

/** Whether answers of the operation are pages of a list. */
export function isPaged(operation: Operation): operation is Paged {
	return operation.pages !== undefined;
}

/** Entries asked for in one call. No largest page is documented; this one keeps answers small. */
export const PAGE_SIZE = 100;

/** Largest list that is asked for in one piece when its pages do not fit together. */
const ONE_PIECE = 5000;
/** Pages in a row that bring nothing new, after which no more are asked for. */
const BARREN_PAGES = 10;
/** How often a list that changes meanwhile is read. */
const READINGS = 8;
/** Most pages that are read for one row, and for how long, in milliseconds. */
const MOST_PAGES = 10_000;
const MOST_TIME = 30 * 60_000;

/** A list as far as it was read. */
interface Reading {
	found: Map<string, IDataObject>;
	last: Response;
	total?: number;
	/** Entries of the largest page. */
	largest: number;
	/** Whether its pages fit together: all entries came, each once, while the list stayed as it was. */
	isWhole: boolean;
	/** Whether the server gives its first page whatever is asked for. */
	isUnpaged: boolean;
}

interface Budget {
	pages: number;
	until: number;
}

/**
 * Reads a list to its end, or as far as the row asks for, each entry once. Lists change while they are
 * read: where the pages do not fit together, the list is asked for in one piece, and then read again. What
 * is still missing after that is said in `notice` and on each item.
 *
 * @param first what came of the call for the first page
 */
export async function allPages(
	line: Line,
	{ pages }: Paged,
	row: unknown,
	first: Sent,
): Promise<ListRead> {
	const most = pages.most(row);
	const budget: Budget = { pages: MOST_PAGES, until: Date.now() + MOST_TIME };
	const reading = await readOnce(line, pages, row, pageSize(most), budget, first);
	if ('refused' in reading) return reading;
	if (reading.isWhole) return firstOf(reading.found, most);

	const whole = await inOnePiece(line, pages, row, reading, budget);
	if (whole) return whole;

	let { found, total, largest, last } = reading;
	for (let times = 1; times < READINGS && !reading.isUnpaged; times++) {
		const again = await readOnce(line, pages, row, Math.min(pageSize(most), largest || 1), budget);
		if ('refused' in again) return again;
		if (again.isWhole) return firstOf(again.found, most);
		const before = found.size;
		const isSteady = again.total === total;
		found = new Map([...found, ...again.found]);
		({ total, last } = again);
		largest = Math.max(largest, again.largest);
		const isAll = total === undefined ? found.size === before : found.size === total;
		if ((isSteady && isAll) || found.size >= most) return firstOf(found, most);
		if (isSteady && found.size === before) break;
	}
	return incomplete(found, Math.min(most, total ?? Infinity), last);
}

function pageSize(most: number): number {
	return Math.min(PAGE_SIZE, most);
}

/** Reads the pages of a list one after the other. */
async function readOnce(
	line: Line,
	pages: Paged['pages'],
	row: unknown,
	size: number,
	budget: Budget,
	first?: Sent,
): Promise<Reading | { refused: Refusal }> {
	const most = pages.most(row);
	const found: Reading['found'] = new Map();
	let total: number | undefined;
	let largest = 0;
	let barren = 0;
	let isSteady = true;
	let firstKey: string | undefined;
	for (let page = 0; ; page++) {
		const sent = page === 0 && first ? first : await send(line, pages.call(row, page, size));
		if (!('answer' in sent)) return { refused: sent.refused };
		const read = pages.read(row, sent.answer);
		if ('refused' in read) return read;
		const { entries } = read;
		const isRepeated = page > 0 && entries.length > 0 && entries[0].key === firstKey;
		const before = found.size;
		for (const { key, output } of entries) if (!found.has(key)) found.set(key, output);
		if (found.size - before < entries.length) isSteady = false;
		if (page > 0 && read.total !== total) isSteady = false;
		barren = found.size > before ? 0 : barren + 1;
		firstKey = entries[0]?.key ?? firstKey;
		total = read.total;
		largest = Math.max(largest, entries.length);
		budget.pages--;

		const isAll = total === undefined || found.size === total;
		const reading = { found, last: sent.answer, total, largest, isUnpaged: isRepeated };
		if (found.size >= most) return { ...reading, isWhole: true };
		const isSpent = budget.pages <= 0 || Date.now() > budget.until;
		if (isRepeated || isSpent || barren >= BARREN_PAGES) {
			return { ...reading, isWhole: isSteady && total !== undefined && isAll };
		}
		if (!hasNext(read, page, largest || size)) return { ...reading, isWhole: isSteady && isAll };
	}
}

/**
 * Whether a list goes on after a page.
 *
 * @param page counts from 0
 * @param size entries of its largest page so far, as some servers give fewer than were asked for
 */
export function hasNext({ entries, total, totalPages }: Page, page: number, size: number): boolean {
	if (total === undefined && !totalPages) return entries.length > 0;
	return page + 1 < (totalPages ?? 0) || (page + 1) * size < (total ?? 0);
}

/** The whole list by one call, which shows one moment; nothing when that does not bring all of it. */
async function inOnePiece(
	line: Line,
	pages: Paged['pages'],
	row: unknown,
	{ total, found, largest }: Reading,
	budget: Budget,
): Promise<ListRead | undefined> {
	const size = Math.min(pages.most(row), total ?? 0);
	if (size <= largest || size > ONE_PIECE) return undefined;
	budget.pages--;
	const sent = await send(line, pages.call(row, 0, size));
	const read = 'answer' in sent ? pages.read(row, sent.answer) : undefined;
	if (!read || 'refused' in read) return undefined;
	const entries = new Map(read.entries.map(({ key, output }) => [key, output]));
	const isAll = entries.size >= Math.min(pages.most(row), read.total ?? found.size);
	return isAll && entries.size === read.entries.length
		? firstOf(entries, pages.most(row))
		: undefined;
}

function firstOf(found: Reading['found'], most: number): ListRead {
	return { done: [...found.values()].slice(0, most) };
}

/** What was found of a list that could not be read as a whole, each item marked. */
function incomplete(found: Reading['found'], wanted: number, last: Response): ListRead {
	const of = wanted === Infinity ? 'an unknown number of' : wanted;
	const listIncomplete = `${found.size} of ${of} entries`;
	if (found.size === 0) return notConfirmed(last, listIncomplete);
	return {
		done: [...found.values()].map((output) => ({ ...output, listIncomplete })),
		notice: `The list could not be read as a whole: ${listIncomplete} came. It may have changed meanwhile; run it again, or narrow it down by filters.`,
	};
}
