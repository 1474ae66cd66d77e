import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isObject, readJson } from '../CapillaryBadges/transport/json';

/** The one event of badges (https://docs.capillarytech.com/docs/badges-event-notification). */
export const BADGE_EARNED = 'badgeEarned';

/** What Capillary sends: https://docs.capillarytech.com/docs/event-schema-incentives */
export interface CapillaryEvent extends IDataObject {
	eventName: string;
	/** The same for every delivery of the event. */
	eventId?: string;
	/** Epoch milliseconds. */
	createdAt?: number;
	data: IDataObject;
}

/**
 * The event that a delivery brings; nothing when its body is something else. The text as it came in
 * is parsed anew, because n8n's own parser rounds IDs of 64 bits.
 */
export function readEvent(context: IWebhookFunctions): CapillaryEvent | undefined {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	const body = rawBody ? readJson(rawBody.toString()) : context.getBodyData();
	const event = unwrapped(body);
	return isEvent(event) ? event : undefined;
}

/**
 * Some pages, such as https://docs.capillarytech.com/docs/event-schema-customer, show the event
 * inside `attributes`, with its ID outside.
 */
function unwrapped(body: unknown): unknown {
	if (!isObject(body) || !isObject(body.attributes)) return body;
	return { eventId: body.eventId, ...body.attributes };
}

function isEvent(value: unknown): value is CapillaryEvent {
	return isObject(value) && typeof value.eventName === 'string' && isObject(value.data);
}
