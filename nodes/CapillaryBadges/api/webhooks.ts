import { isObject } from './json';
import { activeIn, asText } from './values';

/** Where Capillary keeps webhooks. */
export const WEBHOOKS = '/v3/webHooks';

/** A webhook as Capillary lists it, without its headers, which hold secrets. */
export interface Webhook {
	webHookId: string | null;
	name: string | null;
	webHookUrl: string | null;
	eventNames: unknown[];
	/** A deleted webhook stays in the list and is not active. */
	active: boolean;
}

/**
 * The webhooks in the data of a response (https://docs.capillarytech.com/reference/get-v3-webhooks).
 * Entries that are no objects are left out.
 *
 * @returns undefined when the data are no list
 */
export function webhooksIn(data: unknown): Webhook[] | undefined {
	if (!Array.isArray(data)) return undefined;
	return data.filter(isObject).map((entry) => ({
		webHookId: asText(entry.webHookId),
		name: asText(entry.name),
		webHookUrl: asText(entry.webHookUrl),
		eventNames: Array.isArray(entry.eventNames) ? entry.eventNames : [],
		active: activeIn(entry) !== false,
	}));
}
