import type { INodeProperties } from 'n8n-workflow';

import { sanitizeName } from '../errors/untrustedText';
import type { ByName } from './byName';
import type { Field } from './field';
import type { Input, Label } from './input';
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
	/** Whether it has a name, which the list of the editor shows. */
	hasName?: boolean;
	/** Present when it can be entered by its name. */
	byName?: Omit<ByName, 'parameter' | 'one'> & { example: string };
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
	{ one, example, isUnchecked, hasName, byName, ...kind }: Kind,
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
			...(byName
				? {
						byName: {
							displayName: 'By Name',
							name: 'name',
							placeholder: `e.g. ${byName.example}`,
						},
					}
				: {}),
		}),
		...changes,
	};
	return {
		properties: [property],
		...(byName ? { byName: { ...byName, one, parameter: property.name } } : {}),
		read(input) {
			const typed = required(input, property);
			const id = withoutQuotes(typed).toLowerCase();
			if (!isObjectId(id)) {
				if (byName && input.isByName(property)) return idByName(input, property, typed);
				return input.refuse(
					property,
					`is not ${one} ID: '${sanitizeName(typed)}'`,
					'Pick it from the list, or enter its ID: 24 characters, digits and the letters a to f.',
				);
			}
			const name = hasName ? input.pickedName(property) : undefined;
			if (name) input.names.note(id, name);
			return id;
		},
	};
}

/** The ID that was looked up before the items were read. */
function idByName(input: Input, property: Label, name: string): string {
	const found = input.names.thingNamed(property.name, name);
	if (found?.status === 'read') return found.value.id;
	const { why, next } = found ?? {
		why: 'cannot be entered by name here',
		next: 'Pick it from the list, or enter its ID.',
	};
	return input.refuse(property, why, next);
}
