import type { INodeProperties } from 'n8n-workflow';

import type { Item } from './item';
import { sanitizeName } from '../errors/untrustedText';
import { locatorField } from './locator';
import { withoutQuotes } from './spreadsheet';

/** Capillary's IDs of badges, groups and custom fields are 24 hexadecimal digits in all of its documents. */
const FORM = /^[0-9a-f]{24}$/i;

/** A field for one of the things that have such an ID. */
interface IdField {
	displayName: string;
	name: string;
	/** What it picks, to complete 'Select a …' and 'A … ID'. */
	what: string;
	/** The method that fills its list. */
	searchListMethod: string;
	/** An ID to show as an example. */
	example: string;
}

/** The field, described for where it stands, and how its ID is read. */
interface Picker {
	/** Picks by name from the list, or by ID. */
	field(description: string): INodeProperties;
	/** The same in a collection, to which it is added only when it is wanted. */
	addedField(description: string): INodeProperties;
	/** The ID, checked for its form. */
	read(item: Item): string;
}

/** Whether a text has the form of such an ID. */
export function isObjectId(text: string): boolean {
	return FORM.test(text);
}

/** Field and reader for one of the things that have such an ID. */
export function objectIdPicker(picked: IdField): Picker {
	return {
		field: (description) => ({ ...objectIdField(picked, description), required: true }),
		addedField: (description) => objectIdField(picked, description),
		read(item) {
			const { name, displayName, what } = picked;
			const id = item.required(name, displayName);
			const plain = withoutQuotes(id);
			if (isObjectId(plain)) return plain.toLowerCase();
			return item.refuse(
				displayName,
				`holds '${sanitizeName(id)}', which is not a ${what} ID`,
				`Pick the ${what} from the list, or enter its ID: 24 characters, digits and the letters a to f.`,
			);
		},
	};
}

function objectIdField(picked: IdField, description: string): INodeProperties {
	const { displayName, name, what, searchListMethod, example } = picked;
	return locatorField({
		displayName,
		name,
		description,
		listPlaceholder: `Select a ${what}…`,
		searchListMethod,
		otherwise: {
			displayName: 'By ID',
			name: 'id',
			placeholder: `e.g. ${example}`,
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[0-9a-fA-F]{24}\\s*$',
						errorMessage: `A ${what} ID has 24 characters: digits and the letters a to f`,
					},
				},
			],
		},
	});
}
