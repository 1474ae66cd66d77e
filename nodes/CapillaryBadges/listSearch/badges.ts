import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { BADGES_API } from '../transport/call';
import { load } from './load';

const PAGE_SIZE = 50;

interface Page {
	metaBasicDetails?: Array<{ id: unknown; name?: string; status?: string; active?: boolean }>;
	pagination?: { totalPages?: number };
}

/**
 * Fills the badge list, a page at a time: GET /badgeMeta
 * (https://docs.capillarytech.com/reference/get-all-badges). That page documents only `limit`, while
 * the answer counts in pages, so both ways of paging are sent.
 *
 * @param filter what the user typed, matched against the name by Capillary
 * @param paginationToken number of the page, from 0
 */
export async function searchBadges(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const [page, firstBefore] = (paginationToken ?? '0').split(' ');
	const answer = await load(this, {
		method: 'GET',
		path: `${BADGES_API}/badgeMeta`,
		query: {
			page: Number(page),
			size: PAGE_SIZE,
			limit: PAGE_SIZE,
			sortOn: 'NAME',
			...(filter ? { name: filter } : {}),
		},
	});
	const { metaBasicDetails: badges = [], pagination } = answer.data as Page;
	const first = String(badges[0]?.id ?? '');
	// A server that does not page gives the first page for ever.
	if (badges.length === 0 || first === firstBefore) return { results: [] };
	const next = Number(page) + 1;
	return {
		results: badges.map(({ id, name, status, active }) => ({
			name: `${name ?? String(id)}${remark(status, active)}`,
			value: String(id),
		})),
		...(next < (pagination?.totalPages ?? 1) ? { paginationToken: `${next} ${first}` } : {}),
	};
}

function remark(status?: string, active?: boolean): string {
	const remarks = [
		...(status && status !== 'LIVE' ? [status.toLowerCase()] : []),
		...(active === false ? ['inactive'] : []),
	];
	return remarks.length > 0 ? ` (${remarks.join(', ')})` : '';
}
