import { sameId } from '../../api/values';
import type { Repeat } from '../../engine/repeat';
import { notConfirmed, succeeded } from '../../engine/results';
import type { Refusal } from '../../errors/refusal';
import { badgeOfCustomer, customerBadgesIn, isRevokedSince } from '../shared/customerBadges';
import { notChanged } from '../shared/notChanged';
import {
	NOTHING_EARNED,
	revokedOutput,
	WITHOUT_EARNED_BADGES,
	type EarnedBadge,
	type RevokeTarget,
} from './earnedBadgesToRevoke';

/** Reads whether the earned badge that a row asks to revoke is revoked. */
export const verifyRevoked: NonNullable<Repeat<RevokeTarget & EarnedBadge>['verify']> = {
	isAlreadyDone: ({ code }) => code === NOTHING_EARNED.code,
	call: (row) => badgeOfCustomer(row),
	settle(row, read, refusal, since) {
		if (read.status === 'failed') return read;
		const all = customerBadgesIn('earned', row.badge, read.response.data);
		if (!all) return notConfirmed(read.response, WITHOUT_EARNED_BADGES);
		const found = all.find(({ id }) => sameId(id, row.earnedBadge));
		if (!found) {
			// Where what was revoked is not listed at all, an attempt in doubt can have revoked it.
			const isOpen = since !== undefined && !all.some(({ status }) => status === 'REVOKED');
			const refused: Refusal = { ...NOTHING_EARNED, reason: 'otherEarnedBadge' };
			return {
				status: 'failed',
				refusal: isOpen ? { ...refused, outcome: 'unknown' } : refused,
			};
		}
		if (found.isActive) return notChanged(refusal, refusal.code === NOTHING_EARNED.code);
		const output = revokedOutput(row, found.id);
		if (since !== undefined && isRevokedSince(found, since)) return succeeded(output);
		return { status: 'alreadyDone', output: [output], failure: NOTHING_EARNED };
	},
};
