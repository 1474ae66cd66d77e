import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { searchBadges } from '../CapillaryBadges/methods/badges';
import { receive } from './delivery';
import { properties } from './fields';
import { checkExists, create, remove } from './lifecycle';
import { whySecretUnfit } from './secret';

/** Starts a workflow when Capillary notifies of an event, first of all that a badge was earned. */
export class CapillaryBadgesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Capillary Badges Trigger',
		name: 'capillaryBadgesTrigger',
		icon: { light: 'file:../../icons/badge.svg', dark: 'file:../../icons/badge.dark.svg' },
		group: ['trigger'],
		version: 1,
		// An expression can make a text or nothing of the events.
		subtitle: '={{ [].concat($parameter["events"] ?? []).join(", ") || "all events" }}',
		// n8n's node panel shows the two nodes as one, with this description.
		description: 'Manage Capillary loyalty badges and react when customers earn them',
		eventTriggerDescription: 'Waiting for Capillary to deliver an event',
		activationMessage: 'The workflow now starts whenever Capillary delivers one of the events.',
		defaults: { name: 'Capillary Badges Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'capillaryApi', required: true },
			{
				name: 'capillaryWebhookApi',
				displayOptions: { show: { registration: ['byHand'] } },
				testedBy: 'checkWebhookSecret',
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Otherwise n8n does not read the response that the node returns.
				responseData: '',
				path: 'webhook',
			},
		],
		properties,
	};

	methods = {
		listSearch: { searchBadges },
		credentialTest: {
			async checkWebhookSecret(
				this: ICredentialTestFunctions,
				{ data }: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				const why = whySecretUnfit(String(data?.secret ?? '').trim());
				return why
					? { status: 'Error', message: `'Secret' ${why}` }
					: { status: 'OK', message: 'The secret can be used' };
			},
		},
	};

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
