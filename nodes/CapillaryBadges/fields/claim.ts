import { sanitizeName } from '../errors/untrustedText';
import type { Field } from './field';
import { locatorProperty } from './locator';
import { OWNER_TYPES, type Owner } from './owner';
import { required } from './text';

/** One of the active claims of the chosen badge. The editor keeps it as `<owner type> <reference ID>`. */
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
			const module = OWNER_TYPES.find(({ value }) => typed.startsWith(`${value} `));
			const referenceId = typed.slice(module?.value.length).trim();
			if (module) return { ownerType: module.value, referenceId };
			return input.refuse(
				property,
				`is not a claim: '${sanitizeName(typed)}'`,
				"Pick the claim from the list, or enter owner type and reference ID, such as 'Loyalty 123'.",
			);
		},
	};
}

/** A claim as the editor keeps it. */
export function asClaimId({ ownerType, referenceId }: Record<keyof Owner, unknown>): string {
	return `${String(ownerType)} ${String(referenceId)}`;
}
