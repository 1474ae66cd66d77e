import type { IDataObject } from 'n8n-workflow';

import { activeIn, asObject } from '../values';
import { updateStored } from '../updateStored';
import { CUSTOM_FIELD, DETAILS, FIELDS } from './customField';

const { name, isMandatory, defaultValue, isActive } = DETAILS;

/** PUT /customField/{customFieldId} (https://docs.capillarytech.com/reference/update-custom-field-badge). */
export const update = updateStored(CUSTOM_FIELD, {
	action: 'Update custom field',
	description: 'Rename a field of your badges, switch it on or off, or change its default value',
	details: [name, isMandatory, defaultValue, isActive],
	asSentBack(field) {
		const read = asObject(field);
		return {
			name: read.name,
			isMandatory: read.isMandatory,
			defaultValue: read.defaultValue ?? undefined,
			isActive: activeIn(read),
			dataType: read.dataType,
		} as IDataObject;
	},
	call: (id, body) => ({ method: 'PUT', path: `${FIELDS}/${id}`, body }),
});
