import { ownerTypes } from '../../../sandbox/data/model';
import { fieldsOf, isId, isNothing, isSame } from './validResponses';
import { isSaid, type Confirmation, type Json } from './row';

/**
 * A response names the claim as created or released, or shows the badge with the claim in that
 * state.
 */
export function isClaim(made: boolean): Confirmation {
	return ({ item, parameters, responses }) => {
		const [typeInList] = String(item.activeClaim).split(' ');
		const isFromList = parameters.claimBy === 'list';
		const ownerType = isFromList ? typeInList : parameters.ownerType;
		const matches = (one: Json) =>
			isSame(one.referenceId, item.referenceId) && one.ownerType === ownerType;
		return responses.some(({ call, data, warnings }) => {
			const entry = fieldsOf(data);
			const { claims } = fieldsOf(entry.ownership);
			if (Array.isArray(claims) && isSame(entry.id, item.badge)) {
				return claims.map(fieldsOf).some((one) => matches(one) && isSaid(one, made));
			}
			if (!call.path.endsWith(made ? '/claim' : '/unclaim')) return false;
			const { badgeMetaId = null, isActive, active } = entry;
			if (badgeMetaId !== null && !isSame(badgeMetaId, item.badge)) return false;
			// A warning marks a claim that was there before. The other fields may be missing then.
			const isOldClaim = made && warnings.some(isClaimedBefore);
			if (isOldClaim) return [isActive, active].every((flag) => flag !== false);
			// Some documents show owner types in another form than the one that is sent.
			const isOtherWord =
				isId(entry.ownerType) && !(ownerTypes as readonly unknown[]).includes(entry.ownerType);
			const isThis = matches(isOtherWord ? { ...entry, ownerType } : entry);
			const saysNothing = isNothing(isActive) && isNothing(active);
			return isThis && (isSaid(entry, made) || (made && saysNothing));
		});
	};
}

function isClaimedBefore({ code, errorCode, message, errorMessage }: Json): boolean {
	const result = String(message ?? errorMessage);
	return Number(code ?? errorCode) === 900 || /already claimed by this owner/i.test(result);
}
