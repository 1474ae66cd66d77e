import type { INodeProperties } from 'n8n-workflow';

import { badgeGroupPicker } from '../../fields/badgeGroup';
import {
	activationFilter,
	BADGE_FILTERS,
	BADGE_STATUSES,
	readFilterFields,
	readFilters,
	type Filters,
	type Query,
} from '../../fields/filters';
import type { Item } from '../../fields/item';
import { asIsoDate } from '../../api/dates';

/** What both lists of a customer's badges can be filtered by. */
export const GROUP_FILTER: Filters = {
	groupId: {
		field: badgeGroupPicker.addedField('The group that the badge is in'),
		read: badgeGroupPicker.read,
	},
};

/** What the fuller of them can be filtered by (https://docs.capillarytech.com/reference/get-all-customer-badges). */
export const FILTERS: Filters = {
	...BADGE_FILTERS,
	...GROUP_FILTER,
	action: activationFilter('DEACTIVATED'),
	badgeStatus: {
		field: {
			displayName: 'Status',
			name: 'badgeStatus',
			type: 'options',
			options: BADGE_STATUSES,
			default: 'LIVE',
			description: 'Where the badge stands between its start and its end',
		},
		read: (item, name, label) => item.choice(name, label, BADGE_STATUSES),
	},
};

/** It compares a date of the badge with another one in one direction, so of each pair only one can be set. */
const PERIODS = [
	{ label: 'Ends After', name: 'endsAfter', date: 'expiresOn', operator: 'GREATER_THAN' },
	{ label: 'Ends Before', name: 'endsBefore', date: 'expiresOn', operator: 'LESS_THAN' },
	{ label: 'Starts After', name: 'startsAfter', date: 'startOn', operator: 'GREATER_THAN' },
	{ label: 'Starts Before', name: 'startsBefore', date: 'startOn', operator: 'LESS_THAN' },
];

/** Their fields. */
export const PERIOD_FIELDS: INodeProperties[] = PERIODS.map(({ label, name }) => ({
	displayName: label,
	name,
	type: 'dateTime',
	default: '',
	description: `Only badges whose time ${label.toLowerCase()} this date`,
}));

/** The filters of the fuller list that are set, for the query. */
export function readAllFilters(item: Item): Query {
	const fields = readFilterFields(item);
	const query = readFilters(item, FILTERS);
	for (const { label, name, date, operator } of PERIODS) {
		if (!fields.has(name)) continue;
		const value = asIsoDate(fields.requiredDate(name, label));
		if (date in query) item.refuse(label, 'goes with one date only', 'Set it or its counterpart.');
		Object.assign(query, { [date]: value, [`${date}Operator`]: operator });
	}
	return query;
}
