import { createStored } from '../createStored';
import { BADGE_GROUP, DETAILS, GROUPS } from './badgeGroup';

const { name, rank } = DETAILS;

/** POST /group (https://docs.capillarytech.com/reference/create-badges-group). */
export const create = createStored(BADGE_GROUP, {
	action: 'Create badge group',
	description: 'Set up a new group to put badges into',
	path: GROUPS,
	name,
	others: [rank],
});
