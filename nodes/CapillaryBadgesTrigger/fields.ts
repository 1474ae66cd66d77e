import type { INodeProperties } from 'n8n-workflow';

import { knownBadgeField } from '../CapillaryBadges/fields/badge';
import { simplifyField } from '../CapillaryBadges/fields/simplify';
import { EVENTS, IDENTIFIERS } from './choices';
import { BADGE_EARNED } from './event';
import { SECRET_HEADER } from './secret';

const byHand = { show: { registration: ['byHand'] } };

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
					'Publishing the workflow adds the webhook to Capillary; unpublishing deletes it',
			},
			{
				name: 'Set Up by Hand',
				value: 'byHand',
				description: 'For accounts that may not manage webhooks: you add the webhook in Capillary',
			},
		],
		default: 'automatic',
		description: 'How the webhook is added to Capillary',
	},
	{
		displayName: `Add a webhook in Capillary under <b>Profile > Organization Settings > Event Notifications > New Webhook</b>:<ul><li>Webhook URL: the Production URL under <b>Webhook URLs</b> above (the Test URL, to try it out)</li><li>Header <b>${SECRET_HEADER}</b>: the secret of the <b>Capillary Webhook API</b> credential above</li><li>Header <b>Content-Type</b>: application/json</li><li>Customer identifier: InStore</li><li>Events: those chosen below</li></ul>`,
		name: 'byHandNotice',
		type: 'notice',
		displayOptions: byHand,
		default: '',
	},
	{
		displayName:
			'The secret of this node stands in the workflow, where everybody who may open it can read it. It goes on working. To move it, enter it into a <b>Capillary Webhook API</b> credential and choose that above.',
		name: 'secretNotice',
		type: 'notice',
		displayOptions: { ...byHand, hide: { secret: [''] } },
		default: '',
	},
	{
		// Where the secret was kept before there was a credential for it.
		displayName: 'Secret',
		name: 'secret',
		type: 'hidden',
		displayOptions: byHand,
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: EVENTS,
		default: [BADGE_EARNED],
		description: 'What starts the workflow',
		hint: 'If none is chosen, all events start the workflow',
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
				values: knownBadgeField('A badge that starts the workflow when a customer earns it')
					.properties,
			},
		],
	},
	{
		displayName: 'Customer Identifiers',
		name: 'identifiers',
		type: 'multiOptions',
		displayOptions: { show: { registration: ['automatic'] } },
		options: IDENTIFIERS,
		default: ['Instore'],
		description: 'Which identifiers Capillary adds to the customer ID',
	},
	...simplifyField.properties,
];
