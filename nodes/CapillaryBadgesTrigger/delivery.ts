import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readEvent } from './event';
import { simplified, whole } from './output';
import { bringsSecret } from './secret';
import { isRepeated } from './seen';
import { isChosen, readSelection } from './selection';

/**
 * Takes one delivery of Capillary: refuses what does not come from the registered webhook,
 * acknowledges what is not wanted, and starts the workflow with the rest. n8n answers before the
 * workflow has run. Capillary does not repeat what is refused with 4xx
 * (https://docs.capillarytech.com/docs/consuming-event-notifications).
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (this.getRequestObject().method !== 'POST')
		return refuse(this, 405, 'Only POST is accepted here');
	if (!bringsSecret(this)) return refuse(this, 401, 'The secret is missing or wrong');
	const event = readEvent(this);
	if (!event) return refuse(this, 400, "The body is not one of Capillary's events");
	if (!isChosen(readSelection(this), event)) return acknowledge('Event not selected');
	if (isRepeated(this, event.eventId)) return acknowledge('Already received');
	const json = this.getNodeParameter('simplify', true) ? simplified(event) : whole(event);
	return { workflowData: [[{ json }]] };
}

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

function acknowledge(message: string): IWebhookResponseData {
	return { webhookResponse: { message } };
}
