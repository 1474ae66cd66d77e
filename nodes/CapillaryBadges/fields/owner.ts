import { choiceField } from './choice';
import type { Field } from './field';
import { textField } from './text';

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
export function ownerTypeField(description: string): Field<Owner['ownerType']> {
	return choiceField({
		displayName: 'Owner Type',
		name: 'ownerType',
		type: 'options',
		options: OWNER_TYPES,
		default: 'Loyalty',
		description,
	});
}

/** The program, campaign or promotion of that module. */
export function referenceIdField(description: string): Field<string> {
	return textField({
		displayName: 'Reference ID',
		name: 'referenceId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 123',
		description,
	});
}
