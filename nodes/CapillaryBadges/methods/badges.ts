import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { BADGES_API } from '../api/call';
import { searchNamed, type NamedEntry, type NamedList } from './named';

interface Badge extends NamedEntry {
	status?: string;
	active?: boolean;
}

/** Begins a token of the list of all, which is searched here. */
const SEARCHED_HERE = 'all ';

/**
 * Fills the list of badges: GET /badgeMeta (https://docs.capillarytech.com/reference/get-all-badges).
 * Capillary searches the names. What it does not find is looked for in the list of all, because it may tell
 * accents apart.
 *
 * @param filter what the user typed
 */
export async function searchBadges(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const begun = Date.now();
	const name = filter.trim();
	if (paginationToken?.startsWith(SEARCHED_HERE)) {
		return await searchAll(this, name, begun, paginationToken.slice(SEARCHED_HERE.length));
	}
	const query = { sortOn: 'NAME', ...(name ? { name } : {}) };
	const searched = badges({ query, isSearch: name !== '' });
	const found = await searchNamed(this, paginationToken, searched, begun);
	const isNothing = found.results.length === 0 && paginationToken === undefined;
	return isNothing && name !== '' ? await searchAll(this, name, begun) : found;
}

async function searchAll(
	context: ILoadOptionsFunctions,
	filter: string,
	begun: number,
	token?: string,
): Promise<INodeListSearchResult> {
	const all = badges({ query: { sortOn: 'NAME' }, filter });
	const { results, paginationToken } = await searchNamed(context, token, all, begun);
	return paginationToken === undefined
		? { results }
		: { results, paginationToken: `${SEARCHED_HERE}${String(paginationToken)}` };
}

function badges({
	query,
	...search
}: { query: Record<string, string> } & Pick<
	NamedList<Badge>,
	'filter' | 'isSearch'
>): NamedList<Badge> {
	return {
		call: { method: 'GET', path: `${BADGES_API}/badgeMeta`, query },
		list: { name: 'metaBasicDetails', limit: 'limit' },
		value: ({ id }) => String(id),
		remarks: ({ status, active }) => [
			...(status && status !== 'LIVE' ? [status.toLowerCase()] : []),
			...(active === false ? ['inactive'] : []),
		],
		...search,
	};
}
