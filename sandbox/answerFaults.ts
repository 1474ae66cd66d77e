import { BATCH_LISTS } from './batchLists';
import type { Fault } from './faults';
import { JsonNumber } from './json';

type Json = Record<string, unknown>;

/** An id that no customer of the demo data has. */
const SOMEBODY_ELSE = '999999999';

/** An answer's body after the faults that falsify it; in a list of answers, each of them. */
export function falsified(body: unknown, faults: Fault[]): unknown {
	return faults.reduce((sofar, fault) => {
		if (fault.kind === 'omitCustomer') {
			const customerId = String(fault.customerId);
			return Array.isArray(sofar)
				? sofar.filter(({ data }) => !data || !names(data, customerId))
				: withoutCustomer(sofar as Json, customerId);
		}
		if (fault.kind !== 'wrongCustomer') return sofar;
		const { customerId, as = SOMEBODY_ELSE } = fault;
		const swap = (answer: Json) => withOtherCustomer(answer, String(customerId), String(as));
		return Array.isArray(sofar) ? sofar.map(swap) : swap(sofar as Json);
	}, body);
}

/** Leaves the customer's entries out; an answer for this customer alone has no data any more. */
function withoutCustomer(body: Json, customerId: string): Json {
	const data = body.data as Json | null;
	if (!data) return body;
	if (names(data, customerId)) return { ...body, data: null };
	return { ...body, data: mapLists(data, (list) => list.filter((one) => !names(one, customerId))) };
}

/** Names another customer in every entry for this one. */
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
