import { BADGES_API } from '../../api/call';
import { defineOperation } from '../../engine/operation';
import { choiceField } from '../../fields/choice';
import { customerField, customerName } from '../../fields/customer';
import { shownFor, type Field } from '../../fields/field';
import { limitField } from '../../fields/getMany';
import { simplifyField } from '../../fields/simplify';
import { asSent, identifierHeader } from '../shared/customerLookup';
import { outputOf } from '../shared/simplify';
import { LISTS, listWith } from './badgeLists';
import { customerBadgeFilters, earnedEverFilters, type Query } from './filters';

const badgeType = choiceField({
	displayName: 'Which Badges',
	name: 'badgeType',
	type: 'options',
	options: [
		{
			name: 'Available',
			value: 'AVAILABLE',
			description: 'Badges that the customer can earn',
		},
		{
			name: 'Available to Enrol',
			value: 'AVAILABLE_TO_ISSUE',
			description: 'Badges that the customer can be enrolled for',
		},
		{
			name: 'Earned',
			value: 'EARNED',
			description: "Badges that the customer got ('Issued' in Capillary)",
		},
		{
			name: 'Earned, Including Expired',
			value: 'EARNED_EVER',
			description: 'Badges that the customer got, including expired ones',
		},
		{
			name: 'Ended',
			value: 'EXPIRED',
			description: 'Badges that have ended',
		},
	],
	default: 'EARNED',
	description: "The customer's badge status",
});

/** The filters of the list that has the badges. */
const filters: Field<Query> = {
	properties: [
		...shownFor(customerBadgeFilters, {
			badgeType: ['AVAILABLE', 'AVAILABLE_TO_ISSUE', 'EARNED', 'EXPIRED'],
		}).properties,
		...shownFor(earnedEverFilters, { badgeType: ['EARNED_EVER'] }).properties,
	],
	read: (input) =>
		badgeType.read(input) === 'EARNED_EVER'
			? earnedEverFilters.read(input)
			: customerBadgeFilters.read(input),
};

/**
 * GET /management/{customerId} (https://docs.capillarytech.com/reference/get-all-customer-badges), or
 * GET /customer/{customerId} (https://docs.capillarytech.com/reference/get-badges-for-customer).
 */
export const getBadges = defineOperation({
	option: {
		name: 'Get Badges',
		value: 'getBadges',
		action: 'Get badges of customer',
		description: 'Get the badges that a customer has earned, can earn or can be enrolled for',
	},
	fields: {
		customer: customerField(),
		badgeType,
		limit: limitField,
		filters,
		simplify: simplifyField,
	},
	describe: ({ customer }) => `get the badges of ${customerName(customer)}`,
	list: {
		limit: ({ limit }) => limit,
		call: ({ customer, badgeType: kind, filters: query }) => ({
			method: 'GET',
			path: `${BADGES_API}/${listWith(kind)}/${encodeURIComponent(String(asSent(customer)))}`,
			query: {
				...(kind === 'EARNED_EVER'
					? { badgeType: 'EARNED', includeExpired: true }
					: { badgeType: kind }),
				...query,
			},
			headers: identifierHeader(customer),
		}),
		entries: ({ badgeType: kind }) => ({ ...LISTS[listWith(kind)], id: ['badgeMetaId'] }),
		output: (badge, { badgeType: kind, simplify }) =>
			outputOf(badge, LISTS[listWith(kind)].outline, simplify),
	},
});
