import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { badgeName } from './badgeNames';
import { BADGE_EARNED, readDelivery, type CapillaryEvent } from './event';
import { simplified, whole } from './output';
import { bringsSecret } from './secret';
import { newEvents } from './seen';
import { isChosen, readSelection, readSimplify } from './selection';

/**
 * Takes one delivery of Capillary: refuses what does not come from the registered webhook,
 * acknowledges what is not wanted, and starts the workflow with the rest. n8n answers before the
 * workflow has run. Capillary does not repeat what is refused with 4xx
 * (https://docs.capillarytech.com/docs/consuming-event-notifications), so such a delivery is logged.
 *
 * @throws NodeOperationError when a field cannot be read; n8n answers 500, and Capillary tries again
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (this.getRequestObject().method !== 'POST')
		return refuse(this, 405, 'Only POST is accepted here');
	if (!(await bringsSecret(this))) return refuse(this, 401, 'The secret is missing or wrong');
	const { events, faults } = readDelivery(this);
	if (faults.length > 0) logFaults(this, faults);
	if (events.length === 0) return refuse(this, 400, "The body is not one of Capillary's events");
	const selection = readSelection(this);
	const isSimple = readSimplify(this);
	const chosen = events.filter((event) => isChosen(selection, event));
	if (chosen.length === 0) return acknowledge('Event not selected');
	const fresh = newEvents(this, chosen);
	if (fresh.events.length === 0) return acknowledge('Already received');
	const output = fresh.events.map(async (event) =>
		isSimple ? simplified(event, await nameOfBadge(this, event)) : whole(event),
	);
	const items = (await Promise.all(output)).map((json) => ({ json }));
	return {
		workflowData: [items],
		/**
		 * n8n reads the response after it has started the workflow and just before it saves the node's
		 * memory. A change that is made earlier is lost: since n8n 2.20 the start of the workflow resets
		 * the mark that the memory has changed. Undefined leaves the response to n8n.
		 */
		get webhookResponse() {
			fresh.noteStarted();
			return undefined;
		},
	};
}

async function nameOfBadge(
	context: IWebhookFunctions,
	{ eventName, data }: CapillaryEvent,
): Promise<string | null> {
	return eventName === BADGE_EARNED ? await badgeName(context, data.badgeId) : null;
}

/** One line for each delivery, however many entries it has. */
function logFaults(context: IWebhookFunctions, faults: string[]): void {
	const reasons = [...new Set(faults)].join('; ');
	const entries = faults.length > 1 ? `${faults.length} entries` : 'A delivery';
	context.logger.warn(
		`${entries} to '${context.getNode().name}' started nothing, because Capillary's event was not recognized: ${reasons}. Capillary does not send it again.`,
	);
}

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

function acknowledge(message: string): IWebhookResponseData {
	return { webhookResponse: { message } };
}
