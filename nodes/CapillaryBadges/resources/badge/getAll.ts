import { fieldsOf, filtersField, readFilters, type Query } from '../../fields/filters';
import { getManyFields, readMost } from '../../fields/getMany';
import { optionsField } from '../../fields/options';
import { readSimplify, simplifyField } from '../../fields/simplify';
import type { Operation } from '../../engine/operation';
import { BADGES_API } from '../../api/call';
import { listed, type ListRow } from '../shared/list';
import { COUNTED_BADGE } from './badge';
import { FILTERS } from './filters';

interface Row extends ListRow {
	query: Query;
}

const SORTINGS = [
	{ name: 'ID', value: 'ID' as const },
	{ name: 'Name', value: 'NAME' as const },
	{ name: 'Start Date', value: 'START_DATE' as const },
];

/** GET /badgeMeta (https://docs.capillarytech.com/reference/get-all-badges). */
export const getAll: Operation<Row> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many badges',
		description: 'Find many badges by their name, status, owner or dates',
	},
	fields: [
		...getManyFields,
		filtersField(fieldsOf(FILTERS)),
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'collection',
			placeholder: 'Add sorting',
			default: {},
			options: [
				{
					displayName: 'Sort By',
					name: 'sortOn',
					type: 'options',
					options: SORTINGS,
					default: 'NAME',
					description: 'What to sort the badges by',
				},
			],
		},
		simplifyField,
		optionsField(),
	],
	row(item) {
		const sort = item.collection('sort', 'Sort');
		return {
			most: readMost(item),
			simplify: readSimplify(item),
			query: {
				...readFilters(item, FILTERS),
				...(sort.has('sortOn') ? { sortOn: sort.choice('sortOn', 'Sort By', SORTINGS) } : {}),
			},
		};
	},
	task: () => 'get badges',
	...listed<Row>(({ query }) => ({ method: 'GET', path: `${BADGES_API}/badgeMeta`, query }), {
		name: 'metaBasicDetails',
		limit: 'limit',
		outline: COUNTED_BADGE,
	}),
};
