import type { INodeProperties } from 'n8n-workflow';

import type { Field } from './field';
import { objectIdField } from './objectId';

/** A badge group, picked by name from the list or entered by ID. */
export function badgeGroupField(
	description: string,
	changes?: Partial<INodeProperties>,
): Field<string> {
	return objectIdField(
		{
			displayName: 'Badge Group',
			name: 'badgeGroup',
			one: 'a badge group',
			searchListMethod: 'searchGroups',
			example: '69708faa0772ad476ecf8511',
			hasName: true,
		},
		description,
		changes,
	);
}
