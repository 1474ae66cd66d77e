import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asObject } from '../resources/values';
import type { Call } from '../transport/call';
import { load } from './load';

/** Entries in a page of a list. */
export const PAGE_SIZE = 50;

/** An entry of a list of Capillary's that people know by its name. */
export interface NamedEntry {
	id?: unknown;
	name?: string;
}

/** A list to pick from. */
export interface NamedList<Entry> {
	/** The call that gets it, without its page. */
	call: Call;
	/** Its name in the data of the answer. */
	list: string;
	/** What the field holds when an entry is picked. */
	value(entry: Entry): string;
	/** What to show behind the name. */
	remarks(entry: Entry): string[];
	/** What a name must contain, where the call does not see to that. */
	filter?: string;
}

/**
 * Fills a list by names, a page at a time; with a filter, pages without a match are passed over.
 *
 * @param paginationToken number of the page, from 0, and the first entry of the page before
 */
export async function searchNamed<Entry extends NamedEntry>(
	context: ILoadOptionsFunctions,
	paginationToken: string | undefined,
	named: NamedList<Entry>,
): Promise<INodeListSearchResult> {
	const { value, remarks, filter = '' } = named;
	for (let token = paginationToken; ; ) {
		const { entries, next } = await pageOf(context, token, named);
		const results = entries
			.filter(({ name }) => String(name).toLowerCase().includes(filter.toLowerCase()))
			.map((entry) => ({ name: label(entry, remarks(entry)), value: value(entry) }));
		if (results.length > 0 || !next) return { results, ...(next ? { paginationToken: next } : {}) };
		token = next;
	}
}

async function pageOf<Entry extends NamedEntry>(
	context: ILoadOptionsFunctions,
	token: string | undefined,
	{ call, list }: NamedList<Entry>,
): Promise<{ entries: Entry[]; next?: string }> {
	const [page, firstBefore] = (token ?? '0').split(' ');
	const { data } = await load(context, {
		...call,
		query: { ...call.query, page: Number(page), size: PAGE_SIZE },
	});
	const entries = (asObject(data)[list] ?? []) as Entry[];
	const first = String(entries[0]?.id ?? '');
	// A server that does not page gives the first page for ever.
	if (entries.length === 0 || first === firstBefore) return { entries: [] };
	const { totalPages } = asObject(asObject(data).pagination);
	const next = Number(page) + 1;
	// Where the number of pages is not told, a full one may not be the last.
	const isLast =
		(totalPages ?? null) === null ? entries.length < PAGE_SIZE : next >= Number(totalPages);
	return { entries, ...(isLast ? {} : { next: `${next} ${first}` }) };
}

function label({ id, name }: NamedEntry, remarks: string[]): string {
	const shown = name ?? String(id);
	return remarks.length > 0 ? `${shown} (${remarks.join(', ')})` : shown;
}
