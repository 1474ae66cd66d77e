// A badge of the demo, with defaults.
import { ownerTypes, type Constraint } from '../data/model';

/** The modules that own a badge. */
const ownerSets = {
	loyalty: ['Loyalty', 'Milestones'],
	journeys: ['Journeys', 'Loyalty'],
	campaigns: ['Audience_Campaigns', 'Journeys'],
	promotion: ['Loyalty_Promotion', 'Loyalty'],
	referral: ['Referral_Campaigns'],
	goodwill: ['Goodwill_Module'],
	rewards: ['Rewards_Catalog'],
	historical: [...ownerTypes],
};

interface Details {
	description: string;
	earnType?: 'EARN' | 'ISSUE_EARN';
	owners?: keyof typeof ownerSets;
	/** The reference ID of each claim by its owner type. */
	claims?: Partial<Record<(typeof ownerTypes)[number], string>>;
	switchedOff?: boolean;
	/** How often a customer can earn it. */
	limits?: Constraint[];
}

/**
 * A badge with what most badges of the demo have in common.
 *
 * @param days start and end in days from today, so that a live badge stays live
 */
export function badge(
	id: string,
	name: string,
	days: [start: number, end: number],
	details: Details,
) {
	const {
		description,
		earnType = 'EARN',
		owners = 'loyalty',
		claims = { Loyalty: 'LP-2026' },
		switchedOff = false,
		limits = [],
	} = details;
	return {
		id,
		name,
		days,
		description,
		earnType,
		owners: ownerSets[owners],
		claims: Object.entries(claims).map(([ownerType, referenceId]) => ({ ownerType, referenceId })),
		switchedOff,
		limits,
	};
}
