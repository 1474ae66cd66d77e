import type { INodeProperties } from 'n8n-workflow';

import { sanitizeName } from '../errors/untrustedText';
import type { Field } from './field';
import { locatorProperty, type Locator } from './locator';
import { withoutQuotes } from './spreadsheet';
import { required } from './text';

/** Capillary's IDs of badges, groups, custom fields and earned badges are 24 hexadecimal digits in all documents. */
const FORM = /^[0-9a-f]{24}$/i;
const FORM_IN_EDITOR = '^\\s*[0-9a-fA-F]{24}\\s*$';

/** A kind of thing that has such an ID. */
interface Kind extends Pick<Locator, 'displayName' | 'name' | 'searchListMethod' | 'dependsOn'> {
	/** The words for one of them, such as `a badge`. */
	one: string;
	/** An ID to show as an example. */
	example: string;
	/** Set where the editor does not check the form of what is entered. */
	isUnchecked?: true;
}

/** Whether a text has the form of such an ID. */
export function isObjectId(text: string): boolean {
	return FORM.test(text);
}

/**
 * A thing with such an ID, picked by name from the list or entered as an ID. Its value is the ID in
 * lower case.
 *
 * @param changes to the property, where it is not required
 */
export function objectIdField(
	{ one, example, isUnchecked, ...kind }: Kind,
	description: string,
	changes: Partial<INodeProperties> = { required: true },
): Field<string> {
	const errorMessage = `A${one.slice(1)} ID has 24 characters: digits and the letters a to f`;
	const validation = { type: 'regex', properties: { regex: FORM_IN_EDITOR, errorMessage } };
	const property = {
		...locatorProperty({
			...kind,
			description,
			listPlaceholder: `Select ${one}…`,
			otherwise: {
				displayName: 'By ID',
				name: 'id',
				placeholder: `e.g. ${example}`,
				...(isUnchecked ? {} : { validation: [validation] }),
			},
		}),
		...changes,
	};
	return {
		properties: [property],
		read(input) {
			const typed = required(input, property);
			const id = withoutQuotes(typed);
			if (isObjectId(id)) return id.toLowerCase();
			return input.refuse(
				property,
				`is not ${one} ID: '${sanitizeName(typed)}'`,
				'Pick it from the list, or enter its ID: 24 characters, digits and the letters a to f.',
			);
		},
	};
}
