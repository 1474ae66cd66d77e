import type { INodeProperties } from 'n8n-workflow';

/**
 * Field for one of a few things that stand in what was chosen before: an earned badge or an enrolment of
 * the customer, a claim of the badge. Picked from the list, or by its ID.
 */
export function locatorField(field: {
	displayName: string;
	name: string;
	searchListMethod: string;
	description: string;
	placeholder: string;
}): INodeProperties {
	const { displayName, name, searchListMethod, description, placeholder } = field;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select one…',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
}
