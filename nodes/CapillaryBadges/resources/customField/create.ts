import { withProperty } from '../../fields/field';
import { createEntity } from '../shared/entity/create';
import { merged } from '../shared/entity/fields';
import { CUSTOM_FIELD, customFieldFields, FIELDS } from './customField';

const { name, dataType, isMandatory, defaultValue } = customFieldFields;

/** POST /customField (https://docs.capillarytech.com/reference/create-custom-field). */
export const create = createEntity(CUSTOM_FIELD, {
	action: 'Create custom field',
	description: 'Add a field to the badges of your organization',
	path: FIELDS,
	fields: { name: withProperty(name, { required: true }), dataType, isMandatory, defaultValue },
	body: merged,
	sameName: {
		page: (_name, page, size) => ({
			method: 'GET',
			path: FIELDS,
			query: { sortOn: 'LAST_UPDATED_DATE', order: 'DESC', page, size },
		}),
		list: 'customFieldROList',
		nameTaken: 740,
	},
});
