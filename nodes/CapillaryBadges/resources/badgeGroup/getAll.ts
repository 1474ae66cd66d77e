import { getManyFields, readMost } from '../../fields/getMany';
import { optionsField } from '../../fields/options';
import { readSimplify, simplifyField } from '../../fields/simplify';
import type { Operation } from '../../engine/operation';
import { listed, type ListRow } from '../shared/list';
import { BADGE_GROUP, GROUPS } from './badgeGroup';

/** GET /group (https://docs.capillarytech.com/reference/get-all-groups). */
export const getAll: Operation<ListRow> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many badge groups',
		description: 'List many groups of badges',
	},
	fields: [...getManyFields, simplifyField, optionsField()],
	row: (item) => ({ most: readMost(item), simplify: readSimplify(item) }),
	task: () => 'get badge groups',
	...listed(() => ({ method: 'GET', path: GROUPS }), {
		name: 'badgeGroups',
		outline: BADGE_GROUP.outline,
	}),
};
