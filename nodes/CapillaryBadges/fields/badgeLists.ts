import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from './item';
import { sanitizeName } from '../errors/untrustedText';
import { customFieldNameField } from './customField';
import type { Detail } from './detail';

const IMAGE_STATES = [
	{ name: 'Earned', value: 'EARNED' as const },
	{ name: 'In Progress', value: 'IN_PROGRESS' as const },
	{ name: 'Not Earned', value: 'UN_EARNED' as const },
];

/** Values of custom fields, which badges hold by the fields' names. */
export const customFields: Detail = {
	field: listField(
		{
			displayName: 'Custom Fields',
			name: 'customFields',
			placeholder: 'Add custom field',
			description: "Values for your organization's custom fields",
		},
		'field',
		[
			customFieldNameField,
			{
				displayName: 'Value',
				name: 'value',
				type: 'string',
				default: '',
				description: 'Value of the field for this badge. Left empty, the badge has none.',
			},
		],
	),
	read(item) {
		const entries = item
			.entries('customFields', 'field', 'Custom Fields')
			// What an agent gives no value stays as it is.
			.filter((entry) => entry.has('value') || !entry.isByAgent)
			.map((entry) => [entry.required('customField', 'Custom Field'), readValue(entry)]);
		const names = entries.map(([name]) => name);
		refuseTwice(item, 'Custom Fields', names);
		if (names.length === 0 && item.isByAgent) return {};
		return { customFields: Object.fromEntries(entries) as IDataObject };
	},
};

/** The pictures of a badge. */
export const images: Detail = {
	field: listField(
		{
			displayName: 'Images',
			name: 'images',
			placeholder: 'Add image',
			description: 'What the badge looks like to customers',
		},
		'image',
		[
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://cdn.example.com/badge.png',
				description: 'Address of the image',
			},
			{ displayName: 'Name', name: 'name', type: 'string', default: '' },
			{
				displayName: 'Shown When',
				name: 'tag',
				type: 'options',
				options: IMAGE_STATES,
				default: 'EARNED',
				description: 'How far the customer has come when the image is shown',
			},
			{
				displayName: 'File Handle',
				name: 'fileSvcHandle',
				type: 'string',
				default: '',
				description: "Handle of the file in Capillary's file service, if it is there",
			},
		],
	),
	read: (item) => ({ images: item.entries('images', 'image', 'Images').map(readImage) }),
};

/** The tags of a badge. */
export const tags: Detail = {
	field: listField(
		{
			displayName: 'Tags',
			name: 'tags',
			placeholder: 'Add tag',
			description: 'Names with values, to sort and find badges by',
		},
		'tag',
		[
			{ displayName: 'Name', name: 'name', type: 'string', default: '' },
			{ displayName: 'Value', name: 'value', type: 'string', default: '' },
		],
	),
	read(item) {
		const entries = item.entries('tags', 'tag', 'Tags').map((entry) => ({
			name: entry.required('name', 'Name'),
			value: readValue(entry),
		}));
		const names = entries.map(({ name }) => name);
		refuseTwice(item, 'Tags', names);
		return { tags: entries };
	},
};

/** A value that may be empty, but not missing: what Capillary has would be erased. */
function readValue(entry: Item): string {
	return entry.has('value')
		? entry.valueAsText('value', 'Value')
		: entry.refuse('Value', 'is missing', 'Enter a value; an empty text stands for none.');
}

function refuseTwice(item: Item, label: string, names: string[]): void {
	const twice = names.find((name, nth) => names.indexOf(name) < nth);
	if (twice === undefined) return;
	item.refuse(label, `holds '${sanitizeName(twice)}' twice`, 'Keep one of them.');
}

/** A field for a list of things, each with these fields. */
function listField(
	list: { displayName: string; name: string; placeholder: string; description: string },
	entry: string,
	values: INodeProperties[],
): INodeProperties {
	return {
		...list,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		options: [{ displayName: list.displayName, name: entry, values }],
	};
}

function readImage(entry: Item): IDataObject {
	const url = entry.text('url', 'URL');
	const fileSvcHandle = entry.text('fileSvcHandle', 'File Handle');
	if (!url && !fileSvcHandle)
		entry.refuse('Images', 'holds an image without a URL', 'Enter its URL.');
	const name = entry.text('name', 'Name');
	return {
		...(name ? { name } : {}),
		tag: entry.choice('tag', 'Shown When', IMAGE_STATES),
		...(url ? { url } : {}),
		...(fileSvcHandle ? { fileSvcHandle } : {}),
	};
}
