import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** A list whose entries have the text in their name; Capillary searches none of these lists itself. */
export function matching(entries: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	return {
		results: entries.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}
