import { ownerTypes } from '../../../../sandbox/model';
import { fieldsOf, isId, isNothing, isSame } from './hearing';
import { isSaid, type Confirmation, type Json } from './row';

/** An answer names the claim as made or as released, or the badge was read with it so. */
export function isClaim(made: boolean): Confirmation {
	return ({ item, parameters, heard }) => {
		const [typeInList] = String(item.activeClaim).split(' ');
		const isFromList = parameters.claimBy === 'list';
		const ownerType = isFromList ? typeInList : parameters.ownerType;
		const isIts = (one: Json) =>
			isSame(one.referenceId, item.referenceId) && one.ownerType === ownerType;
		return heard.some(({ call, data, warnings }) => {
			const entry = fieldsOf(data);
			const { claims } = fieldsOf(entry.ownership);
			if (Array.isArray(claims) && isSame(entry.id, item.badge)) {
				return claims.map(fieldsOf).some((one) => isIts(one) && isSaid(one, made));
			}
			if (!call.path.endsWith(made ? '/claim' : '/unclaim')) return false;
			const { badgeMetaId = null, isActive, active } = entry;
			if (badgeMetaId !== null && !isSame(badgeMetaId, item.badge)) return false;
			// What was claimed before is said by a warning, which may leave the rest out.
			const isOldClaim = made && warnings.some(isClaimedBefore);
			if (isOldClaim) return [isActive, active].every((flag) => flag !== false);
			// Some documents print owner types in other words than those that are sent.
			const isOtherWord =
				isId(entry.ownerType) && !(ownerTypes as readonly unknown[]).includes(entry.ownerType);
			const isThis = isIts(isOtherWord ? { ...entry, ownerType } : entry);
			const saysNothing = isNothing(isActive) && isNothing(active);
			return isThis && (isSaid(entry, made) || (made && saysNothing));
		});
	};
}

function isClaimedBefore({ code, errorCode, message, errorMessage }: Json): boolean {
	const said = String(message ?? errorMessage);
	return Number(code ?? errorCode) === 900 || /already claimed by this owner/i.test(said);
}
