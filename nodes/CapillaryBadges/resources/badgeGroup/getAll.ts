import { getManyFields, readMost } from '../../descriptions/getMany';
import { optionsField } from '../../descriptions/options';
import { readSimplify, simplifyField } from '../../descriptions/simplify';
import type { Operation } from '../../engine/operation';
import { listed, type ListRow } from '../paging';
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
