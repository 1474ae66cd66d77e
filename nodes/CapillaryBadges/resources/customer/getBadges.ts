import { customerFields, nameOf, readCustomer, type Customer } from '../../fields/customer';
import { fieldsOf, filtersField, readFilters, type Query } from '../../fields/filters';
import { getManyFields, readMost } from '../../fields/getMany';
import { optionsField } from '../../fields/options';
import { readSimplify, simplifyField } from '../../fields/simplify';
import type { Operation } from '../../engine/operation';
import { BADGES_API, type Call } from '../../api/call';
import { asSent, identifierHeader } from '../shared/customerLookup';
import { listed, type ListRow } from '../shared/list';
import { FILTERS, GROUP_FILTER, PERIOD_FIELDS, readAllFilters } from './filters';

interface Row extends ListRow {
	customer: Customer;
	badgeType: (typeof BADGE_TYPES)[number]['value'];
	query: Query;
}

const BADGE_TYPES = [
	{
		name: 'Available',
		value: 'AVAILABLE' as const,
		description: 'Badges that the customer can earn',
	},
	{
		name: 'Available to Enrol',
		value: 'AVAILABLE_TO_ISSUE' as const,
		description: 'Badges that the customer can be enrolled for',
	},
	{
		name: 'Earned',
		value: 'EARNED' as const,
		description: "Badges that the customer got ('Issued' in Capillary)",
	},
	{
		name: 'Earned, Including Expired',
		value: 'EARNED_EVER' as const,
		description: 'Badges that the customer got, also where all that was got has expired',
	},
	{
		name: 'Ended',
		value: 'EXPIRED' as const,
		description: 'Badges that have ended',
	},
];

/**
 * The two lists that Capillary has of a customer's badges. The one for managing them knows the more kinds
 * and filters; but only the other one can be asked for badges that have expired at the customer.
 */
const LISTS = {
	management: listed<Row>((row) => listCall(row, 'management', { badgeType: row.badgeType }), {
		name: 'customerBadges',
		outline: {
			badgeMetaId: 'id',
			name: 'plain',
			badgeType: 'plain',
			badgeStatus: 'plain',
			active: 'active',
			startsOn: 'date',
			expiresOn: 'date',
			issueStatus: 'plain',
			earnCount: 'plain',
			lastEarnedOn: 'date',
		},
	}),
	customer: listed<Row>(
		(row) => listCall(row, 'customer', { badgeType: 'EARNED', includeExpired: true }),
		{
			name: 'badges',
			limit: 'Limit',
			outline: {
				badgeMetaId: 'id',
				name: 'plain',
				earnType: 'plain',
				badgeGroupName: 'plain',
				active: 'active',
				startOn: 'date',
				expiresOn: 'date',
				earnedCount: 'plain',
				lastEarnedOnDate: 'date',
				lastEarnEventDate: 'date',
			},
		},
	),
};

const listOf = ({ badgeType }: Row) =>
	badgeType === 'EARNED_EVER' ? LISTS.customer : LISTS.management;

/**
 * GET /management/{customerId} (https://docs.capillarytech.com/reference/get-all-customer-badges), or
 * GET /customer/{customerId} (https://docs.capillarytech.com/reference/get-badges-for-customer).
 */
export const getBadges: Operation<Row> = {
	option: {
		name: 'Get Badges',
		value: 'getBadges',
		action: 'Get badges of customer',
		description: 'Get the badges that a customer has earned, can earn or can be enrolled for',
	},
	fields: [
		...customerFields,
		{
			displayName: 'Which Badges',
			name: 'badgeType',
			type: 'options',
			options: BADGE_TYPES,
			default: 'EARNED',
			description: 'How the customer stands with the badges',
		},
		...getManyFields,
		{
			...filtersField([...fieldsOf(FILTERS), ...PERIOD_FIELDS]),
			displayOptions: { hide: { badgeType: ['EARNED_EVER'] } },
		},
		{
			...filtersField(fieldsOf(GROUP_FILTER)),
			displayOptions: { show: { badgeType: ['EARNED_EVER'] } },
		},
		simplifyField,
		optionsField(),
	],
	row(item) {
		const badgeType = item.choice('badgeType', 'Which Badges', BADGE_TYPES);
		return {
			customer: readCustomer(item),
			badgeType,
			most: readMost(item),
			query: badgeType === 'EARNED_EVER' ? readFilters(item, GROUP_FILTER) : readAllFilters(item),
			simplify: readSimplify(item),
		};
	},
	task: ({ customer }) => `get the badges of ${nameOf(customer)}`,
	call: (rows) => listOf(rows[0]).call(rows),
	settle: (row, answer, call) => listOf(row).settle(row, answer, call),
	pages: {
		most: ({ most }) => most,
		call: (row, page, size) => listOf(row).pages.call(row, page, size),
		read: (row, answer) => listOf(row).pages.read(row, answer),
	},
};

function listCall({ customer, query }: Row, list: string, kind: Query): Call {
	return {
		method: 'GET',
		path: `${BADGES_API}/${list}/${encodeURIComponent(String(asSent(customer)))}`,
		query: { ...kind, ...query },
		headers: identifierHeader(customer),
	};
}
