import { getEntity } from '../shared/entity/get';
import { CUSTOM_FIELD } from './customField';

/** GET /customField/{customFieldId} (https://docs.capillarytech.com/reference/get-custom-field-by-id). */
export const get = getEntity(CUSTOM_FIELD, {
	action: 'Get custom field',
	description: 'Look up a field that your organization has added to its badges',
});
