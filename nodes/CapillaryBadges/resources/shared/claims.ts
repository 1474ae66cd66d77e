import { isObject } from '../../api/json';
import { entriesIn } from '../../api/paging';
import { activeIn, asObject, asText, sameId } from '../../api/values';

/**
 * The claims in the response to badgeCall, including released ones. `isActive` is undefined where the
 * response does not say it.
 *
 * @returns undefined when the response is about another badge or says nothing of claims
 */
export function claimsIn(badge: string, data: unknown) {
	const { id, ownership } = asObject(data);
	const claims = entriesIn(ownership, { name: 'claims' });
	if (!sameId(id, badge) || !claims?.every(isObject)) return undefined;
	return claims.map((claim) => ({
		badgeMetaId: badge,
		ownerType: asText(claim.ownerType),
		referenceId: asText(claim.referenceId),
		isActive: activeIn(claim),
	}));
}
