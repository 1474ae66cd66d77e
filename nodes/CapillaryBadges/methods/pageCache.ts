import type { Response } from '../api/call';

/** How long pages serve the next searches, in milliseconds: as long as somebody types into a list. */
const FRESH = 30_000;
/** Lists whose pages are kept. */
const MOST_LISTS = 50;

/** The pages of a list by their calls. */
interface Pages {
	until: number;
	responses: Map<string, Promise<Response>>;
}

const lists = new Map<string, Pages>();

/**
 * A page of a list. The editor searches anew after each letter, and the text is not part of the call where
 * Capillary does not search, so that a page serves the search for the next letters too.
 *
 * @param list names the account and the list
 * @param page names the page
 * @param isSearch whether a text is searched; a list that is opened is read anew
 */
export async function pageFor(
	list: string,
	page: string,
	isSearch: boolean,
	load: () => Promise<Response>,
): Promise<Response> {
	const known = lists.get(list);
	const isFresh = isSearch && known !== undefined && known.until > Date.now();
	const { responses } = isFresh ? known : newList(list);
	const response = responses.get(page) ?? load();
	responses.set(page, response);
	response.catch(() => responses.delete(page));
	return await response;
}

function newList(list: string): Pages {
	const pages: Pages = { until: Date.now() + FRESH, responses: new Map() };
	lists.delete(list);
	lists.set(list, pages);
	const [oldest] = lists.keys();
	if (lists.size > MOST_LISTS) lists.delete(oldest);
	return pages;
}
