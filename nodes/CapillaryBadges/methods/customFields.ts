import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { BADGES_API } from '../api/call';
import { searchNamed, type NamedEntry } from './named';

interface CustomField extends NamedEntry {
	dataType?: string;
	isActive?: boolean;
}

/** Fills the list of custom fields, to be picked by ID. */
export async function searchCustomFields(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, paginationToken, ({ id }) => String(id));
}

/** Fills the list of custom fields for a badge, which holds their values by name. */
export async function searchCustomFieldNames(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, paginationToken, ({ name }) => String(name), {
		isActive: true,
	});
}

/** GET /customField (https://docs.capillarytech.com/reference/get-all-custom-fields). */
async function search(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	paginationToken: string | undefined,
	value: (field: CustomField) => string,
	query: { isActive?: true } = {},
): Promise<INodeListSearchResult> {
	return await searchNamed<CustomField>(context, paginationToken, {
		call: { method: 'GET', path: `${BADGES_API}/customField`, query },
		list: { name: 'customFieldROList' },
		value,
		filter,
		remarks: ({ dataType, isActive }) => [
			...(dataType ? [dataType.toLowerCase()] : []),
			...(isActive === false ? ['inactive'] : []),
		],
	});
}
