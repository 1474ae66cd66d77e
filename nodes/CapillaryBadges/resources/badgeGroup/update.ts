import { withoutSetByCapillary } from '../setByCapillary';
import { updateStored } from '../updateStored';
import { BADGE_GROUP, DETAILS, GROUPS } from './badgeGroup';

/**
 * PUT /group/{groupId} (https://docs.capillarytech.com/reference/update-badges-group, whose table says POST
 * while its sample sends PUT).
 */
export const update = updateStored(BADGE_GROUP, {
	action: 'Update badge group',
	description: 'Change the name or the rank of a group of badges',
	details: Object.values(DETAILS),
	asSentBack: (group) => withoutSetByCapillary(group, ['active', 'isActive']),
	call: (id, body) => ({ method: 'PUT', path: `${GROUPS}/${id}`, body }),
});
