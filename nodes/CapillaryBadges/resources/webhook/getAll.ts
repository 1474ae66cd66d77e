import { optionsField } from '../../fields/options';
import { notConfirmed, type Operation } from '../../engine/operation';
import { WEBHOOKS, webhooksIn } from './webhook';

interface Row {
	/** What the addresses of webhooks of this n8n begin with. */
	webhookBaseUrl: string;
}

/** GET /v3/webHooks (https://docs.capillarytech.com/reference/get-v3-webhooks). */
export const getAll: Operation<Row> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many webhooks',
		description:
			'List the many webhooks to which Capillary delivers events, and whether they lead to this n8n',
	},
	fields: [optionsField()],
	row: (item) => ({ webhookBaseUrl: item.webhookBaseUrl() }),
	task: () => 'get webhooks',
	call: () => ({ method: 'GET', path: WEBHOOKS, noDataIsEmpty: true }),
	settle({ webhookBaseUrl }, answer) {
		const webhooks = webhooksIn(answer.data);
		if (!webhooks) return notConfirmed(answer, 'without the list that was asked for');
		return {
			done: webhooks.map((webhook) => ({
				...webhook,
				isThisN8n: webhook.webHookUrl?.startsWith(webhookBaseUrl) ?? false,
			})),
		};
	},
};
