import { filtersField, readFilters, type Filters, type Query } from '../../fields/filters';
import { getManyFields, readMost } from '../../fields/getMany';
import { optionsField } from '../../fields/options';
import { readSimplify, simplifyField } from '../../fields/simplify';
import type { Operation } from '../../engine/operation';
import { listed, type ListRow } from '../shared/list';
import { CUSTOM_FIELD, DETAILS, FIELDS } from './customField';

interface Row extends ListRow {
	query: Query;
}

const FILTERS: Filters = {
	isActive: {
		field: DETAILS.isActive.field,
		read: (item, name, label) => item.yesOrNo(name, label),
	},
};

/** GET /customField (https://docs.capillarytech.com/reference/get-all-custom-fields). */
export const getAll: Operation<Row> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many custom fields',
		description: 'List many fields that your organization has added to its badges',
	},
	fields: [...getManyFields, filtersField([FILTERS.isActive.field]), simplifyField, optionsField()],
	row: (item) => ({
		most: readMost(item),
		simplify: readSimplify(item),
		query: readFilters(item, FILTERS),
	}),
	task: () => 'get custom fields',
	...listed<Row>(({ query }) => ({ method: 'GET', path: FIELDS, query }), {
		name: 'customFieldROList',
		outline: CUSTOM_FIELD.outline,
	}),
};
