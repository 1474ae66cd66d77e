import type { INodeProperties } from 'n8n-workflow';

import type { Item } from './item';

/**
 * Modules of Capillary that can own and claim a badge, spelled as the server accepts them
 * (https://docs.capillarytech.com/reference/unclaim-badge); in capitals it refuses them.
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

/** A module and the program, campaign or promotion of it that claims a badge. */
export interface Owner {
	ownerType: (typeof OWNER_TYPES)[number]['value'];
	referenceId: string;
}

/**
 * Fields for an owner.
 *
 * @param ownerType describes the field for the module
 * @param referenceId describes the field for its program, campaign or promotion
 */
export function ownerFields(ownerType: string, referenceId: string): INodeProperties[] {
	return [
		{
			displayName: 'Owner Type',
			name: 'ownerType',
			type: 'options',
			options: OWNER_TYPES,
			default: 'Loyalty',
			description: ownerType,
		},
		{
			displayName: 'Reference ID',
			name: 'referenceId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 123',
			description: referenceId,
		},
	];
}

/** The owner of an item. */
export function readOwner(item: Item): Owner {
	return {
		ownerType: item.choice('ownerType', 'Owner Type', OWNER_TYPES),
		referenceId: item.required('referenceId', 'Reference ID'),
	};
}
