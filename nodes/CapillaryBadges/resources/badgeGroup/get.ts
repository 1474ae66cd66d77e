import { getEntity } from '../shared/entity/get';
import { BADGE_GROUP } from './badgeGroup';

/** GET /group/{groupId} (https://docs.capillarytech.com/reference/get-group-by-id). */
export const get = getEntity(BADGE_GROUP, {
	action: 'Get badge group',
	description: 'Look up a group of badges: its name and its rank',
});
