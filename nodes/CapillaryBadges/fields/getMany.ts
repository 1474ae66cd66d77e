import type { INodeProperties } from 'n8n-workflow';

import type { Item } from './item';

/** Fields that say how many entries of a list are wanted. */
export const getManyFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** Most entries wanted; Infinity for all of them. */
export function readMost(item: Item): number {
	return item.yesOrNo('returnAll', 'Return All')
		? Infinity
		: item.wholeNumber('limit', 'Limit', 1, 1_000_000);
}
