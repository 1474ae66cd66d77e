import { badgeField, readBadge } from '../../descriptions/badge';
import { customerFields, nameOf, readCustomer, type Customer } from '../../descriptions/customer';
import { heldByCustomerField } from '../../descriptions/heldByCustomer';
import { optionsField } from '../../descriptions/options';
import { notConfirmed, warningsOf, type Operation } from '../../engine/operation';
import { BADGES_API } from '../../transport/call';
import { asSent, identifierHeader } from '../customer';
import { asNumber, asObject, sameId } from '../ids';

interface EarnedBadge {
	badge: string;
	customer: Customer;
	earnedBadge: string;
}

const WHICH = [
	{
		name: 'One Earned Badge',
		value: 'one' as const,
		description: 'The earned badge that you choose',
	},
];
const ID_FORM = /^[0-9a-f]{24}$/i;

/** POST /customer/revokeEarn (https://docs.capillarytech.com/reference/revoke-issual-of-a-badge). */
export const revoke: Operation<EarnedBadge> = {
	option: {
		name: 'Revoke',
		value: 'revoke',
		action: 'Revoke earned badge',
		description: "Take a badge back from a customer who got it ('Revoke issued badge' in Capillary)",
	},
	fields: [
		badgeField('The badge that the customer got'),
		...customerFields,
		{ displayName: 'What to Revoke', name: 'revoke', type: 'hidden', default: 'one' },
		heldByCustomerField({
			displayName: 'Earned Badge',
			name: 'earnedBadge',
			searchListMethod: 'searchEarnedBadges',
			placeholder: 'e.g. 654cbea06bccde1274b6d3a2',
			description: 'Which of the times that the customer got this badge to take back',
		}),
		optionsField({ takesBack: true }),
	],
	row(item) {
		item.choice('revoke', 'What to Revoke', WHICH);
		const row = { badge: readBadge(item), customer: readCustomer(item) };
		const earnedBadge = item.required('earnedBadge', 'Earned Badge');
		if (ID_FORM.test(earnedBadge)) return { ...row, earnedBadge };
		return item.refuse(
			'Earned Badge',
			`holds '${earnedBadge}', which is not an earned badge ID`,
			'Pick it from the list, or enter its ID: 24 characters, digits and the letters a to f.',
		);
	},
	task: ({ badge, customer, earnedBadge }) =>
		`revoke earned badge ${earnedBadge} (badge ${badge}) from ${nameOf(customer)}`,
	call: ([{ badge, customer, earnedBadge }]) => ({
		method: 'POST',
		path: `${BADGES_API}/customer/revokeEarn`,
		headers: identifierHeader(customer),
		body: { badgeMetaId: badge, customerId: asSent(customer), earnedBadgeId: earnedBadge },
	}),
	settle(row, answer) {
		const { badgeMetaId, customerId, earnedBadgeId, earnId, isActive, active } = asObject(answer.data);
		// Asked by email or mobile, Capillary answers with the customer's number, which cannot be compared.
		const isThisOne =
			sameId(earnedBadgeId ?? earnId, row.earnedBadge) &&
			sameId(badgeMetaId ?? row.badge, row.badge) &&
			(row.customer.identifier !== 'customerId' ||
				sameId(customerId ?? row.customer.value, row.customer.value));
		if (!isThisOne) {
			return notConfirmed(answer, 'about another customer or badge than the one asked for');
		}
		if ((isActive ?? active) === true) {
			return notConfirmed(answer, 'that the customer still holds the badge');
		}
		return {
			done: [
				{
					badgeMetaId: row.badge,
					customerId: customerId === undefined ? asSent(row.customer) : asNumber(String(customerId)),
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
			earnedBadgeId: earnedBadge,
			isActive: false,
		}),
	},
};
