import type { INodeProperties } from 'n8n-workflow';

import type { Item } from './item';

/** Field that asks whether the answer is cut down to what a workflow mostly needs. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Whether the answer is to be cut down. */
export function readSimplify(item: Item): boolean {
	return item.yesOrNo(simplifyField.name, simplifyField.displayName);
}
