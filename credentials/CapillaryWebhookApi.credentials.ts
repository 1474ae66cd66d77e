import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/**
 * The secret of a webhook that was added in Capillary by hand. Only the trigger uses it. The trigger
 * also tests it, since there is nothing to call.
 */
export class CapillaryWebhookApi implements ICredentialType {
	name = 'capillaryWebhookApi';

	displayName = 'Capillary Webhook API';

	icon: Icon = { light: 'file:../icons/badge.svg', dark: 'file:../icons/badge.dark.svg' };

	documentationUrl = 'https://docs.capillarytech.com/docs/configure-event-notification';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'What Capillary sends in the header X-Webhook-Secret, so that nobody else can start the workflow. Use 16 characters or more.',
		},
	];
}
