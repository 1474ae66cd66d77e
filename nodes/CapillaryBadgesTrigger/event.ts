import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isObject, readJson } from '../CapillaryBadges/api/json';

/** The one event of badges (https://docs.capillarytech.com/docs/badges-event-notification). */
export const BADGE_EARNED = 'badgeEarned';

/** What Capillary sends: https://docs.capillarytech.com/docs/event-schema-incentives */
export interface CapillaryEvent extends IDataObject {
	eventName: string;
	data: IDataObject;
}

/** The content of one delivery. */
export interface Delivery {
	events: CapillaryEvent[];
	/** What is missing in the entries that are not events. No value of the delivery is in it. */
	faults: string[];
}

/**
 * Reads the events of a delivery: one, or a list. The raw text is parsed anew, because n8n's own
 * parser rounds IDs of 64 bits, and a byte order mark is removed.
 */
export function readDelivery(context: IWebhookFunctions): Delivery {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	const body = rawBody
		? readJson(rawBody.toString().replace(/^\uFEFF/, ''))
		: context.getBodyData();
	if (Array.isArray(body) && body.length === 0)
		return { events: [], faults: ['the list is empty'] };
	const entries = (Array.isArray(body) ? body : [body]).map(unwrapped);
	return {
		events: entries.filter(isEvent),
		faults: entries.map(faultOf).filter((fault) => fault !== undefined),
	};
}

/**
 * Some pages, such as https://docs.capillarytech.com/docs/event-schema-customer, show the event
 * inside `attributes`, with its ID outside.
 */
function unwrapped(body: unknown): unknown {
	if (isEvent(body) || !isObject(body) || !isObject(body.attributes)) return body;
	return { eventId: body.eventId, ...body.attributes };
}

function isEvent(value: unknown): value is CapillaryEvent {
	return faultOf(value) === undefined;
}

function faultOf(value: unknown): string | undefined {
	if (!isObject(value)) return 'it is not a JSON object';
	if (typeof value.eventName !== 'string') return "the text 'eventName' is missing";
	return isObject(value.data) ? undefined : "the object 'data' is missing";
}
