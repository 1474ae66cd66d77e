import { getStored } from '../getStored';
import { CUSTOM_FIELD } from './customField';

/** GET /customField/{customFieldId} (https://docs.capillarytech.com/reference/get-custom-field-by-id). */
export const get = getStored(CUSTOM_FIELD, {
	action: 'Get custom field',
	description: 'Look up a field that your organization has added to its badges',
});
