import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Call } from '../api/call';
import { isObject, readJson } from '../api/json';
import { entriesIn, hasNext, pageCall, totalsIn, type PagedList } from '../api/paging';
import { asText } from '../api/values';
import { load, LONGEST_WAIT } from './load';
import { includesText } from './matching';

/** Entries in a page of a list. */
const PAGE_SIZE = 50;
/** Pages that are skipped in one go when they have nothing to pick, and until when, in milliseconds. */
const MOST_PAGES = 20;
const LAST_PAGE_BEGINS = 15_000;

/** An entry of a list of Capillary's that people know by its name. */
export interface NamedEntry {
	id?: unknown;
	name?: string;
}

/** A list to pick from. */
export interface NamedList<Entry> {
	/** The call that gets it, without its page. */
	call: Call;
	/** Where its entries are. */
	list: PagedList;
	/** What the field holds when an entry is picked. */
	value(entry: Entry): string;
	/** What to show behind the name. */
	remarks(entry: Entry): string[];
	/** What a name must contain, where the call does not see to that. */
	filter?: string;
	/** Whether somebody searches, which the filter tells where the call does not search. */
	isSearch?: boolean;
}

/** Where a list goes on, which the editor hands back as text. */
interface Place {
	page: number;
	/** Entries of the largest page so far. */
	largest: number;
	/** What the pages so far have shown. */
	shown: string[];
}

/**
 * Fills a list by names, a page at a time and each entry once; with a filter, pages without a match are
 * passed over.
 *
 * @param paginationToken the place to go on from
 * @param begun since when somebody waits, in epoch milliseconds
 */
export async function searchNamed<Entry extends NamedEntry>(
	context: ILoadOptionsFunctions,
	paginationToken: string | undefined,
	named: NamedList<Entry>,
	begun = Date.now(),
): Promise<INodeListSearchResult> {
	const { value, remarks, filter = '' } = named;
	let place = placeIn(paginationToken);
	const isLate = () => Date.now() - begun > LAST_PAGE_BEGINS;
	for (let pages = 1; ; pages++) {
		const left = LONGEST_WAIT - (Date.now() - begun);
		const { entries, next } = await pageOf(context, place, named, left);
		const results = entries
			.filter(({ name }) => includesText(String(name), filter))
			.map((entry) => ({ name: label(entry, remarks(entry)), value: value(entry) }));
		if (!next) return { results };
		if (results.length > 0 || pages >= MOST_PAGES || isLate()) {
			return { results, paginationToken: JSON.stringify(next) };
		}
		place = next;
	}
}

function placeIn(token: string | undefined): Place {
	const place = readJson(token ?? '') as Place | undefined;
	return place ?? { page: 0, largest: 0, shown: [] };
}

/**
 * The entries of a page that no page before has shown, and where the list goes on.
 *
 * @param timeout how long the page may take, in milliseconds
 */
async function pageOf<Entry extends NamedEntry>(
	context: ILoadOptionsFunctions,
	{ page, largest, shown }: Place,
	{ call, list, value, filter = '', isSearch = filter !== '' }: NamedList<Entry>,
	timeout: number,
): Promise<{ entries: Entry[]; next?: Place }> {
	const { data } = await load(context, pageCall(call, list, page, PAGE_SIZE), isSearch, timeout);
	const got = entriesIn(data, list) ?? [];
	const all = got.filter(isObject).filter(({ id }) => asText(id) !== null) as unknown as Entry[];
	const values = new Set(shown);
	const entries = all.filter((entry) => {
		const isNew = !values.has(value(entry));
		values.add(value(entry));
		return isNew;
	});
	const most = Math.max(largest, got.length);
	// A server that does not page gives the first page for ever.
	const isOver = got.length > 0 && entries.length === 0 && page > 0;
	return isOver || !hasNext({ entries: all, ...totalsIn(data) }, page, most || PAGE_SIZE)
		? { entries }
		: { entries, next: { page: page + 1, largest: most, shown: [...values] } };
}

function label({ id, name }: NamedEntry, remarks: string[]): string {
	const shown = name ?? String(id);
	return remarks.length > 0 ? `${shown} (${remarks.join(', ')})` : shown;
}
