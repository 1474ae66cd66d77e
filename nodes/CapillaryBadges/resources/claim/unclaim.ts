import { badgeField, readBadge } from '../../descriptions/badge';
import { optionsField } from '../../descriptions/options';
import { OWNER_TYPES, ownerFields, readOwner, type Owner } from '../../descriptions/owner';
import { notConfirmed, warningsOf, type Operation } from '../../engine/operation';
import { BADGES_API } from '../../transport/call';
import { asObject, sameId } from '../ids';

interface Claim extends Owner {
	badge: string;
}

/** POST /badgeMeta/{badgeId}/unclaim (https://docs.capillarytech.com/reference/unclaim-badge). */
export const unclaim: Operation<Claim> = {
	option: {
		name: 'Unclaim',
		value: 'unclaim',
		action: 'Unclaim badge',
		description: 'Release a badge from the program, campaign or promotion that claimed it',
	},
	fields: [
		badgeField('The badge to release'),
		...ownerFields,
		optionsField({ takesBack: true }),
	],
	row: (item) => ({ badge: readBadge(item), ...readOwner(item) }),
	task: ({ badge, ownerType, referenceId }) =>
		`release badge ${badge} from ${ownerType} ${referenceId}`,
	call: ([{ badge, ownerType, referenceId }]) => ({
		method: 'POST',
		path: `${BADGES_API}/badgeMeta/${badge}/unclaim`,
		body: { ownerType, referenceId },
	}),
	settle(claim, answer) {
		const { badgeMetaId, ownerType, referenceId, isActive, active } = asObject(answer.data);
		// Some documents print owner types in other words, so only another type of the list is another owner.
		const isOtherOwner =
			ownerType !== claim.ownerType && OWNER_TYPES.some(({ value }) => value === ownerType);
		const isThisClaim =
			!isOtherOwner &&
			sameId(referenceId, claim.referenceId) &&
			sameId(badgeMetaId ?? claim.badge, claim.badge);
		if (!isThisClaim) return notConfirmed(answer, 'about another claim than the one asked for');
		if ((isActive ?? active) === true) return notConfirmed(answer, 'that the claim is still active');
		return { done: [{ ...released(claim), ...warningsOf(answer) }] };
	},
	gone: { saidBy: ({ code }) => code === 737, output: released },
};

function released({ badge, ownerType, referenceId }: Claim) {
	return { badgeMetaId: badge, ownerType, referenceId, isActive: false };
}
