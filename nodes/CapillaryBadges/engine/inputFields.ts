import type { INodeExecutionData } from 'n8n-workflow';

import { hasOwn } from '../fields/references';
import type { RunOptions } from './runOptions';

/** Adds fields of the input item to an output item. */
export type AddInputFields = (output: INodeExecutionData) => INodeExecutionData;

/**
 * Adds the fields of the input item that the user wants. Where both have a field of the same name, Capillary's
 * counts. Files are added only with all fields. Failed items do not come here: they always have two fields.
 */
export function inputFields(
	{ includeInputFields, inputFieldNames }: RunOptions,
	items: INodeExecutionData[],
): AddInputFields {
	if (includeInputFields === 'none') return (output) => output;
	const names = inputFieldNames.split(',').map((name) => name.trim());
	return ({ json, pairedItem }) => {
		const { json: input, binary } = items[(pairedItem as { item: number }).item];
		if (includeInputFields === 'all') {
			return { json: { ...input, ...json }, pairedItem, ...(binary ? { binary } : {}) };
		}
		const selected = names.filter((name) => hasOwn(input, name)).map((name) => [name, input[name]]);
		return { json: { ...Object.fromEntries(selected), ...json }, pairedItem };
	};
}
