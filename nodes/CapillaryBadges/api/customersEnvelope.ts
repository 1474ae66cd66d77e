import type { Reply } from './call';
import { parseEnvelope } from './envelope';
import { requestIdOf, serverTimeOf, type HttpResponse } from './headers';
import { isObject, readJson } from './json';

/** Statuses of a call that was turned away before anybody was looked for. */
const TURNED_AWAY = new Set([401, 403, 407, 429, 498]);

/**
 * Opens the envelope of GET /v1.1/customer/get
 * (https://docs.capillarytech.com/reference/get-customer-details-v1api), whose customers succeed or fail one
 * by one, also under HTTP 500. It comes with and without `response` around it, and with one customer as a
 * list or an object. The data are the entries; anything else is opened as any other response.
 */
export function openCustomers(answer: HttpResponse): Reply {
	const data = TURNED_AWAY.has(answer.status) ? undefined : entriesIn(readJson(answer.text));
	if (!data) return parseEnvelope(answer);
	const [requestId, serverTime] = [requestIdOf(answer), serverTimeOf(answer)];
	return { status: 'succeeded', response: { data, warnings: [], requestId, serverTime } };
}

function entriesIn(parsed: unknown): unknown[] | undefined {
	if (!isObject(parsed)) return undefined;
	const { customers } = isObject(parsed.response) ? parsed.response : parsed;
	const entries = isObject(customers) ? customers.customer : customers;
	if (Array.isArray(entries)) return entries;
	return isObject(entries) ? [entries] : undefined;
}
