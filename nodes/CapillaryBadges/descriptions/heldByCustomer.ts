import type { INodeProperties } from 'n8n-workflow';

/**
 * Field for one of the things that a customer holds (an earned badge, an enrolment):
 * picked from what the customer has of the chosen badge, or by its ID.
 */
export function heldByCustomerField(field: {
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
