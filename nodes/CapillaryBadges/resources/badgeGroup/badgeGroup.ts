import { badgeGroupPicker } from '../../fields/badgeGroup';
import { LARGEST_NUMBER, type Detail } from '../../fields/detail';
import { BADGES_API } from '../../api/call';
import type { Entity } from '../shared/entity/entity';

/** Where Capillary keeps badge groups. */
export const GROUPS = `${BADGES_API}/group`;

/** A group of badges. */
export const BADGE_GROUP: Entity = {
	is: 'badge group',
	...badgeGroupPicker,
	one: (id) => ({ method: 'GET', path: `${GROUPS}/${id}` }),
	outline: {
		id: 'id',
		name: 'plain',
		rank: 'plain',
		isActive: 'active',
		createdOn: 'date',
		lastUpdatedOn: 'date',
	},
	confirmed: { name: 'name', rank: 'rank' },
};

/** What a group is made of. */
export const DETAILS = {
	name: {
		field: {
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Summer Badges',
			description: 'Name of the group, which no other group may have',
		},
		read: (item) => ({ name: item.required('name', 'Name') }),
	},
	rank: {
		field: {
			displayName: 'Rank',
			name: 'rank',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1,
			description: 'Place of the group among the groups',
		},
		read: (item) => ({ rank: item.wholeNumber('rank', 'Rank', 0, LARGEST_NUMBER) }),
	},
} satisfies Record<string, Detail>;
