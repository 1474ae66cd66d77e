import { BADGES_API } from '../../api/call';
import { booleanField } from '../../fields/boolean';
import { choiceField } from '../../fields/choice';
import { customFieldField } from '../../fields/customField';
import { map } from '../../fields/field';
import { anyValueField, textField } from '../../fields/text';
import type { Entity } from '../shared/entity/entity';

/** Where Capillary keeps custom fields. */
export const FIELDS = `${BADGES_API}/customField`;

/** A field that an organization has added to its badges. */
export const CUSTOM_FIELD: Entity = {
	is: 'custom field',
	field: customFieldField,
	get: (id) => ({ method: 'GET', path: `${FIELDS}/${id}` }),
	outline: {
		id: 'id',
		name: 'plain',
		dataType: 'plain',
		isMandatory: 'plain',
		defaultValue: 'plain',
		isActive: 'active',
		createdOn: 'date',
		lastUpdatedOn: 'date',
	},
	confirmed: {
		name: 'name',
		dataType: 'data type',
		isMandatory: 'setting for mandatory',
		defaultValue: 'default value',
		isActive: 'active state',
	},
};

/** Whether badges can have the field. */
export const isActive = booleanField({
	displayName: 'Active',
	name: 'isActive',
	type: 'boolean',
	default: true,
	description: 'Whether badges can have the field',
});

/** What a custom field is made of. */
export const customFieldFields = {
	name: map(
		textField({
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Terms & Conditions',
			description: 'Name of the field, which no other active field may have. Case-sensitive.',
		}),
		(name) => ({ name }),
	),
	dataType: map(
		choiceField({
			displayName: 'Data Type',
			name: 'dataType',
			type: 'options',
			options: [
				{ name: 'Date', value: 'DATE' },
				{ name: 'Number', value: 'INTEGER', description: 'A whole number' },
				{ name: 'Text', value: 'STRING' },
				{ name: 'True or False', value: 'BOOLEAN' },
			],
			default: 'STRING',
			description: 'The type of the values; it cannot be changed later',
		}),
		(dataType) => ({ dataType }),
	),
	isMandatory: map(
		booleanField({
			displayName: 'Mandatory',
			name: 'isMandatory',
			type: 'boolean',
			default: false,
			description: 'Whether every badge must have a value for the field',
		}),
		(isMandatory) => ({ isMandatory }),
	),
	defaultValue: map(
		anyValueField({
			displayName: 'Default Value',
			name: 'defaultValue',
			type: 'string',
			default: '',
			description: 'Used when a badge has no value of its own. A mandatory field needs one.',
		}),
		// A field without a default value is sent without it: nowhere is a request with null published.
		(defaultValue) => ({ defaultValue: defaultValue || undefined }),
	),
	isActive: map(isActive, (active) => ({ isActive: active })),
};
