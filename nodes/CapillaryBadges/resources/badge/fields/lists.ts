import type { IDataObject } from 'n8n-workflow';

import { sanitizeName } from '../../../errors/untrustedText';
import { choiceField } from '../../../fields/choice';
import { customFieldNameField } from '../../../fields/customField';
import { map, type Field, type Refuse } from '../../../fields/field';
import { listField } from '../../../fields/list';
import { anyValueField, clearableTextField, textField } from '../../../fields/text';

const customField = customFieldNameField();
const customFieldValue = presentValueField(
	'Value of the field for this badge. Left empty, the badge has none.',
);

const CUSTOM_FIELDS = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection' as const,
	placeholder: 'Add custom field',
	default: {},
	description: "Values for your organization's custom fields",
};

/** Values of custom fields, which badges keep by the fields' names. */
export const customFields: Field<IDataObject> = {
	properties: listField(CUSTOM_FIELDS, { name: 'field' }, { customField, customFieldValue })
		.properties,
	read(input) {
		const entries = input
			.entries(CUSTOM_FIELDS, 'field')
			// What an agent gives no value stays as it is.
			.filter((entry) => entry.has({ name: 'value' }) || !entry.isByAgent)
			.map((entry) => [customField.read(entry), customFieldValue.read(entry)]);
		refuseDuplicates(
			entries.map(([name]) => name),
			(why, next) => input.refuse(CUSTOM_FIELDS, why, next),
		);
		if (entries.length === 0 && input.isByAgent) return {};
		return { customFields: Object.fromEntries(entries) as IDataObject };
	},
};

/** The pictures of a badge. */
export const images: Field<IDataObject> = map(
	listField(
		{
			displayName: 'Images',
			name: 'images',
			type: 'fixedCollection',
			placeholder: 'Add image',
			default: {},
			description: 'Images of the badge that customers see',
		},
		{ name: 'image' },
		{
			url: clearableTextField({
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://cdn.example.com/badge.png',
				description: 'Address of the image',
			}),
			name: clearableTextField({
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
			}),
			tag: choiceField({
				displayName: 'Shown When',
				name: 'tag',
				type: 'options',
				options: [
					{ name: 'Earned', value: 'EARNED' },
					{ name: 'In Progress', value: 'IN_PROGRESS' },
					{ name: 'Not Earned', value: 'UN_EARNED' },
				],
				default: 'EARNED',
				description: 'When the image is shown to the customer',
			}),
			fileSvcHandle: clearableTextField({
				displayName: 'File Handle',
				name: 'fileSvcHandle',
				type: 'string',
				default: '',
				description: "Handle of the file in Capillary's file service, if it is there",
			}),
		},
	),
	(entries, refuse) => {
		if (entries.some(({ url, fileSvcHandle }) => !url && !fileSvcHandle)) {
			refuse('holds an image without a URL', 'Enter its URL.');
		}
		return {
			images: entries.map(({ url, name, tag, fileSvcHandle }) => ({
				...(name ? { name } : {}),
				tag,
				...(url ? { url } : {}),
				...(fileSvcHandle ? { fileSvcHandle } : {}),
			})),
		};
	},
);

/** The tags of a badge. */
export const tags: Field<IDataObject> = map(
	listField(
		{
			displayName: 'Tags',
			name: 'tags',
			type: 'fixedCollection',
			placeholder: 'Add tag',
			default: {},
			description: 'Names with values to group and find badges by',
		},
		{ name: 'tag' },
		{
			name: textField({ displayName: 'Name', name: 'name', type: 'string', default: '' }),
			value: presentValueField(),
		},
	),
	(entries, refuse) => {
		refuseDuplicates(
			entries.map(({ name }) => name),
			refuse,
		);
		return { tags: entries };
	},
);

/** A value that can be empty, but not missing: what Capillary has would be erased. */
function presentValueField(description?: string): Field<string> {
	const property = {
		displayName: 'Value',
		name: 'value',
		type: 'string' as const,
		default: '',
		...(description ? { description } : {}),
	};
	const field = anyValueField(property);
	return {
		properties: field.properties,
		read: (input) =>
			input.has(property)
				? field.read(input)
				: input.refuse(property, 'is missing', 'Enter a value; an empty text stands for none.'),
	};
}

function refuseDuplicates(names: string[], refuse: Refuse): void {
	const duplicate = names.find((name, nth) => names.indexOf(name) < nth);
	if (duplicate === undefined) return;
	refuse(`contains '${sanitizeName(duplicate)}' twice`, 'Keep one of them.');
}
