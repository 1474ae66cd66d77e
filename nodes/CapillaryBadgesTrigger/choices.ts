import { BADGE_EARNED } from './event';

/**
 * Events of https://docs.capillarytech.com/docs/supported_events that begin a badge workflow, by
 * Capillary's own names. Enrolling, revoking, claiming and switching a badge emit none.
 */
export const EVENTS = [
	{
		name: 'Badge Earned',
		value: BADGE_EARNED,
		description:
			"A customer gets a badge ('badge issued' on Capillary's screens). Imported badges don't trigger the workflow.",
	},
	{
		name: 'Customer Added',
		value: 'customerAdded',
		description: 'Someone becomes a customer, for example to give a welcome badge',
	},
	{
		name: 'Tier Upgraded',
		value: 'tierUpgraded',
		description: 'A customer reaches a higher tier',
	},
	{
		name: 'Transaction Added',
		value: 'transactionAdded',
		description: 'A customer buys something',
	},
];

/** What Capillary can add to the customer ID, by its own names: https://docs.capillarytech.com/reference/add-v3-webhooks */
export const IDENTIFIERS = [
	{
		name: 'Card Numbers',
		value: 'cardnumbers',
		description:
			"Also adds mobile, email and external ID. Switch 'Simplify' off to see the card numbers.",
	},
	{ name: 'Mobile, Email and External ID', value: 'Instore' },
];
