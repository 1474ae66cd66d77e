import { createEntity } from '../shared/entity/create';
import { PAGE_SIZE } from '../../engine/pages';
import { CUSTOM_FIELD, DETAILS, FIELDS } from './customField';

const { name, dataType, isMandatory, defaultValue } = DETAILS;

/** POST /customField (https://docs.capillarytech.com/reference/create-custom-field). */
export const create = createEntity(CUSTOM_FIELD, {
	action: 'Create custom field',
	description: 'Add a field to the badges of your organization',
	path: FIELDS,
	name,
	others: [dataType, isMandatory, defaultValue],
	listing: {
		page: (_name, page) => ({
			method: 'GET',
			path: FIELDS,
			query: { sortOn: 'LAST_UPDATED_DATE', order: 'DESC', page, size: PAGE_SIZE },
		}),
		list: 'customFieldROList',
		nameTaken: 740,
	},
});
