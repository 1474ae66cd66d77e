import type { Field } from './field';
import { objectIdField } from './objectId';

/** A badge, picked by name from the list or entered by ID. */
export function badgeField(description: string): Field<string> {
	return objectIdField(
		{
			displayName: 'Badge',
			name: 'badge',
			one: 'a badge',
			searchListMethod: 'searchBadges',
			example: '653ddb33b3cda7078c7c68e9',
		},
		description,
	);
}
