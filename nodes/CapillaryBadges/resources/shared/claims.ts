import { activeIn, asObject, asText, sameId } from '../../api/values';

/**
 * The claims in the answer to badgeCall, those that were released among them.
 *
 * @returns nothing when the answer is about another badge or says nothing of claims
 */
export function claimsIn(badge: string, data: unknown) {
	const { id, ownership } = asObject(data);
	const { claims } = asObject(ownership);
	if (!sameId(id, badge) || claims === undefined) return undefined;
	return (Array.isArray(claims) ? claims : []).map(asObject).map((claim) => ({
		badgeMetaId: badge,
		ownerType: asText(claim.ownerType),
		referenceId: asText(claim.referenceId),
		isActive: activeIn(claim) !== false,
	}));
}
