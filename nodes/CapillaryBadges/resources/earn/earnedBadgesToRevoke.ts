import type { Response } from '../../api/call';
import { asObject } from '../../api/values';
import type { LookUp } from '../../engine/operation';
import { notConfirmed, succeeded, type AlreadyDone } from '../../engine/results';
import type { Failed, Refusal } from '../../errors/refusal';
import type { Customer } from '../../fields/customerForms';
import {
	badgeOfCustomer,
	customerBadgesIn,
	isRevokedSince,
	newestFirst,
	type CustomerBadge,
} from '../shared/customerBadges';
import { asSent } from '../shared/customerLookup';

/** What a row asks to revoke. */
export interface RevokeTarget {
	badge: string;
	customer: Customer;
	target: { kind: 'all' } | { kind: 'latest' } | { kind: 'one'; earnedBadge: string };
}

/** One earned badge to revoke. */
export interface EarnedBadge {
	/** Its ID. */
	earnedBadge: string;
	/** The customer in the words of another row, for which the same earned badge was found before. */
	namedAs?: Customer;
}

/** What revokeEarn says where there is nothing to revoke. */
export const NOTHING_EARNED: Refusal = {
	cause: 'capillary',
	code: 814,
	message: 'Active earn instance is not present.',
};

const NOT_TOLD = 'does not tell whether an earlier attempt did it';
/** Completes 'Capillary's response …' where it does not list the earned badges. */
export const WITHOUT_EARNED_BADGES = 'does not have the earned badges of the customer';

/** The output for an earned badge that is revoked. */
export function revokedOutput({ badge, customer }: RevokeTarget, earnedBadgeId: string | null) {
	return { badgeMetaId: badge, customerId: asSent(customer), earnedBadgeId, isActive: false };
}

/** Finds the IDs of the earned badges that a row asks to revoke. */
export const findEarnedBadges: LookUp<RevokeTarget, EarnedBadge> = {
	find: ({ target, ...row }) =>
		target.kind === 'one'
			? { status: 'known', added: { earnedBadge: target.earnedBadge } }
			: { status: 'call', call: badgeOfCustomer(row) },
	complete(row, response, taken, repeats) {
		const isLatest = row.target.kind === 'latest';
		const all = customerBadgesIn('earned', row.badge, response.data);
		// Asked for several times, by whatever name of the customer, the latest is the next one each time.
		const left = (all ?? []).filter(({ id }) => !(isLatest && taken.has(id)));
		const active = left.filter(({ isActive }) => isActive);
		const revoked = repeats === undefined ? [] : left.filter((one) => isRevokedSince(one, repeats));

		if (isLatest) {
			const [last] = newestFirst([...active, ...revoked]);
			// The first try revoked it for this very row.
			if (last && !last.isActive) {
				taken.set(last.id, row);
				return succeeded(revokedOutput(row, last.id));
			}
			const isListed = (all ?? []).some(({ status }) => status === 'REVOKED');
			if (repeats !== undefined && active.length > 0 && !isListed) {
				// Where what was revoked is not listed, the first try may have revoked one.
				const { refusal } = notConfirmed(response, NOT_TOLD);
				return { status: 'failed', refusal: { ...refusal, outcome: 'unknown' } };
			}
		} else if (active.length === 0 && revoked.length > 0) {
			return succeeded(...revoked.map(({ id }) => revokedOutput(row, id)));
		}
		const wanted = isLatest ? newestFirst(active).slice(0, 1) : active;
		const found = wanted.map(({ id }) => {
			const namedAs = taken.get(id)?.customer;
			if (!namedAs) taken.set(id, row);
			return { earnedBadge: id, ...(namedAs ? { namedAs } : {}) };
		});
		return found.length > 0 ? { status: 'found', found } : nothingLeft(row, response, all);
	},
};

/**
 * Nothing to revoke; unless the response counts earned badges that it does not list.
 *
 * @param all what the customer has of the badge; those that are still active are revoked by other rows
 */
function nothingLeft(
	row: RevokeTarget,
	response: Response,
	all: CustomerBadge[] | undefined,
): Failed | AlreadyDone {
	const active = all?.filter(({ isActive }) => isActive).length ?? 0;
	if (!all || Number(asObject(response.data).activeEarnedCount) > active) {
		return notConfirmed(response, WITHOUT_EARNED_BADGES);
	}
	const { requestId } = response;
	const refusal: Refusal = { ...NOTHING_EARNED, reason: 'notEarned', requestId };
	// The other rows show whether they are revoked.
	if (active > 0) {
		const note = 'Other items revoke all that the customer has.';
		return { status: 'failed', refusal: { ...refusal, note } };
	}
	const [last] = newestFirst(all);
	return {
		status: 'alreadyDone',
		output: [revokedOutput(row, last?.id ?? null)],
		failure: refusal,
	};
}
