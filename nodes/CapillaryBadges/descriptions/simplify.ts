import type { INodeProperties } from 'n8n-workflow';

/** Field that asks whether the answer is cut down to what a workflow mostly needs; read with item.flag. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
