import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import type { Refusal } from '../CapillaryBadges/errors/refusal';
import { isExpiredToken } from '../CapillaryBadges/api/envelope';
import { explain, codeSuffix } from '../CapillaryBadges/errors/explain';
import { isRetryable } from '../CapillaryBadges/errors/retry';
import { SECRET_HEADER } from './secret';

const TRY_AGAIN =
	'Publish the workflow again in a minute; what this attempt may have left behind is found and replaced.';
const ASK_SUPPORT = 'If it keeps failing, give the request ID to Capillary support.';
/** The right is a prerequisite of https://docs.capillarytech.com/reference/add-v3-webhooks */
const MISSING_RIGHT = {
	why: 'the account may not manage webhooks',
	next: `Ask your Capillary administrator to give the access group of your API client the right to read and write webhooks; a change takes up to an hour to apply. Or choose 'Set Up by Hand' under 'Registration', and add a webhook in Capillary with the header ${SECRET_HEADER}.`,
};

/**
 * The error that says why the webhook could not be registered. The message has everything,
 * because n8n shows nothing else when a workflow is published; and n8n 1.123 not even that of a
 * NodeApiError, but what the server said.
 *
 * @param url where Capillary would have had to deliver
 */
export function asError(
	context: IHookFunctions,
	refusal: Refusal,
	url: string,
): NodeOperationError {
	const isMissing = isMissingRight(refusal);
	const { why, next } = isMissing ? MISSING_RIGHT : otherwise(refusal);
	const { requestId } = refusal;
	const reference = requestId ? ` Capillary request ID: ${requestId}.` : '';
	// The URL is long, and n8n's screen cuts a long message: it comes last.
	const place = isMissing ? ` The URL of the webhook is ${url}` : '';
	return new NodeOperationError(
		context.getNode(),
		`Could not register the webhook in Capillary: ${why}${codeSuffix(refusal)}. ${next}${reference}${place}`,
	);
}

function isMissingRight(refusal: Refusal): boolean {
	const { cause, status, code } = refusal;
	const isSaid = status === 403 || code === 403 || code === 4000;
	return cause === 'signIn' && isSaid && !isExpiredToken(refusal);
}

function otherwise(refusal: Refusal) {
	const { cause, status = 0 } = refusal;
	const { why, next } = explain(refusal);
	if (cause === 'unreachable') return { why, next };
	if (isRetryable(refusal) || (cause === 'unreadable' && status < 400))
		return { why, next: TRY_AGAIN };
	return { why, next: cause === 'capillary' ? ASK_SUPPORT : next };
}
