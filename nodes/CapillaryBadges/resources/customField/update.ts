import { withoutReadOnlyFields } from '../shared/entity/readOnlyFields';
import { updateEntity } from '../shared/entity/update';
import { CUSTOM_FIELD, customFieldFields, FIELDS } from './customField';

const { name, isMandatory, defaultValue, isActive } = customFieldFields;

/** PUT /customField/{customFieldId} (https://docs.capillarytech.com/reference/update-custom-field-badge). */
export const update = updateEntity(CUSTOM_FIELD, {
	action: 'Update custom field',
	description: 'Rename a field of your badges, switch it on or off, or change its default value',
	fields: { name, isMandatory, defaultValue, isActive },
	asSentBack(field) {
		const { active, ...fields } = withoutReadOnlyFields(field);
		const { defaultValue, isActive = active } = fields;
		return { ...fields, isActive, defaultValue: defaultValue ?? undefined };
	},
	call: (id, body) => ({ method: 'PUT', path: `${FIELDS}/${id}`, body }),
});
