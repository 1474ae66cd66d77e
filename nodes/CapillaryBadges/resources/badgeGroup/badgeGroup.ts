import { BADGES_API } from '../../api/call';
import { badgeGroupField } from '../../fields/badgeGroup';
import { map } from '../../fields/field';
import { numberField } from '../../fields/number';
import { textField } from '../../fields/text';
import type { Entity } from '../shared/entity/entity';

/** Where Capillary keeps badge groups. */
export const GROUPS = `${BADGES_API}/group`;

/** A group of badges. */
export const BADGE_GROUP: Entity = {
	is: 'badge group',
	field: badgeGroupField,
	get: (id) => ({ method: 'GET', path: `${GROUPS}/${id}` }),
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
export const groupFields = {
	name: map(
		textField({
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Summer Badges',
			description: 'Name of the group, which no other group may have',
		}),
		(name) => ({ name }),
	),
	rank: map(
		numberField({
			displayName: 'Rank',
			name: 'rank',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1,
			description: "The group's rank",
		}),
		(rank) => ({ rank }),
	),
};
