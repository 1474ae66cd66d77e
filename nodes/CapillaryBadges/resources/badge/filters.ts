import { EARN_TYPES } from '../../fields/earnType';
import {
	activationFilter,
	BADGE_FILTERS,
	BADGE_STATUSES,
	type Filters,
} from '../../fields/filters';
import type { Item } from '../../fields/item';
import { asIsoDate } from '../../api/dates';

/** What the list of badges can be filtered by (https://docs.capillarytech.com/reference/get-all-badges). */
export const FILTERS: Filters = {
	...BADGE_FILTERS,
	action: activationFilter('DE_ACTIVATED'),
	earnType: {
		field: {
			displayName: 'Badge Issue Type',
			name: 'earnType',
			type: 'options',
			options: EARN_TYPES,
			default: 'EARN',
			description: 'How customers get the badge',
		},
		read: (item, name, label) => item.choice(name, label, EARN_TYPES),
	},
	expiresOn: {
		field: {
			displayName: 'Ends',
			name: 'expiresOn',
			type: 'dateTime',
			default: '',
			description: 'The end of the badge',
		},
		read: readDate,
	},
	startOn: {
		field: {
			displayName: 'Starts',
			name: 'startOn',
			type: 'dateTime',
			default: '',
			description: 'The start of the badge',
		},
		read: readDate,
	},
	status: {
		field: {
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: BADGE_STATUSES,
			default: ['LIVE'],
			description: 'Where the badge stands between its start and its end',
		},
		read: (item, name, label) => item.choices(name, label, BADGE_STATUSES).join(','),
	},
	unclaimed: {
		field: {
			displayName: 'Unclaimed Only',
			name: 'unclaimed',
			type: 'boolean',
			default: true,
			description: 'Whether to return only badges that no module has claimed',
		},
		read: (item, name, label) => item.yesOrNo(name, label),
	},
};

/** A date as the samples of the query have it, in UTC. */
function readDate(item: Item, name: string, label: string): string {
	return asIsoDate(item.requiredDate(name, label))!;
}
