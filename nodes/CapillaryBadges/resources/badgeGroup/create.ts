import { createEntity } from '../shared/entity/create';
import { PAGE_SIZE } from '../../engine/pages';
import { BADGE_GROUP, DETAILS, GROUPS } from './badgeGroup';

const { name, rank } = DETAILS;

/** POST /group (https://docs.capillarytech.com/reference/create-badges-group). */
export const create = createEntity(BADGE_GROUP, {
	action: 'Create badge group',
	description: 'Set up a new group to put badges into',
	path: GROUPS,
	name,
	others: [rank],
	listing: {
		page: (_name, page) => ({
			method: 'GET',
			path: GROUPS,
			query: { order: 'DESC', page, size: PAGE_SIZE },
		}),
		list: 'badgeGroups',
		nameTaken: 733,
	},
});
