import type { Call } from '../../api/call';
import { asIsoDate } from '../../api/dates';
import { badgeGroupField } from '../../fields/badgeGroup';
import { choiceField } from '../../fields/choice';
import { dateField } from '../../fields/date';
import type { Field } from '../../fields/field';
import {
	activationFilter,
	BADGE_FILTERS,
	BADGE_STATUSES,
	filtersField,
} from '../../fields/filters';

/** The query of a call, by the names that Capillary gives its parts. */
export type Query = NonNullable<Call['query']>;

const group = badgeGroupField('The group that the badge is in', {});

/** Filters of the list of badges that a customer has earned, the expired ones included. */
export const earnedEverFilters: Field<Query> = filtersField({ groupId: group });

/** The list compares a date of the badge with another one in one direction, so of each pair only one can be set. */
const PERIODS = {
	endsAfter: { label: 'Ends After', date: 'expiresOn', operator: 'GREATER_THAN' },
	endsBefore: { label: 'Ends Before', date: 'expiresOn', operator: 'LESS_THAN' },
	startsAfter: { label: 'Starts After', date: 'startOn', operator: 'GREATER_THAN' },
	startsBefore: { label: 'Starts Before', date: 'startOn', operator: 'LESS_THAN' },
};

const added = filtersField({
	...BADGE_FILTERS,
	groupId: group,
	action: activationFilter('DEACTIVATED'),
	badgeStatus: choiceField({
		displayName: 'Status',
		name: 'badgeStatus',
		type: 'options',
		options: BADGE_STATUSES,
		default: 'LIVE',
		description: 'Whether the badge is upcoming, live or ended',
	}),
	endsAfter: periodField('endsAfter'),
	endsBefore: periodField('endsBefore'),
	startsAfter: periodField('startsAfter'),
	startsBefore: periodField('startsBefore'),
});

/** Filters of the other lists (https://docs.capillarytech.com/reference/get-all-customer-badges). */
export const customerBadgeFilters: Field<Query> = {
	properties: added.properties,
	read(input) {
		const { endsAfter, endsBefore, startsAfter, startsBefore, ...query } = added.read(input);
		const periods = { endsAfter, endsBefore, startsAfter, startsBefore };
		const dates: Query = {};
		for (const [name, { label, date, operator }] of Object.entries(PERIODS)) {
			const value = periods[name as keyof typeof PERIODS];
			if (value === undefined) continue;
			if (date in dates) {
				input.refuse(
					{ displayName: label },
					'cannot be combined with the opposite filter',
					'Remove one of them.',
				);
			}
			Object.assign(dates, { [date]: asIsoDate(value), [`${date}Operator`]: operator });
		}
		return { ...query, ...dates };
	},
};

function periodField(name: keyof typeof PERIODS): Field<string> {
	const { label } = PERIODS[name];
	return dateField({
		displayName: label,
		name,
		type: 'dateTime',
		default: '',
		description: `Only badges that ${label.toLowerCase().replace('s ', ' ')} this date`,
	});
}
