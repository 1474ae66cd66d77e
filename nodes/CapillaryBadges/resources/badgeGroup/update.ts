import { withoutReadOnlyFields } from '../shared/entity/readOnlyFields';
import { updateEntity } from '../shared/entity/update';
import { BADGE_GROUP, groupFields, GROUPS } from './badgeGroup';

/**
 * PUT /group/{groupId} (https://docs.capillarytech.com/reference/update-badges-group, whose table says POST
 * while its sample sends PUT).
 */
export const update = updateEntity(BADGE_GROUP, {
	action: 'Update badge group',
	description: 'Change the name or the rank of a group of badges',
	fields: groupFields,
	asSentBack: (group) => withoutReadOnlyFields(group, ['active', 'isActive']),
	call: (id, body) => ({ method: 'PUT', path: `${GROUPS}/${id}`, body }),
});
