import { badgeField, readBadge } from '../../descriptions/badge';
import { customerFields, nameOf, readCustomer, type Customer } from '../../descriptions/customer';
import { locatorField } from '../../descriptions/locator';
import { isObjectId } from '../../descriptions/objectId';
import { optionsField } from '../../descriptions/options';
import { notConfirmed, warningsOf, type Operation } from '../../engine/operation';
import { BADGES_API, type Answer, type Refusal } from '../../transport/call';
import { NONE_OF_BADGE } from '../../transport/refusalTexts';
import { badgeOfCustomer, heldIn, newestFirst } from '../heldByCustomer';
import { asSent, identifierHeader } from '../identifyCustomer';
import { activeIn, asNumber, asObject, asText, sameId } from '../values';

interface EarnedBadge {
	badge: string;
	customer: Customer;
	which: (typeof WHICH)[number]['value'];
	/** The ID of the earned badge: known from the start, or read from what the customer holds. */
	earnedBadge?: string;
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
		optionsField({ onceOnly: true }),
	],
	row(item) {
		const which = item.choice('revoke', WHICH_LABEL, WHICH);
		const row = { badge: readBadge(item), customer: readCustomer(item), which };
		if (which !== 'one') return row;
		const earnedBadge = item.required('earnedBadge', 'Earned Badge');
		if (isObjectId(earnedBadge)) return { ...row, earnedBadge: earnedBadge.toLowerCase() };
		return item.refuse(
			'Earned Badge',
			`holds '${earnedBadge}', which is not an earned badge ID`,
			'Pick it from the list, or enter its ID: 24 characters, digits and the letters a to f.',
		);
	},
	task: ({ badge, customer, which, earnedBadge }) =>
		earnedBadge
			? `revoke earned badge ${earnedBadge} (badge ${badge}) from ${nameOf(customer)}`
			: `revoke ${TO_READ[which]} of ${nameOf(customer)} for badge ${badge}`,
	read: {
		call: (row) => (row.earnedBadge ? undefined : badgeOfCustomer(row)),
		take(row, answer, nth) {
			const held =
				heldIn('earned', row.badge, answer.data)?.filter(({ isActive }) => isActive) ?? [];
			// Asked for several times, the latest is the next one each time.
			const taken = row.which === 'latest' ? newestFirst(held).slice(nth, nth + 1) : held;
			const rows = taken.map(({ id }) => ({ ...row, which: 'one' as const, earnedBadge: id }));
			return rows.length > 0 ? { rows } : noneLeft(row, answer, held.length);
		},
	},
	call: ([{ badge, customer, earnedBadge }]) => ({
		method: 'POST',
		path: `${BADGES_API}/customer/revokeEarn`,
		headers: identifierHeader(customer),
		body: { badgeMetaId: badge, customerId: asSent(customer), earnedBadgeId: earnedBadge },
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
	gone: {
		saidBy: ({ code }) => code === 814,
		output: ({ badge, customer, earnedBadge }) => ({
			badgeMetaId: badge,
			customerId: asSent(customer),
			earnedBadgeId: earnedBadge ?? null,
			isActive: false,
		}),
	},
};

/**
 * Nothing to take back, with the code that revokeEarn has for it; unless the answer counts badges that
 * it does not list.
 *
 * @param held how many there are, which the items before take back
 */
function noneLeft({ badge }: EarnedBadge, answer: Answer, held: number): { refused: Refusal } {
	const { data, requestId } = answer;
	const { activeEarnedCount } = asObject(data);
	if (!heldIn('earned', badge, data) || Number(activeEarnedCount) > held) {
		return notConfirmed(answer, 'without the earned badges of the customer');
	}
	const note =
		held > 0 ? 'Items before this one take back all that the customer holds.' : undefined;
	return { refused: { cause: 'capillary', code: 814, message: NONE_OF_BADGE, note, requestId } };
}
