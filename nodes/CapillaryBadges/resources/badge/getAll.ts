import { BADGES_API } from '../../api/call';
import { defineOperation } from '../../engine/operation';
import { choiceField } from '../../fields/choice';
import { collectionField } from '../../fields/collection';
import { limitField } from '../../fields/getMany';
import { simplifyField } from '../../fields/simplify';
import { outputOf } from '../shared/simplify';
import { COUNTED_BADGE } from './badge';
import { badgeFilters } from './filters';

const sort = collectionField(
	{
		displayName: 'Sort',
		name: 'sort',
		type: 'collection',
		placeholder: 'Add sorting',
		default: {},
	},
	{
		sortOn: choiceField({
			displayName: 'Sort By',
			name: 'sortOn',
			type: 'options',
			options: [
				{ name: 'ID', value: 'ID' },
				{ name: 'Name', value: 'NAME' },
				{ name: 'Start Date', value: 'START_DATE' },
			],
			default: 'NAME',
			description: 'What to sort the badges by',
		}),
	},
);

/** GET /badgeMeta (https://docs.capillarytech.com/reference/get-all-badges). */
export const getAll = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many badges',
		description: 'Find many badges by their name, status, owner or dates',
	},
	fields: { limit: limitField, filters: badgeFilters, sort, simplify: simplifyField },
	describe: () => 'get badges',
	list: {
		limit: ({ limit }) => limit,
		call: (row) => ({
			method: 'GET',
			path: `${BADGES_API}/badgeMeta`,
			query: { ...row.filters, ...row.sort },
		}),
		entries: () => ({ name: 'metaBasicDetails', limit: 'limit', id: ['id'] }),
		output: (badge, { simplify }) => outputOf(badge, COUNTED_BADGE, simplify),
	},
});
