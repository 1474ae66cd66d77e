import { sanitizeName } from '../errors/untrustedText';
import type { Field } from './field';
import { locatorProperty } from './locator';
import { claimIn, type Owner } from './owner';
import { required } from './text';

/** One of the active claims of the chosen badge, as workflows of earlier versions hold it. */
export function claimField(description: string): Field<Owner> {
	const property = {
		...locatorProperty({
			displayName: 'Claim',
			name: 'activeClaim',
			searchListMethod: 'searchClaims',
			dependsOn: ['badge.value'],
			listPlaceholder: 'Select a claim…',
			otherwise: { displayName: 'By ID', name: 'id', placeholder: 'e.g. Loyalty 123' },
			description,
		}),
		required: true,
	};
	return {
		properties: [property],
		read(input) {
			const typed = required(input, property);
			return (
				claimIn(typed) ??
				input.refuse(
					property,
					`is not a claim: '${sanitizeName(typed)}'`,
					"Pick the claim from the list, or enter owner type and reference ID, such as 'Loyalty 123'.",
				)
			);
		},
	};
}
