import { choiceField, type Choice } from './choice';
import { collectionField } from './collection';
import type { Field, Fields } from './field';
import { OWNER_TYPES, type Owner } from './owner';
import { textField } from './text';

/** The Filters collection of a list; its value has those that were added. */
export function filtersField<Row extends object>(fields: Fields<Row>): Field<Partial<Row>> {
	return collectionField(
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
		},
		fields,
	);
}

/** States of a badge by its dates; Capillary says ENDED in its guides, EXPIRED in all calls. */
export const BADGE_STATUSES = [
	{ name: 'Live', value: 'LIVE' as const },
	{ name: 'Upcoming', value: 'UPCOMING' as const },
	{ name: 'Ended', value: 'EXPIRED' as const },
];

/** Filters that every list of badges has, by the names of the query. */
export const BADGE_FILTERS = {
	claimedBy: ownerFilter('Claimed By', 'claimedBy', 'A module that has claimed the badge'),
	name: textField({
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Summer',
		description: 'Text that the name of the badge contains',
	}),
	owner: ownerFilter('Owner', 'owner', 'A module that may claim the badge'),
};

function ownerFilter(
	displayName: string,
	name: string,
	description: string,
): Field<Owner['ownerType']> {
	return choiceField({
		displayName,
		name,
		type: 'options',
		options: OWNER_TYPES,
		default: 'Loyalty',
		description,
	});
}

/**
 * Filter for badges that are switched on or off.
 *
 * @param off what the call says for those that are off, which the calls spell in different ways
 */
export function activationFilter<Off extends string>(off: Off): Field<'ACTIVATED' | Off> {
	const options: Array<Choice<'ACTIVATED' | Off>> = [
		{ name: 'Activated', value: 'ACTIVATED' },
		{ name: 'Deactivated', value: off },
	];
	return choiceField<'ACTIVATED' | Off>({
		displayName: 'Activation',
		name: 'action',
		type: 'options',
		options,
		default: 'ACTIVATED',
		description: 'Whether the badge is switched on or off',
	});
}
