import type { INodeProperties } from 'n8n-workflow';

import { locatorField } from './locator';
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
export const customFieldNameField: INodeProperties = locatorField({
	displayName: 'Custom Field',
	name: 'customField',
	description: "One of your organization's custom fields",
	listPlaceholder: 'Select a custom field…',
	searchListMethod: 'searchCustomFieldNames',
	otherwise: { displayName: 'By Name', name: 'name', placeholder: 'e.g. Terms & Conditions' },
});
