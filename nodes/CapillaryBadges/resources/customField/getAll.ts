import { defineOperation } from '../../engine/operation';
import { filtersField } from '../../fields/filters';
import { limitField } from '../../fields/getMany';
import { simplifyField } from '../../fields/simplify';
import { outputOf } from '../shared/simplify';
import { CUSTOM_FIELD, FIELDS, isActive } from './customField';

/** GET /customField (https://docs.capillarytech.com/reference/get-all-custom-fields). */
export const getAll = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many custom fields',
		description: 'List many fields that your organization has added to its badges',
	},
	fields: {
		limit: limitField,
		filters: filtersField({ isActive }),
		simplify: simplifyField,
	},
	describe: () => 'get custom fields',
	list: {
		limit: ({ limit }) => limit,
		call: ({ filters }) => ({ method: 'GET', path: FIELDS, query: { ...filters } }),
		entries: () => ({ name: 'customFieldROList', id: ['id'] }),
		output: (field, { simplify }) => outputOf(field, CUSTOM_FIELD.outline, simplify),
	},
});
