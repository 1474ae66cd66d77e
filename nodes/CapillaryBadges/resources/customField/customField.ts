import { customFieldPicker } from '../../fields/customField';
import type { Detail } from '../../fields/detail';
import { BADGES_API } from '../../api/call';
import type { Entity } from '../shared/entity/entity';

/** Where Capillary keeps custom fields. */
export const FIELDS = `${BADGES_API}/customField`;

/** A field that an organization has added to its badges. */
export const CUSTOM_FIELD: Entity = {
	is: 'custom field',
	...customFieldPicker,
	one: (id) => ({ method: 'GET', path: `${FIELDS}/${id}` }),
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

const DATA_TYPES = [
	{ name: 'Date', value: 'DATE' as const },
	{ name: 'Number', value: 'INTEGER' as const, description: 'A whole number' },
	{ name: 'Text', value: 'STRING' as const },
	{ name: 'True or False', value: 'BOOLEAN' as const },
];

/** What a custom field is made of. */
export const DETAILS = {
	name: {
		field: {
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Terms & Conditions',
			description:
				'Name of the field, which no other active field may have. Capital and small letters count as different.',
		},
		read: (item) => ({ name: item.required('name', 'Name') }),
	},
	dataType: {
		field: {
			displayName: 'Data Type',
			name: 'dataType',
			type: 'options',
			options: DATA_TYPES,
			default: 'STRING',
			description: 'What the values of the field are; it cannot be changed later',
		},
		read: (item) => ({ dataType: item.choice('dataType', 'Data Type', DATA_TYPES) }),
	},
	isMandatory: {
		field: {
			displayName: 'Mandatory',
			name: 'isMandatory',
			type: 'boolean',
			default: false,
			description: 'Whether every badge must have a value for the field',
		},
		read: (item) => ({ isMandatory: item.yesOrNo('isMandatory', 'Mandatory') }),
	},
	defaultValue: {
		field: {
			displayName: 'Default Value',
			name: 'defaultValue',
			type: 'string',
			default: '',
			description: 'The value of badges that name no other. A mandatory field needs one.',
		},
		// A field without a default value is sent without it: nowhere is a request with null published.
		read: (item) => ({
			defaultValue: item.valueAsText('defaultValue', 'Default Value') || undefined,
		}),
	},
	isActive: {
		field: {
			displayName: 'Active',
			name: 'isActive',
			type: 'boolean',
			default: true,
			description: 'Whether badges can have the field',
		},
		read: (item) => ({ isActive: item.yesOrNo('isActive', 'Active') }),
	},
} satisfies Record<string, Detail>;
