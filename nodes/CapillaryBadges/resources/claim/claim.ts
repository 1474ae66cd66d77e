import { BADGES_API, type Call, type Reply, type Response } from '../../api/call';
import { activeIn, asObject, asText, sameId } from '../../api/values';
import { notConfirmed, succeeded, warningsOf, type Outcome } from '../../engine/results';
import type { Failed } from '../../errors/refusal';
import { sanitizeName } from '../../errors/untrustedText';
import { OWNER_TYPES, type Owner } from '../../fields/owner';
import { claimsIn } from '../shared/claims';

/** The link between a badge and the owner that uses it. */
export interface Claim extends Owner {
	badge: string;
}

/** The claim that a row is about. */
export function claimOf({ badge, owner }: { badge: string; owner: Owner }): Claim {
	return { badge, ...owner };
}

/**
 * The call that claims or releases a badge: POST /badgeMeta/{badgeId}/{claim|unclaim}
 * (https://docs.capillarytech.com/reference/claim-badge, https://docs.capillarytech.com/reference/unclaim-badge).
 */
export function claimCall(verb: 'claim' | 'unclaim', claim: Claim): Call {
	const { badge, ownerType, referenceId } = claim;
	return {
		method: 'POST',
		path: `${BADGES_API}/badgeMeta/${badge}/${verb}`,
		body: { ownerType, referenceId },
	};
}

/** @param isActive whether the claim is active afterwards; a response that says otherwise does not confirm it */
export function settleClaim(claim: Claim, response: Response, isActive: boolean): Outcome {
	const entry = asObject(response.data);
	const { badgeMetaId, ownerType, referenceId } = entry;
	// Some documents print owner types in other words: another owner is another one of the list.
	const isOtherOwner =
		ownerType !== claim.ownerType && OWNER_TYPES.some(({ value }) => value === ownerType);
	const isThisClaim =
		asText(ownerType) !== null &&
		!isOtherOwner &&
		sameId(referenceId, claim.referenceId) &&
		sameId(badgeMetaId ?? claim.badge, claim.badge);
	if (!isThisClaim) return notConfirmed(response, 'is about a different claim');
	const state = activeIn(entry) ?? null;
	// The state of a new claim need not be said; that a claim is released must be.
	if (state === null && !isActive) {
		return notConfirmed(response, 'does not have the new state of the claim');
	}
	if (state !== null && state !== isActive) {
		return notConfirmed(response, `says that the claim is ${isActive ? 'not' : 'still'} active`);
	}
	return succeeded({ ...claimOutput(claim, isActive), ...warningsOf(response) });
}

/**
 * Whether the claim is active, released, or none of the badge.
 *
 * @param read the reply to the call that gets the badge
 */
export function claimState(
	{ badge, ownerType, referenceId }: Claim,
	read: Reply,
): { status: 'active' | 'released' | 'none' } | Failed {
	if (read.status === 'failed') return read;
	const claims = claimsIn(badge, read.response.data);
	if (!claims) return notConfirmed(read.response, 'does not have the claims of the badge');
	const same = claims.filter(
		(one) => sameId(one.ownerType, ownerType) && sameId(one.referenceId, referenceId),
	);
	if (same.length === 0) return { status: 'none' };
	if (same.some(({ isActive }) => isActive === true)) return { status: 'active' };
	if (same.every(({ isActive }) => isActive === false)) return { status: 'released' };
	return notConfirmed(read.response, 'does not have the state of the claim');
}

/** A claim as output. */
export function claimOutput({ badge, ownerType, referenceId }: Claim, isActive: boolean) {
	return { badgeMetaId: badge, ownerType, referenceId, isActive };
}

/** A claim in words. */
export function claimName({ ownerType, referenceId }: Owner): string {
	return `${ownerType} ${sanitizeName(referenceId)}`;
}
