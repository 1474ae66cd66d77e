import type { Field } from './field';
import { locatorProperty } from './locator';
import { objectIdField } from './objectId';
import { required } from './text';

/** A custom field, picked by name from the list or entered by ID. */
export function customFieldField(description: string): Field<string> {
	return objectIdField(
		{
			displayName: 'Custom Field',
			name: 'customField',
			one: 'a custom field',
			searchListMethod: 'searchCustomFields',
			example: '6995bc2a306bcf780036c094',
			hasName: true,
		},
		description,
	);
}

/** A custom field where a badge names it. Badges keep the values of custom fields by name. */
export function customFieldNameField(): Field<string> {
	const property = locatorProperty({
		displayName: 'Custom Field',
		name: 'customField',
		description: "One of your organization's custom fields",
		listPlaceholder: 'Select a custom field…',
		searchListMethod: 'searchCustomFieldNames',
		otherwise: { displayName: 'By Name', name: 'name', placeholder: 'e.g. Terms & Conditions' },
	});
	return { properties: [property], read: (input) => required(input, property) };
}
