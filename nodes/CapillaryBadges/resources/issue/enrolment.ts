import type { Response } from '../../api/call';
import { asNumber, asObject, asText, sameId } from '../../api/values';
import { reasonOf } from '../../errors/reasons';
import type { Failed, Refusal } from '../../errors/refusal';
import { entriesAbout, errorIn } from '../shared/customerEntries';

/** What a row asks to revoke: one enrolment, or all that the customer has for the badge. */
export interface RevokeTarget {
	badge: string;
	customerId: string;
	target: { kind: 'all' } | { kind: 'one'; issueId: string };
}

/** What revokeIssue says of a customer who is not enrolled. */
export const NOT_ENROLLED: Refusal = {
	cause: 'capillary',
	code: 404,
	message: "Customer doesn't have issue instance",
};

/** Whether a refusal says that the customer is not enrolled. 404 on the whole call means that there is no such badge. */
export function saysNotEnrolled(refusal: Refusal): boolean {
	const isAboutCustomer = refusal.status === undefined || reasonOf(refusal) === 'notEnrolled';
	return refusal.code === NOT_ENROLLED.code && isAboutCustomer && !refusal.note;
}

/** The output for an enrolment. */
export function revokedOutput(
	{ badge, customerId }: RevokeTarget,
	issuedId: string | null,
	revoked = true,
) {
	return { badgeMetaId: badge, customerId: asNumber(customerId), issuedId, revoked };
}

/** The refusal of a customer, with the enrolments that were revoked nevertheless. */
export function withRevoked(refusal: Refusal, revoked: Array<string | null>): Failed {
	const note = `Other enrolments of the customer were revoked: ${revoked.join(', ')}.`;
	return { status: 'failed', refusal: revoked.length === 0 ? refusal : { ...refusal, note } };
}

/**
 * What a response of revokeIssue says of the enrolments that a row asks to revoke. An entry that failed may
 * come without the enrolment's ID.
 */
export function revokedEntries(
	{ customerId, target }: RevokeTarget,
	response: Response,
): Array<{ issuedId: string | null; error?: unknown }> {
	const { revokedIssuedBadges } = asObject(response.data);
	const entries = entriesAbout(customerId, revokedIssuedBadges).map((entry) => ({
		issuedId: asText(entry.issuedId ?? entry.issueId),
		error: errorIn(entry),
	}));
	if (target.kind === 'all') return entries;
	const named = entries.filter(({ issuedId }) => sameId(issuedId, target.issueId));
	return named.length > 0
		? named
		: entries.filter(({ issuedId, error }) => issuedId === null && error);
}
