import { booleanField } from './boolean';

/** Whether the output is reduced to what a workflow usually needs. */
export const simplifyField = booleanField({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});
