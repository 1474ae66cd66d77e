import { asIsoDate } from '../../api/dates';
import { booleanField } from '../../fields/boolean';
import { choiceField, choicesField } from '../../fields/choice';
import { dateField } from '../../fields/date';
import { map, type Property } from '../../fields/field';
import {
	activationFilter,
	BADGE_FILTERS,
	BADGE_STATUSES,
	filtersField,
} from '../../fields/filters';
import { EARN_TYPES } from './fields/earnType';

/** What the list of badges can be filtered by (https://docs.capillarytech.com/reference/get-all-badges), by the names of the query. */
export const badgeFilters = filtersField({
	...BADGE_FILTERS,
	action: activationFilter('DE_ACTIVATED'),
	earnType: choiceField({
		displayName: 'Badge Issue Type',
		name: 'earnType',
		type: 'options',
		options: EARN_TYPES,
		default: 'EARN',
		description: 'How customers get the badge',
	}),
	expiresOn: utcDateField({
		displayName: 'Ends',
		name: 'expiresOn',
		type: 'dateTime',
		default: '',
		description: 'The end of the badge',
	}),
	startOn: utcDateField({
		displayName: 'Starts',
		name: 'startOn',
		type: 'dateTime',
		default: '',
		description: 'The start of the badge',
	}),
	status: map(
		choicesField({
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: BADGE_STATUSES,
			default: ['LIVE'],
			description: 'Whether the badge is upcoming, live or ended',
		}),
		(statuses) => statuses.join(','),
	),
	unclaimed: booleanField({
		displayName: 'Unclaimed Only',
		name: 'unclaimed',
		type: 'boolean',
		default: true,
		description: 'Whether to return only badges that no module has claimed',
	}),
});

/** A date as the samples of the query have it, in UTC. */
function utcDateField(property: Property<'dateTime'>) {
	return map(dateField(property), (date) => asIsoDate(date)!);
}
