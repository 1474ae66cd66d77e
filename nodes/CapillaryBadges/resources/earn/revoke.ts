import { BADGES_API } from '../../api/call';
import { activeIn, asNumber, asObject, asText, sameId } from '../../api/values';
import { defineOperation } from '../../engine/operation';
import { notConfirmed, succeeded, warningsOf } from '../../engine/results';
import type { Refusal } from '../../errors/refusal';
import { badgeField } from '../../fields/badge';
import { customerField, customerName } from '../../fields/customer';
import { objectIdField } from '../../fields/objectId';
import { variantField } from '../../fields/variant';
import { badgeOfCustomer, customerBadgesIn, isRevokedSince } from '../shared/customerBadges';
import { asSent, identifierHeader } from '../shared/customerLookup';
import { notChanged } from '../shared/notChanged';
import {
	findEarnedBadges,
	NOTHING_EARNED,
	revokedOutput,
	WITHOUT_EARNED_BADGES,
	type EarnedBadge,
	type RevokeTarget,
} from './earnedBadgesToRevoke';

const target = variantField(
	{
		displayName: 'What to Revoke',
		name: 'revoke',
		type: 'options',
		options: [
			{
				name: 'All Earned Badges',
				value: 'all',
				description: 'Every one that the customer still holds of the badge',
			},
			{
				name: 'Latest Earned Badge',
				value: 'latest',
				description:
					'The one that the customer got last and still holds; two such items take back the last two',
			},
			{
				name: 'One Earned Badge',
				value: 'one',
				description: 'The earned badge that you choose',
			},
		],
		default: 'one',
		description: 'Which of the times that the customer got this badge to take back',
	},
	{
		all: {},
		latest: {},
		one: {
			earnedBadge: objectIdField(
				{
					displayName: 'Earned Badge',
					name: 'earnedBadge',
					one: 'an earned badge',
					searchListMethod: 'searchEarnedBadges',
					dependsOn: ['badge.value', 'customerIdentifier', 'customer'],
					example: '654cbea06bccde1274b6d3a2',
					isUnchecked: true,
				},
				'The earned badge to take back',
			),
		},
	},
);

/** The words for what is revoked, while its ID is not known. */
const WHAT = {
	all: 'the earned badges',
	latest: 'the latest earned badge',
	one: 'the earned badge',
};

/** POST /customer/revokeEarn (https://docs.capillarytech.com/reference/revoke-issual-of-a-badge). */
export const revoke = defineOperation({
	option: {
		name: 'Revoke',
		value: 'revoke',
		action: 'Revoke earned badge from customer',
		description:
			"Take a badge back from a customer who got it ('Revoke issued badge' in Capillary)",
	},
	fields: {
		badge: badgeField('The badge that the customer got'),
		customer: customerField(),
		target,
	},
	describe: ({ badge, customer, target: { kind }, earnedBadge }) =>
		earnedBadge
			? `revoke earned badge ${earnedBadge} (badge ${badge}) from ${customerName(customer)}`
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
			// Asked by email or mobile, Capillary answers with the customer's number, which cannot be compared.
			const isThisOne =
				sameId(earnedBadgeId ?? earnId, earnedBadge) &&
				sameId(badgeMetaId ?? badge, badge) &&
				(customer.identifier !== 'customerId' ||
					sameId(customerId ?? customer.value, customer.value));
			if (!isThisOne) return notConfirmed(response, 'about a different customer or badge');
			if (activeIn(entry) === true) {
				return notConfirmed(response, 'that the customer still holds the badge');
			}
			if (activeIn(entry) !== false) {
				return notConfirmed(response, 'without the new state of the earned badge');
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
				'A run can be repeated safely then, except with Latest Earned Badge: that takes back the next one.',
		},
		// The next run would revoke the one before it.
		safety: ({ target: { kind } }) => (kind === 'latest' ? 'unsafe' : 'whenDoneCounts'),
		verify: {
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
		},
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
