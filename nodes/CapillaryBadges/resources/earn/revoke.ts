import { BADGES_API } from '../../api/call';
import { activeIn, asNumber, asObject, asText, sameId } from '../../api/values';
import { defineOperation } from '../../engine/operation';
import { notConfirmed, succeeded, warningsOf } from '../../engine/results';
import { badgeField } from '../../fields/badge';
import { customerField, customerName } from '../../fields/customer';
import { asSent, identifierHeader } from '../shared/customerLookup';
import { findEarnedBadges, type EarnedBadge, type RevokeTarget } from './earnedBadgesToRevoke';
import { target, WHAT } from './revokeTarget';
import { verifyRevoked } from './verifyRevoked';

/** POST /customer/revokeEarn (https://docs.capillarytech.com/reference/revoke-issual-of-a-badge). */
export const revoke = defineOperation({
	option: {
		name: 'Revoke',
		value: 'revoke',
		action: 'Revoke earned badge from customer',
		description: "Revoke a badge from a customer who got it ('Revoke issued badge' in Capillary)",
	},
	fields: {
		badge: badgeField('The badge that the customer got'),
		customer: customerField(),
		target,
	},
	describe: ({ badge, customer, target: { kind }, earnedBadge }) =>
		earnedBadge
			? `revoke earned badge ${earnedBadge} of badge ${badge} from ${customerName(customer)}`
			: `revoke ${WHAT[kind]} of ${customerName(customer)} for badge ${badge}`,
	lookUp: findEarnedBadges,
	// An earned badge that several rows turn out to mean is revoked once.
	batch: {
		maxEntries: 1,
		groupKey: earnedBadgeKey,
		dedupeKey: earnedBadgeKey,
		build: ([{ badge, customer, earnedBadge, namedAs = customer }]) => ({
			method: 'POST',
			path: `${BADGES_API}/customer/revokeEarn`,
			headers: identifierHeader(namedAs),
			body: { badgeMetaId: badge, customerId: asSent(namedAs), earnedBadgeId: earnedBadge },
		}),
		settle({ badge, customer, earnedBadge }, response) {
			const entry = asObject(response.data);
			const { badgeMetaId, customerId, earnedBadgeId, earnId } = entry;
			// For an email or mobile, Capillary's response names the customer's ID, which cannot be compared.
			const isThisOne =
				sameId(earnedBadgeId ?? earnId, earnedBadge) &&
				sameId(badgeMetaId ?? badge, badge) &&
				(customer.identifier !== 'customerId' ||
					sameId(customerId ?? customer.value, customer.value));
			if (!isThisOne) return notConfirmed(response, 'is about a different customer or badge');
			if (activeIn(entry) === true) {
				return notConfirmed(response, 'says that the customer still has the badge');
			}
			if (activeIn(entry) !== false) {
				return notConfirmed(response, 'does not have the new state of the earned badge');
			}
			const id = asText(customerId);
			return succeeded({
				badgeMetaId: badge,
				customerId: id === null ? asSent(customer) : asNumber(id),
				earnedBadgeId: earnedBadge,
				isActive: false,
				...warningsOf(response),
			});
		},
	},
	repeat: {
		alreadyDone: {
			limit:
				'A run can then be repeated safely, except with Latest Earned Badge, which revokes the next one.',
		},
		// The next run would revoke the one before it.
		safety: ({ target: { kind } }) => (kind === 'latest' ? 'unsafe' : 'whenDoneCounts'),
		verify: verifyRevoked,
	},
});

/** Rows with the same key are one earned badge, of a customer who is named the same way. */
function earnedBadgeKey({
	badge,
	customer,
	earnedBadge,
	namedAs = customer,
}: RevokeTarget & EarnedBadge) {
	return JSON.stringify([badge, earnedBadge, namedAs]);
}
