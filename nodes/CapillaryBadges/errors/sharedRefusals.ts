import { reasonOf } from './reasons';
import type { Refusal } from './refusal';

/** Codes and HTTP statuses about the account or the form of the call: every row would get the same. */
const OF_ACCOUNT = new Set([401, 403, 405, 415, 498, 1064, 4000, 320001]);

/**
 * Codes about what the rows of a call have in common when they are for one badge, owner, date and
 * request ID: the error tables of https://docs.capillarytech.com/reference/enrol-customers-for-badges,
 * /reference/issue-badge-to-multiple-customers and /reference/revoke-enrolment-of-a-badge.
 */
const OF_GRANT = new Set([
	...[715, 801, 815, 1039, 1054], // the badge
	...[714, 716, 717, 803, 810], // the owner and its claim
	...[750, 816], // the event date
	...[804, 809], // the request ID
	...[1028, 1051], // customers named in a wrong way, or none
]);

/** Whether a refusal is about the account or the form of the call, and not about its rows. */
export function isAboutAccount({ code, status }: Refusal): boolean {
	return OF_ACCOUNT.has(code ?? 0) || OF_ACCOUNT.has(status ?? 0);
}

/** Whether a refusal is about the account, or about the badge, owner, date or request ID of a call. */
export function isAboutGrant(refusal: Refusal): boolean {
	const isOfGrant = OF_GRANT.has(refusal.code ?? 0) || reasonOf(refusal) === 'wrongBadgeOrOwner';
	return isAboutAccount(refusal) || isOfGrant;
}
