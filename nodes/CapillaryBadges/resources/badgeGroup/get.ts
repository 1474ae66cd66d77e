import { getStored } from '../getStored';
import { BADGE_GROUP } from './badgeGroup';

/** GET /group/{groupId} (https://docs.capillarytech.com/reference/get-group-by-id). */
export const get = getStored(BADGE_GROUP, {
	action: 'Get badge group',
	description: 'Look up a group of badges: its name and its rank',
});
