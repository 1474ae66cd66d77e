import type { INodeProperties } from 'n8n-workflow';

import { badgeField } from '../CapillaryBadges/descriptions/badge';
import { simplifyField } from '../CapillaryBadges/descriptions/simplify';
import { BADGE_EARNED } from './event';
import { SECRET_HEADER } from './secret';

const byHand = { show: { registration: ['byHand'] } };

/**
 * Events of https://docs.capillarytech.com/docs/supported_events that begin a badge workflow, by
 * Capillary's own names. Enrolling, revoking, claiming and switching a badge emit none.
 */
const EVENTS = [
	{
		name: 'Badge Earned',
		value: BADGE_EARNED,
		description:
			"A customer gets a badge ('badge issued' on Capillary's screens). Imported badges start nothing.",
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

/** The fields of the trigger, in the order of the screen. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'Publishing the workflow adds the webhook in Capillary, unpublishing deletes it',
			},
			{
				name: 'Set Up by Hand',
				value: 'byHand',
				description:
					'For accounts that may not manage webhooks: you add it on a screen of Capillary',
			},
		],
		default: 'automatic',
		description: 'How Capillary learns the address of this workflow',
	},
	{
		displayName: `Add a webhook in Capillary under <b>Profile > Organization Settings > Event Notifications > New Webhook</b>:<ul><li>Webhook URL: the Production URL under <b>Webhook URLs</b> above (the Test URL, to try it out)</li><li>Header <b>${SECRET_HEADER}</b>: the secret below</li><li>Header <b>Content-Type</b>: application/json</li><li>Customer identifier: InStore</li><li>Events: those chosen below</li></ul>`,
		name: 'byHandNotice',
		type: 'notice',
		displayOptions: byHand,
		default: '',
	},
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		displayOptions: byHand,
		default: '',
		required: true,
		description: `What Capillary sends in the header ${SECRET_HEADER}, so that nobody else can start this workflow. Make up 16 characters or more.`,
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: EVENTS,
		default: [BADGE_EARNED],
		required: true,
		description: 'What starts the workflow',
	},
	{
		displayName: 'Badges',
		name: 'badges',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		displayOptions: { show: { events: [BADGE_EARNED] } },
		placeholder: 'Add badge',
		default: {},
		description: 'The badges that start the workflow when they are earned. None means all.',
		options: [
			{
				displayName: 'Badge',
				name: 'chosen',
				values: [badgeField('A badge that starts the workflow when a customer earns it')],
			},
		],
	},
	{
		displayName: 'Customer Identifiers',
		name: 'identifiers',
		type: 'multiOptions',
		displayOptions: { show: { registration: ['automatic'] } },
		options: [
			{
				name: 'Card Numbers',
				value: 'cardnumbers',
				description:
					"Also adds mobile, email and external ID. Switch 'Simplify' off to see the card numbers.",
			},
			{ name: 'Mobile, Email and External ID', value: 'Instore' },
		],
		default: ['Instore'],
		description: 'What Capillary adds to the customer ID',
	},
	simplifyField,
];
