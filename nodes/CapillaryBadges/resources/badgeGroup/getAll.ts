import { defineOperation } from '../../engine/operation';
import { limitField } from '../../fields/getMany';
import { simplifyField } from '../../fields/simplify';
import { outputOf } from '../shared/simplify';
import { BADGE_GROUP, GROUPS } from './badgeGroup';

/** GET /group (https://docs.capillarytech.com/reference/get-all-groups). */
export const getAll = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many badge groups',
		description: 'List many groups of badges',
	},
	fields: { limit: limitField, simplify: simplifyField },
	describe: () => 'get badge groups',
	list: {
		limit: ({ limit }) => limit,
		call: () => ({ method: 'GET', path: GROUPS }),
		entries: () => ({ name: 'badgeGroups', id: ['id'] }),
		output: (group, { simplify }) => outputOf(group, BADGE_GROUP.outline, simplify),
	},
});
