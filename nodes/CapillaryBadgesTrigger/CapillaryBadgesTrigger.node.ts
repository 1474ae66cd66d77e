import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { searchBadges } from '../CapillaryBadges/listSearch/badges';
import { receive } from './delivery';
import { properties } from './fields';
import { checkExists, create, remove } from './lifecycle';

/** Starts a workflow when Capillary notifies of an event, first of all that a badge was earned. */
export class CapillaryBadgesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Capillary Badges Trigger',
		name: 'capillaryBadgesTrigger',
		icon: { light: 'file:../../icons/badge.svg', dark: 'file:../../icons/badge.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		// n8n's node panel shows the two nodes as one, with this description.
		description:
			'Start workflows when customers earn loyalty badges; set badges up, give and revoke them',
		eventTriggerDescription: 'Waiting for Capillary to deliver an event',
		activationMessage: 'The workflow now starts whenever Capillary delivers one of the events.',
		defaults: { name: 'Capillary Badges Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'capillaryApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties,
	};

	methods = { listSearch: { searchBadges } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists.call(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create.call(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove.call(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}
}
