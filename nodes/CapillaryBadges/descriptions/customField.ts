import type { INodeProperties } from 'n8n-workflow';

import { objectIdPicker } from './objectId';

/** Field for one custom field: picked by name from the list, or by its ID. */
export const customFieldPicker = objectIdPicker({
	displayName: 'Custom Field',
	name: 'customField',
	what: 'custom field',
	searchListMethod: 'searchCustomFields',
	example: '6995bc2a306bcf780036c094',
});

/** Field for one custom field where a badge names it: badges hold their values by name. */
export const customFieldNameField: INodeProperties = {
	displayName: 'Custom Field',
	name: 'customField',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: "One of your organization's custom fields",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a custom field…',
			typeOptions: { searchListMethod: 'searchCustomFieldNames', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Terms & Conditions',
		},
	],
};
