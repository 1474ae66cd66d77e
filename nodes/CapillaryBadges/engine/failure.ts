import type { Refusal } from '../errors/refusal';
import { codeSuffix, explain } from '../errors/explain';
import { sanitizeText } from '../errors/untrustedText';

/** Why an item failed, in words for the user. A failed item has exactly these two texts. */
export interface Failure {
	/** What happened, to which badge and customer, with Capillary's code at the end. */
	error: string;
	/** What to do next, with Capillary's request ID. */
	message: string;
	/** Set when Capillary or a host on the way refused; unset when a field of the item is invalid. */
	refusal?: Refusal;
}

/**
 * A refusal in words for the user.
 *
 * @param task completes 'Could not …'
 */
export function failureOf(task: string, refusal: Refusal): Failure {
	const { why, next } = explain(refusal);
	const { note, requestId } = refusal;
	const mark = codeSuffix(refusal);
	const begin = refusal.cause === 'outage' ? 'Not sent' : `Could not ${task}`;
	return {
		error: `${begin}: ${why}${why.endsWith(mark) ? '' : mark}`,
		message: [note, next, requestId && `Capillary request ID: ${requestId}.`]
			.filter(Boolean)
			.join(' '),
		refusal,
	};
}

/** Most characters of a message from elsewhere, such as n8n's about an expression. */
const LONGEST_MESSAGE = 1000;

/** The failure for an error that was thrown before anything was sent, such as an invalid field. */
export function failureOfThrown(error: unknown): Failure {
	const { message, description } = error as { message?: string; description?: string | null };
	return {
		error: sanitizeText(String(message), LONGEST_MESSAGE),
		message: sanitizeText(description || 'Nothing was sent for this item.', LONGEST_MESSAGE),
	};
}
