import type { INodeProperties } from 'n8n-workflow';

import { badgeField, readBadge } from '../../fields/badge';
import { optionsField } from '../../fields/options';
import { OWNER_TYPES, type Owner } from '../../fields/owner';
import type { Item } from '../../fields/item';
import { notConfirmed, warningsOf, type Operation } from '../../engine/operation';
import { BADGES_API, type Call, type Refusal, type Reply } from '../../api/call';
import { badgeCall } from '../shared/badge';
import { activeIn, asObject, asText, sameId } from '../../api/values';
import { claimsIn } from '../shared/claims';

/** The tie between a badge and the owner that uses it. */
export interface Claim extends Owner {
	badge: string;
}

/**
 * What claiming and releasing a badge have in common, which is all but their meaning:
 * POST /badgeMeta/{badgeId}/{claim|unclaim} (https://docs.capillarytech.com/reference/claim-badge,
 * https://docs.capillarytech.com/reference/unclaim-badge).
 *
 * @param made whether the claim stands afterwards; an answer that says otherwise does not confirm it
 */
export function claiming(
	verb: 'claim' | 'unclaim',
	made: boolean,
	badgeDescription: string,
	owner: { fields: INodeProperties[]; read(item: Item): Owner },
): Pick<Operation<Claim>, 'fields' | 'row' | 'call' | 'settle'> {
	return {
		fields: [badgeField(badgeDescription), ...owner.fields, optionsField({ onceOnly: !made })],
		row: (item) => ({ badge: readBadge(item), ...owner.read(item) }),
		call: ([{ badge, ownerType, referenceId }]) => ({
			method: 'POST',
			path: `${BADGES_API}/badgeMeta/${badge}/${verb}`,
			body: { ownerType, referenceId },
		}),
		settle(claim, answer) {
			const entry = asObject(answer.data);
			const { badgeMetaId, ownerType, referenceId } = entry;
			// Some documents print owner types in other words: another owner is another one of the list.
			const isOtherOwner =
				ownerType !== claim.ownerType && OWNER_TYPES.some(({ value }) => value === ownerType);
			const isThisClaim =
				asText(ownerType) !== null &&
				!isOtherOwner &&
				sameId(referenceId, claim.referenceId) &&
				sameId(badgeMetaId ?? claim.badge, claim.badge);
			if (!isThisClaim) return notConfirmed(answer, 'about a different claim');
			const isMissing = (activeIn(entry) ?? null) === null;
			// What a new claim is need not be said; that one is released must be.
			if (isMissing && !made) return notConfirmed(answer, 'without the new state of the claim');
			if (!isMissing && activeIn(entry) !== made) {
				return notConfirmed(answer, `that the claim is ${made ? 'not' : 'still'} active`);
			}
			return { done: [{ ...claimOutput(claim, made), ...warningsOf(answer) }] };
		},
	};
}

/** The call that reads the claims of the badge. */
export function readClaims({ badge }: Claim): Call {
	return badgeCall(badge);
}

/**
 * Whether the claim is active, released, or none of the badge.
 *
 * @param read what came of readClaims; a refusal when it does not show the claims
 */
export function stateOf(
	{ badge, ownerType, referenceId }: Claim,
	read: Reply,
): 'active' | 'released' | 'none' | { refused: Refusal } {
	if ('refused' in read) return read;
	const claims = claimsIn(badge, read.answer.data);
	if (!claims) return notConfirmed(read.answer, 'without the claims of the badge');
	const same = claims.filter(
		(one) => sameId(one.ownerType, ownerType) && sameId(one.referenceId, referenceId),
	);
	if (same.length === 0) return 'none';
	return same.some(({ isActive }) => isActive) ? 'active' : 'released';
}

/** A claim as output. */
export function claimOutput({ badge, ownerType, referenceId }: Claim, isActive: boolean) {
	return { badgeMetaId: badge, ownerType, referenceId, isActive };
}
