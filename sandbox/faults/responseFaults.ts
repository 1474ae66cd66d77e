// Faults that change the body of a response: a customer left out, or another one named.
import { BATCH_LISTS } from './batchLists';
import type { Fault } from './faults';
import { JsonNumber } from '../http/json';

type Json = Record<string, unknown>;

/** An ID that no customer of the demo has. */
const OTHER_CUSTOMER = '999999999';

/** Applies the faults to a body; in a list of responses, to each of them. */
export function withFaults(body: unknown, faults: Fault[]): unknown {
	return faults.reduce((sofar, fault) => {
		if (fault.kind === 'omitCustomer') {
			const customerId = String(fault.customerId);
			return Array.isArray(sofar)
				? sofar.filter(({ data }) => !data || !names(data, customerId))
				: withoutCustomer(sofar as Json, customerId);
		}
		if (fault.kind !== 'wrongCustomer') return sofar;
		const { customerId, as = OTHER_CUSTOMER } = fault;
		const swap = (response: Json) => withOtherCustomer(response, String(customerId), String(as));
		return Array.isArray(sofar) ? sofar.map(swap) : swap(sofar as Json);
	}, body);
}

/** Removes the customer's entries; a response about this customer alone gets no data. */
function withoutCustomer(body: Json, customerId: string): Json {
	const data = body.data as Json | null;
	if (!data) return body;
	if (names(data, customerId)) return { ...body, data: null };
	return { ...body, data: mapLists(data, (list) => list.filter((one) => !names(one, customerId))) };
}

/** Replaces the customer's ID in every entry. */
function withOtherCustomer(body: Json, customerId: string, as: string): Json {
	const data = body.data as Json | null;
	if (!data) return body;
	const swap = (one: Json): Json =>
		names(one, customerId) ? { ...one, customerId: new JsonNumber(as) } : one;
	return { ...body, data: mapLists(swap(data), (list) => list.map(swap)) };
}

function mapLists(data: Json, map: (list: Json[]) => Json[]): Json {
	const lists = BATCH_LISTS.filter((key) => key in data);
	return { ...data, ...Object.fromEntries(lists.map((key) => [key, map(data[key] as Json[])])) };
}

function names({ customerId }: Json, wanted: string): boolean {
	return customerId instanceof JsonNumber && customerId.digits === wanted;
}
