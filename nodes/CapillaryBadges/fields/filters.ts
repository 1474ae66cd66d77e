import type { INodeProperties } from 'n8n-workflow';

import type { Item } from './item';
import type { Call } from '../api/call';
import { OWNER_TYPES } from './owner';

/** The query of a call, by the names that Capillary gives its parts. */
export type Query = NonNullable<Call['query']>;

/** What the entries of a list can be picked out by: the field, and what it puts into the query. */
export interface Filter {
	field: INodeProperties;
	read(item: Item, name: string, label: string): string | boolean;
}

/** Filters by the names of the query. */
export type Filters = Record<string, Filter>;

/** States of a badge by its dates; Capillary says ENDED in its guides, EXPIRED in all calls. */
export const BADGE_STATUSES = [
	{ name: 'Ended', value: 'EXPIRED' as const },
	{ name: 'Live', value: 'LIVE' as const },
	{ name: 'Upcoming', value: 'UPCOMING' as const },
];

/** Filters that every list of badges has. */
export const BADGE_FILTERS = {
	claimedBy: {
		field: {
			displayName: 'Claimed By',
			name: 'claimedBy',
			type: 'options',
			options: OWNER_TYPES,
			default: 'Loyalty',
			description: 'A module that has claimed the badge',
		},
		read: (item, name, label) => item.choice(name, label, OWNER_TYPES),
	},
	name: {
		field: {
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Summer',
			description: 'What to look for in the name of the badge',
		},
		read: (item, name, label) => item.required(name, label),
	},
	owner: {
		field: {
			displayName: 'Owner',
			name: 'owner',
			type: 'options',
			options: OWNER_TYPES,
			default: 'Loyalty',
			description: 'A module that may claim the badge',
		},
		read: (item, name, label) => item.choice(name, label, OWNER_TYPES),
	},
} satisfies Filters;

/**
 * Filter for badges that are switched on or off.
 *
 * @param off what the call says for those that are off, which the calls spell in different ways
 */
export function activationFilter(off: 'DE_ACTIVATED' | 'DEACTIVATED'): Filter {
	const activations = [
		{ name: 'Activated', value: 'ACTIVATED' },
		{ name: 'Deactivated', value: off },
	];
	return {
		field: {
			displayName: 'Activation',
			name: 'action',
			type: 'options',
			options: activations,
			default: 'ACTIVATED',
			description: 'Whether the badge is switched on or off',
		},
		read: (item, name, label) => item.choice(name, label, activations),
	};
}

/** The field for filters on a list. */
export function filtersField(fields: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [...fields].sort((one, other) => one.displayName.localeCompare(other.displayName)),
	};
}

/** The fields of filters. */
export function fieldsOf(filters: Filters): INodeProperties[] {
	return Object.values(filters).map(({ field }) => field);
}

/** The Filters of an item. */
export function readFilterFields(item: Item): Item {
	return item.collection('filters', 'Filters');
}

/** Whether a filter that is a switch has been added and is on. */
export function readSwitch(item: Item, { name, displayName }: INodeProperties): boolean {
	const fields = readFilterFields(item);
	return fields.has(name) && fields.yesOrNo(name, displayName);
}

/** The filters that have been added, for the query; one without a value is refused. */
export function readFilters(item: Item, filters: Filters): Query {
	const fields = readFilterFields(item);
	const added = Object.entries(filters)
		.filter(([, { field }]) => fields.has(field.name))
		.map(([name, { field, read }]) => [name, read(fields, field.name, field.displayName)]);
	return Object.fromEntries(added) as Query;
}
