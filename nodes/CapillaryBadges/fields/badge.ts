import { BADGES_API } from '../api/call';
import type { Field } from './field';
import { objectIdField } from './objectId';

const BADGE = {
	displayName: 'Badge',
	name: 'badge',
	one: 'a badge',
	searchListMethod: 'searchBadges',
	example: '653ddb33b3cda7078c7c68e9',
	hasName: true,
};

/** A badge, picked from the list, or entered by ID or by name. */
export function badgeField(description: string): Field<string> {
	return objectIdField(
		{
			...BADGE,
			byName: {
				example: 'Summer Explorer',
				// https://docs.capillarytech.com/reference/get-all-badges
				call: (name) => ({
					method: 'GET',
					path: `${BADGES_API}/badgeMeta`,
					query: { ...(name === undefined ? {} : { name }) },
				}),
				list: { name: 'metaBasicDetails', limit: 'limit' },
			},
		},
		description,
	);
}

/** A badge, picked from the list or entered by ID, where nothing can be looked up. */
export function knownBadgeField(description: string): Field<string> {
	return objectIdField(BADGE, description);
}
