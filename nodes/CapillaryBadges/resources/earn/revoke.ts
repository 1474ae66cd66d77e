import { badgeField, readBadge } from '../../fields/badge';
import { customerFields, nameOf, readCustomer, type Customer } from '../../fields/customer';
import { locatorField } from '../../fields/locator';
import { isObjectId } from '../../fields/objectId';
import { optionsField } from '../../fields/options';
import { withoutQuotes } from '../../fields/spreadsheet';
import { notConfirmed, warningsOf, type AlreadyDone, type Operation } from '../../engine/operation';
import { BADGES_API, type Response, type Refusal } from '../../api/call';
import { NONE_OF_BADGE, NOT_THEIR_EARNED_BADGE } from '../../errors/explain';
import { sanitizeName } from '../../errors/untrustedText';
import {
	badgeOfCustomer,
	customerBadgesIn,
	isRevokedSince,
	newestFirst,
	type CustomerBadge,
} from '../shared/customerBadges';
import { asSent, identifierHeader } from '../shared/customerLookup';
import { notChanged } from '../shared/notChanged';
import { activeIn, asNumber, asObject, asText, sameId } from '../../api/values';

interface EarnedBadge {
	badge: string;
	customer: Customer;
	which: (typeof WHICH)[number]['value'];
	/** The ID of the earned badge: known from the start, or read from what the customer holds. */
	earnedBadge?: string;
	/** The customer in the words of another row, for which the same earned badge was read before. */
	sameCustomer?: Customer;
}

const WHICH_LABEL = 'What to Revoke';
const WHICH = [
	{
		name: 'All Earned Badges',
		value: 'all' as const,
		description: 'Every one that the customer still holds of the badge',
	},
	{
		name: 'Latest Earned Badge',
		value: 'latest' as const,
		description:
			'The one that the customer got last and still holds; two such items take back the last two',
	},
	{
		name: 'One Earned Badge',
		value: 'one' as const,
		description: 'The earned badge that you choose',
	},
];
/** How texts speak of those that are still to be read. */
const TO_READ = {
	all: 'the earned badges',
	latest: 'the latest earned badge',
	one: 'the earned badge',
};

/** POST /customer/revokeEarn (https://docs.capillarytech.com/reference/revoke-issual-of-a-badge). */
export const revoke: Operation<EarnedBadge> = {
	option: {
		name: 'Revoke',
		value: 'revoke',
		action: 'Revoke earned badge from customer',
		description:
			"Take a badge back from a customer who got it ('Revoke issued badge' in Capillary)",
	},
	fields: [
		badgeField('The badge that the customer got'),
		...customerFields,
		{
			displayName: WHICH_LABEL,
			name: 'revoke',
			type: 'options',
			options: WHICH,
			default: 'one',
			description: 'Which of the times that the customer got this badge to take back',
		},
		{
			...locatorField({
				displayName: 'Earned Badge',
				name: 'earnedBadge',
				searchListMethod: 'searchEarnedBadges',
				dependsOn: ['badge.value', 'customerIdentifier', 'customer'],
				listPlaceholder: 'Select an earned badge…',
				otherwise: {
					displayName: 'By ID',
					name: 'id',
					placeholder: 'e.g. 654cbea06bccde1274b6d3a2',
				},
				description: 'The earned badge to take back',
			}),
			required: true,
			displayOptions: { show: { revoke: ['one'] } },
		},
		optionsField({
			onceOnly:
				'A run can be repeated safely then, except with Latest Earned Badge: that takes back the next one.',
		}),
	],
	row(item) {
		const which = item.choice('revoke', WHICH_LABEL, WHICH);
		const row = { badge: readBadge(item), customer: readCustomer(item), which };
		if (which !== 'one') return row;
		const typed = item.required('earnedBadge', 'Earned Badge');
		const earnedBadge = withoutQuotes(typed);
		if (isObjectId(earnedBadge)) return { ...row, earnedBadge: earnedBadge.toLowerCase() };
		return item.refuse(
			'Earned Badge',
			`holds '${sanitizeName(typed)}', which is not an earned badge ID`,
			'Pick it from the list, or enter its ID: 24 characters, digits and the letters a to f.',
		);
	},
	// The next run would take back the one before it.
	repeat: ({ which }) => (which === 'latest' ? 'unsafe' : 'whenDoneCounts'),
	task: ({ badge, customer, which, earnedBadge }) =>
		earnedBadge
			? `revoke earned badge ${earnedBadge} (badge ${badge}) from ${nameOf(customer)}`
			: `revoke ${TO_READ[which]} of ${nameOf(customer)} for badge ${badge}`,
	read: {
		call: (row) => (row.earnedBadge ? undefined : badgeOfCustomer(row)),
		take(row, answer, taken, repeats) {
			const held = customerBadgesIn('earned', row.badge, answer.data);
			const active = (held ?? []).filter(({ isActive }) => isActive);
			const undone =
				repeats === undefined ? [] : (held ?? []).filter((one) => isRevokedSince(one, repeats));
			if (row.which === 'all' && active.length === 0 && undone.length > 0) {
				return { done: undone.map(({ id }) => output(row, id)) };
			}
			if (row.which === 'latest') {
				const left = [...active, ...undone].filter(({ id }) => !taken.has(id));
				const [last] = newestFirst(left);
				// The first try took it back for this very row.
				if (last && !last.isActive) {
					taken.set(last.id, row);
					return { done: [output(row, last.id)] };
				}
			}
			const isListed = (held ?? []).some(({ status }) => status === 'REVOKED');
			if (row.which === 'latest' && repeats !== undefined && active.length > 0 && !isListed) {
				// Where what was taken back is not listed, the first try may have taken one back.
				const { refused } = notConfirmed(answer, NOT_TOLD);
				return { refused: { ...refused, outcome: 'unknown' } };
			}
			// Asked for several times, by whatever name of the customer, the latest is the next one each time.
			const wanted =
				row.which === 'latest'
					? newestFirst(active.filter(({ id }) => !taken.has(id))).slice(0, 1)
					: active;
			const rows = wanted.map(({ id: earnedBadge }) => {
				const sameCustomer = taken.get(earnedBadge)?.customer;
				return { ...row, earnedBadge, ...(sameCustomer ? { sameCustomer } : {}) };
			});
			for (const one of rows) if (!taken.has(one.earnedBadge)) taken.set(one.earnedBadge, one);
			return rows.length > 0 ? { rows } : noneLeft(row, answer, held);
		},
	},
	// An earned badge that several rows turn out to mean is taken back once.
	bulk: { together: asOneCall, entry: asOneCall },
	call: ([{ badge, customer, earnedBadge, sameCustomer: named = customer }]) => ({
		method: 'POST',
		path: `${BADGES_API}/customer/revokeEarn`,
		headers: identifierHeader(named),
		body: { badgeMetaId: badge, customerId: asSent(named), earnedBadgeId: earnedBadge },
	}),
	settle(row, answer) {
		const entry = asObject(answer.data);
		const { badgeMetaId, customerId, earnedBadgeId, earnId } = entry;
		// Asked by email or mobile, Capillary answers with the customer's number, which cannot be compared.
		const isThisOne =
			sameId(earnedBadgeId ?? earnId, row.earnedBadge) &&
			sameId(badgeMetaId ?? row.badge, row.badge) &&
			(row.customer.identifier !== 'customerId' ||
				sameId(customerId ?? row.customer.value, row.customer.value));
		if (!isThisOne) {
			return notConfirmed(answer, 'about a different customer or badge');
		}
		if (activeIn(entry) === true) {
			return notConfirmed(answer, 'that the customer still holds the badge');
		}
		if (activeIn(entry) !== false) {
			return notConfirmed(answer, 'without the new state of the earned badge');
		}
		const told = asText(customerId);
		return {
			done: [
				{
					badgeMetaId: row.badge,
					customerId: told === null ? asSent(row.customer) : asNumber(told),
					earnedBadgeId: row.earnedBadge,
					isActive: false,
					...warningsOf(answer),
				},
			],
		};
	},
	lookInto: {
		nothingLeft: ({ code }) => code === NOTHING_HELD.code,
		call: badgeOfCustomer,
		settle(row, read, refused, since) {
			if ('refused' in read) return read;
			const held = customerBadgesIn('earned', row.badge, read.answer.data);
			if (!held) return notConfirmed(read.answer, WITHOUT_EARNED_BADGES);
			const found = held.find(({ id }) => sameId(id, row.earnedBadge));
			if (!found) {
				// Where what was taken back is not listed at all, an attempt in doubt can have taken it back.
				const isOpen = since !== undefined && !held.some(({ status }) => status === 'REVOKED');
				const told = { ...NOTHING_HELD, message: NOT_THEIR_EARNED_BADGE };
				return { refused: isOpen ? { ...told, outcome: 'unknown' } : told };
			}
			if (found.isActive) return notChanged(refused, refused.code === NOTHING_HELD.code);
			const outputs = [output(row, found.id)];
			if (since !== undefined && isRevokedSince(found, since)) return { done: outputs };
			return { alreadyDone: outputs, asFailure: NOTHING_HELD };
		},
	},
};

const NOT_TOLD = 'without what tells whether an earlier attempt did it';
const WITHOUT_EARNED_BADGES = 'without the earned badges of the customer';
/** What revokeEarn says where there is nothing to take back. */
const NOTHING_HELD: Refusal = {
	cause: 'capillary',
	code: 814,
	message: 'Active earn instance is not present.',
};

/**
 * Nothing to take back; unless the answer counts badges that it does not list.
 *
 * @param held what the customer has of the badge; those that still count are taken back by other rows
 */
function noneLeft(
	row: EarnedBadge,
	answer: Response,
	held: CustomerBadge[] | undefined,
): { refused: Refusal } | AlreadyDone {
	const active = held?.filter(({ isActive }) => isActive).length ?? 0;
	if (!held || Number(asObject(answer.data).activeEarnedCount) > active) {
		return notConfirmed(answer, WITHOUT_EARNED_BADGES);
	}
	const told: Refusal = { ...NOTHING_HELD, message: NONE_OF_BADGE, requestId: answer.requestId };
	// Whether they do take it back shows later.
	if (active > 0) {
		return { refused: { ...told, note: 'Other items take back all that the customer holds.' } };
	}
	const [last] = newestFirst(held);
	return { alreadyDone: [output(row, last?.id ?? null)], asFailure: told };
}

/** Rows that are the same for Capillary: one earned badge, of a customer who is named the same way. */
function asOneCall({ badge, customer, earnedBadge, sameCustomer = customer }: EarnedBadge): string {
	return JSON.stringify([badge, earnedBadge, sameCustomer]);
}

function output({ badge, customer }: EarnedBadge, earnedBadgeId: string | null) {
	return { badgeMetaId: badge, customerId: asSent(customer), earnedBadgeId, isActive: false };
}
