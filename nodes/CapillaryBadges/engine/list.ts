import type { IDataObject } from 'n8n-workflow';

import type { Response } from '../api/call';
import type { Client, Sent } from '../api/client';
import { hasNext, pageCall } from '../api/paging';
import type { Failed } from '../errors/refusal';
import { pageSize, readPage } from './page';
import type { List } from './requests';
import { notConfirmed, type Succeeded } from './results';

/** The list that was read; `notice` says that some of it could not be read. */
export type ListRead = (Succeeded & { notice?: string }) | Failed;

/** Largest list that is requested in one call when its pages are inconsistent. */
const ONE_PIECE = 5000;
/** Consecutive pages without new entries after which no more are requested. */
const MOST_WITHOUT_NEW = 10;
/** Most times that a list is read while it keeps changing. */
const READINGS = 8;
/** Most pages for one row, and the longest time for them, in milliseconds. */
const MOST_PAGES = 10_000;
const MOST_TIME = 30 * 60_000;

/** A list as far as it was read. */
interface Reading {
	status: 'succeeded';
	found: Map<string, IDataObject>;
	last: Response;
	total?: number;
	/** Entries of the largest page. */
	largest: number;
	/** Whether its pages are consistent: every entry arrived once, and the list did not change. */
	isWhole: boolean;
	/** Whether the server returns its first page for every page number. */
	isUnpaged: boolean;
}

interface Budget {
	pages: number;
	until: number;
}

/**
 * Reads a list to its end, or as far as the row asks for, each entry once. Lists change while they are
 * read: when the pages are inconsistent, the list is requested in one call, and then read again. What
 * is still missing after that is stated in `notice` and on each item.
 *
 * @param first the reply to the call for the first page
 */
export async function readList(
	client: Client,
	list: List<unknown>,
	row: unknown,
	first: Sent,
): Promise<ListRead> {
	const most = list.limit(row);
	const budget: Budget = { pages: MOST_PAGES, until: Date.now() + MOST_TIME };
	const reading = await readOnce(client, list, row, pageSize(most), budget, first);
	if (reading.status === 'failed') return reading;
	if (reading.isWhole) return firstOf(reading.found, most);

	const whole = await inOnePiece(client, list, row, reading, budget);
	if (whole) return whole;

	let { found, total, largest, last } = reading;
	for (let times = 1; times < READINGS && !reading.isUnpaged; times++) {
		const again = await readOnce(client, list, row, Math.min(pageSize(most), largest || 1), budget);
		if (again.status === 'failed') return again;
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

/** Reads the pages of a list one after the other. */
async function readOnce(
	client: Client,
	list: List<unknown>,
	row: unknown,
	size: number,
	budget: Budget,
	first?: Sent,
): Promise<Reading | Failed> {
	const most = list.limit(row);
	const found: Reading['found'] = new Map();
	let total: number | undefined;
	let largest = 0;
	let pagesWithoutNew = 0;
	let isSteady = true;
	let firstKey: string | undefined;
	for (let page = 0; ; page++) {
		const sent =
			page === 0 && first
				? first
				: await client.send(pageCall(list.call(row), list.entries(row), page, size));
		if (sent.status !== 'succeeded') return { status: 'failed', refusal: sent.refusal };
		const read = readPage(list, row, sent.response);
		if (read.status === 'failed') return read;
		const { entries } = read;
		const isRepeated = page > 0 && entries.length > 0 && entries[0].key === firstKey;
		const before = found.size;
		for (const { key, output } of entries) if (!found.has(key)) found.set(key, output);
		if (found.size - before < entries.length) isSteady = false;
		if (page > 0 && read.total !== total) isSteady = false;
		pagesWithoutNew = found.size > before ? 0 : pagesWithoutNew + 1;
		firstKey = entries[0]?.key ?? firstKey;
		total = read.total;
		largest = Math.max(largest, entries.length);
		budget.pages--;

		const isAll = total === undefined || found.size === total;
		const reading = {
			status: 'succeeded' as const,
			found,
			last: sent.response,
			total,
			largest,
			isUnpaged: isRepeated,
		};
		if (found.size >= most) return { ...reading, isWhole: true };
		const isSpent = budget.pages <= 0 || Date.now() > budget.until;
		if (isRepeated || isSpent || pagesWithoutNew >= MOST_WITHOUT_NEW) {
			return { ...reading, isWhole: isSteady && total !== undefined && isAll };
		}
		if (!hasNext(read, page, largest || size)) return { ...reading, isWhole: isSteady && isAll };
	}
}

/** The whole list by one call, so that it is consistent; undefined when the call does not return all of it. */
async function inOnePiece(
	client: Client,
	list: List<unknown>,
	row: unknown,
	{ total, found, largest }: Reading,
	budget: Budget,
): Promise<ListRead | undefined> {
	const size = Math.min(list.limit(row), total ?? 0);
	if (size <= largest || size > ONE_PIECE) return undefined;
	budget.pages--;
	const sent = await client.send(pageCall(list.call(row), list.entries(row), 0, size));
	const read = sent.status === 'succeeded' ? readPage(list, row, sent.response) : undefined;
	if (!read || read.status === 'failed') return undefined;
	const entries = new Map(read.entries.map(({ key, output }) => [key, output]));
	const isAll = entries.size >= Math.min(list.limit(row), read.total ?? found.size);
	return isAll && entries.size === read.entries.length
		? firstOf(entries, list.limit(row))
		: undefined;
}

function firstOf(found: Reading['found'], most: number): ListRead {
	return { status: 'succeeded', output: [...found.values()].slice(0, most) };
}

/** The entries of a list that could not be read completely, each item marked. */
function incomplete(found: Reading['found'], wanted: number, last: Response): ListRead {
	const of = wanted === Infinity ? 'an unknown number of' : wanted;
	const listIncomplete = `${found.size} of ${of} entries`;
	if (found.size === 0) return notConfirmed(last, listIncomplete);
	return {
		status: 'succeeded',
		output: [...found.values()].map((entry) => ({ ...entry, listIncomplete })),
		notice: `The list could not be read as a whole: ${listIncomplete} came. It may have changed meanwhile; run it again, or narrow it down by filters.`,
	};
}
