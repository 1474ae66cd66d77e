import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { BADGES_API } from '../api/call';
import { searchNamed, type NamedEntry } from './named';

interface Badge extends NamedEntry {
	status?: string;
	active?: boolean;
}

/**
 * Fills the list of badges: GET /badgeMeta (https://docs.capillarytech.com/reference/get-all-badges).
 *
 * @param filter what the user typed, matched against the name by Capillary
 */
export async function searchBadges(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchNamed<Badge>(this, paginationToken, {
		call: {
			method: 'GET',
			path: `${BADGES_API}/badgeMeta`,
			query: { sortOn: 'NAME', ...(filter?.trim() ? { name: filter.trim() } : {}) },
		},
		list: { name: 'metaBasicDetails', limit: 'limit' },
		value: ({ id }) => String(id),
		remarks: ({ status, active }) => [
			...(status && status !== 'LIVE' ? [status.toLowerCase()] : []),
			...(active === false ? ['inactive'] : []),
		],
	});
}
