import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { BADGES_API } from '../api/call';
import { searchNamed, type NamedEntry } from './named';

interface Group extends NamedEntry {
	isActive?: boolean;
}

/** Fills the list of badge groups: GET /group (https://docs.capillarytech.com/reference/get-all-groups). */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchNamed<Group>(this, paginationToken, {
		call: { method: 'GET', path: `${BADGES_API}/group` },
		list: { name: 'badgeGroups' },
		value: ({ id }) => String(id),
		filter,
		remarks: ({ isActive }) => (isActive === false ? ['inactive'] : []),
	});
}
