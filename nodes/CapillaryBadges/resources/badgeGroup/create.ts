import { withProperty } from '../../fields/field';
import { createEntity } from '../shared/entity/create';
import { merged } from '../shared/entity/fields';
import { BADGE_GROUP, groupFields, GROUPS } from './badgeGroup';

const { name, rank } = groupFields;

/** POST /group (https://docs.capillarytech.com/reference/create-badges-group). */
export const create = createEntity(BADGE_GROUP, {
	action: 'Create badge group',
	description: 'Set up a new group to put badges into',
	path: GROUPS,
	fields: { name: withProperty(name, { required: true }), rank },
	body: merged,
	sameName: {
		page: (_name, page, size) => ({
			method: 'GET',
			path: GROUPS,
			query: { order: 'DESC', page, size },
		}),
		list: 'badgeGroups',
		nameTaken: 733,
	},
});
