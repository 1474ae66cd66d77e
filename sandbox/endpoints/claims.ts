// Claiming and unclaiming badges.
import type { Badge, Claim } from '../data/model';
import { Refusal } from '../http/refusal';
import { badgesEndpoint, ok, type ApiCall } from './endpoint';
import { badgeOf, objectOf, ownerTypeOf, textOf } from './reading';

const ALREADY_CLAIMED = { code: 900, message: 'Badge is already claimed by this owner' };

/**
 * https://docs.capillarytech.com/reference/claim-badge
 * The badge must be active (https://docs.capillarytech.com/docs/activating-and-deactivating-badges),
 * and the module one of its owners (https://docs.capillarytech.com/docs/viewing-badges).
 */
const claim = badgesEndpoint('POST', '/badgeMeta/:badgeId/claim', (call) => {
	const { badge, ownerType, referenceId, existing } = read(call);
	if (existing?.isActive) {
		const data = { badgeMetaId: null, ownerType, referenceId, isActive: true };
		return ok(data, { errors: null, warnings: [ALREADY_CLAIMED] });
	}
	if (!badge.restrictedToOwners.includes(ownerType)) throw new Refusal('ownerNotAllowed');
	if (!badge.active) throw new Refusal('notLive');

	if (existing) existing.isActive = true;
	else call.state.addClaim({ badgeMetaId: badge.id, ownerType, referenceId });
	call.record({ change: 'claimed', badgeMetaId: badge.id, ownerType, referenceId });
	return respond(call, badge, { ownerType, referenceId, isActive: true });
});

/** https://docs.capillarytech.com/reference/unclaim-badge */
const unclaim = badgesEndpoint('POST', '/badgeMeta/:badgeId/unclaim', (call) => {
	const { badge, ownerType, referenceId, existing } = read(call);
	if (!existing?.isActive) throw new Refusal('claimNotFound');

	existing.isActive = false;
	call.record({ change: 'claimRemoved', badgeMetaId: badge.id, ownerType, referenceId });
	return respond(call, badge, { ownerType, referenceId, isActive: false });
});

/** The calls that claim and unclaim a badge. */
export const claims = [claim, unclaim];

function read({ state, params, body }: ApiCall) {
	const fields = objectOf(body);
	const ownerType = ownerTypeOf(fields.ownerType);
	const referenceId = textOf(fields.referenceId);
	if (referenceId === undefined) throw new Refusal('referenceIdMissing');
	const badge = badgeOf(state, params.badgeId);
	const existing = badge.claims.find(
		(one) => one.ownerType === ownerType && one.referenceId === referenceId,
	);
	return { badge, ownerType, referenceId, existing };
}

function respond({ variants }: ApiCall, badge: Badge, claimed: Claim) {
	const data =
		variants.claimBadgeId === 'present' ? { badgeMetaId: badge.id, ...claimed } : claimed;
	return ok(data, { errors: null });
}
