import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** Field for a thing that is picked from a list, which n8n fills when it is opened, or named otherwise. */
export function locatorField(field: {
	displayName: string;
	name: string;
	description: string;
	/** What the empty list says. */
	listPlaceholder: string;
	/** The method that fills the list. */
	searchListMethod: string;
	/** The fields that the list depends on: what was picked for one value of them is dropped with the next. */
	dependsOn?: string[];
	/** The other way to name it. */
	otherwise: Pick<INodePropertyMode, 'displayName' | 'name' | 'placeholder' | 'validation'>;
}): INodeProperties {
	const { displayName, name, description, listPlaceholder, searchListMethod } = field;
	const { dependsOn, otherwise } = field;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		...(dependsOn ? { typeOptions: { loadOptionsDependsOn: dependsOn } } : {}),
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: listPlaceholder,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ type: 'string', ...otherwise },
		],
	};
}
