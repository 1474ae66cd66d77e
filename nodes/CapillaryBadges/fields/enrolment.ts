import { sanitizeName } from '../errors/untrustedText';
import type { Field } from './field';
import { locatorProperty } from './locator';
import { isObjectId } from './objectId';
import { numberBehind, withoutQuotes } from './spreadsheet';
import { required } from './text';

/** The documents show IDs like 236 beside the usual 24 hexadecimal digits. */
const FORM = /^[0-9a-z]{1,64}$/i;

/** An enrolment of the chosen customer for the chosen badge. */
export function enrolmentField(description: string): Field<string> {
	const property = {
		...locatorProperty({
			displayName: 'Enrolment',
			name: 'issueId',
			searchListMethod: 'searchEnrolments',
			dependsOn: ['badge.value', 'customerIdentifier', 'customer'],
			listPlaceholder: 'Select an enrolment…',
			otherwise: {
				displayName: 'By ID',
				name: 'id',
				placeholder: 'e.g. 653e024bb3cda7078c7c6903',
			},
			description,
		}),
		required: true,
	};
	return {
		properties: [property],
		read(input) {
			const typed = required(input, property);
			const id = idBehind(typed);
			if (isObjectId(id)) return id.toLowerCase();
			if (FORM.test(id)) return id;
			return input.refuse(
				property,
				`is not an enrolment ID: '${sanitizeName(typed)}'`,
				'Pick it from the list, or enter its ID: digits and letters only.',
			);
		},
	};
}

/** The ID behind what a spreadsheet made of it, such as `236.0`. */
function idBehind(typed: string): string {
	const plain = withoutQuotes(typed);
	const number = /^\d+[.,]0/.test(plain) ? numberBehind(plain) : undefined;
	return number?.status === 'read' ? number.value : plain;
}
