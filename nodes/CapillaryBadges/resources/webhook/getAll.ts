import { defineOperation } from '../../engine/operation';
import { notConfirmed, succeeded } from '../../engine/results';
import type { Field } from '../../fields/field';
import { WEBHOOKS, webhooksIn } from '../../api/webhooks';

/** What the addresses of webhooks of this n8n begin with. The user does not see it. */
const webhookBaseUrlField: Field<string> = {
	properties: [],
	read: (input) => input.webhookBaseUrl(),
};

/** GET /v3/webHooks (https://docs.capillarytech.com/reference/get-v3-webhooks). */
export const getAll = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many webhooks',
		description:
			'List the webhooks to which Capillary delivers events, and whether they lead to this n8n',
	},
	fields: { webhookBaseUrl: webhookBaseUrlField },
	describe: () => 'get webhooks',
	single: {
		build: () => ({ method: 'GET', path: WEBHOOKS, noDataIsEmpty: true }),
		settle({ webhookBaseUrl }, response) {
			const webhooks = webhooksIn(response.data);
			if (!webhooks) return notConfirmed(response, 'does not have the requested list');
			return succeeded(
				...webhooks.map((webhook) => ({
					...webhook,
					isThisN8n: webhook.webHookUrl?.startsWith(webhookBaseUrl) ?? false,
				})),
			);
		},
	},
});
