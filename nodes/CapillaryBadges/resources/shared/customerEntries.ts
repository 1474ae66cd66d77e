import type { Response } from '../../api/call';
import type { Failed } from '../../errors/refusal';
import { readError } from '../../api/envelope';
import { asObject, sameId } from '../../api/values';

/** The entries about one customer in the lists of a response. */
export function entriesAbout(
	customerId: string,
	...lists: unknown[]
): Array<Record<string, unknown>> {
	const found: Array<Record<string, unknown>> = [];
	// One loop without copies, since it runs for each of the customers in a list.
	for (const list of lists) {
		for (const entry of Array.isArray(list) ? (list as unknown[]) : []) {
			if (sameId(asObject(entry).customerId, customerId)) found.push(asObject(entry));
		}
	}
	return found;
}

/** The error of an entry, as a field of its own or as fields of the entry; undefined without an error. */
export function errorIn(entry: Record<string, unknown>): unknown {
	const { error, errorCode, errorMessage } = entry;
	return error || (errorCode || errorMessage ? entry : undefined);
}

/** The refusal of one customer of several, from the customer's entry in the response. */
export function refusedEntry(error: unknown, answer: Response): Failed {
	return {
		status: 'failed',
		refusal: { cause: 'capillary', ...readError(error), requestId: answer.requestId },
	};
}
