import { choiceField } from './choice';
import type { Field } from './field';
import { locatorProperty } from './locator';
import { required } from './text';

/**
 * Modules of Capillary that can own and claim a badge, spelled as the server accepts them
 * (https://docs.capillarytech.com/reference/unclaim-badge). It refuses them in capitals.
 */
export const OWNER_TYPES = [
	{ name: 'Audience Campaigns', value: 'Audience_Campaigns' as const },
	{ name: 'Goodwill Module', value: 'Goodwill_Module' as const },
	{ name: 'Historical Import', value: 'Historical_Import' as const },
	{ name: 'Journeys', value: 'Journeys' as const },
	{ name: 'Loyalty', value: 'Loyalty' as const },
	{ name: 'Loyalty Promotion', value: 'Loyalty_Promotion' as const },
	{ name: 'Milestones', value: 'Milestones' as const },
	{ name: 'Referral Campaigns', value: 'Referral_Campaigns' as const },
	{ name: 'Rewards Catalog', value: 'Rewards_Catalog' as const },
];

/** A module, and its program, campaign or promotion that claims a badge. */
export interface Owner {
	ownerType: (typeof OWNER_TYPES)[number]['value'];
	referenceId: string;
}

/** The module that claims a badge. */
export function ownerTypeField(description: string, hint?: string): Field<Owner['ownerType']> {
	return choiceField({
		displayName: 'Owner Type',
		name: 'ownerType',
		type: 'options',
		options: OWNER_TYPES,
		default: 'Loyalty',
		description,
		...(hint ? { hint } : {}),
	});
}

/**
 * The owner of a claim of the chosen badge: its type and reference ID, or one of the active claims. The editor
 * keeps a claim that is picked as `<owner type> <reference ID>`, so that it says the owner type as well.
 */
export function claimOwnerField(descriptions: {
	ownerType: string;
	referenceId: string;
}): Field<Owner> {
	const ownerType = ownerTypeField(
		descriptions.ownerType,
		"If you select a claim under 'Reference ID', its owner type is used.",
	);
	const property = {
		...locatorProperty({
			displayName: 'Reference ID',
			name: 'referenceId',
			searchListMethod: 'searchClaims',
			dependsOn: ['badge.value'],
			listPlaceholder: 'Select a claim…',
			otherwise: { displayName: 'By ID', name: 'id', placeholder: 'e.g. 123' },
			description: `${descriptions.referenceId}. A claim that you pick from the list sets the owner type as well.`,
		}),
		required: true,
	};
	return {
		properties: [...ownerType.properties, property],
		read(input) {
			const typed = required(input, property);
			const picked = input.isPicked(property) ? claimIn(typed) : undefined;
			return picked ?? { ownerType: ownerType.read(input), referenceId: typed };
		},
	};
}

/** The owner type that Capillary means, which some of its responses write in capitals. */
export function ownerTypeNamed(name: string): Owner['ownerType'] | undefined {
	return OWNER_TYPES.find(({ value }) => value.toLowerCase() === name.toLowerCase())?.value;
}

/** The claim in what the editor keeps of it; undefined for anything else. */
export function claimIn(text: string): Owner | undefined {
	const [, type, referenceId = ''] = /^(\S+) (.+)$/s.exec(text) ?? [];
	const ownerType = type === undefined ? undefined : ownerTypeNamed(type);
	return ownerType && { ownerType, referenceId: referenceId.trim() };
}

/** A claim as the editor keeps it. */
export function asClaimId({ ownerType, referenceId }: Record<keyof Owner, unknown>): string {
	return `${String(ownerType)} ${String(referenceId)}`;
}
