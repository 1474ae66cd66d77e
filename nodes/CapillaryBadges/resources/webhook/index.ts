import { defineResource } from '../../engine/resource';
import { getAll } from './getAll';

/** Webhooks of the organization, to which Capillary delivers events. */
export const webhook = defineResource(
	{
		name: 'Webhook',
		value: 'webhook',
		noun: 'webhook',
		description: 'An address to which Capillary delivers events, such as the one of a trigger',
	},
	[getAll],
);
