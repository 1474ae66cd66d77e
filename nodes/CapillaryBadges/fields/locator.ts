import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** A way to name a thing by text. */
type Mode = Pick<INodePropertyMode, 'displayName' | 'name' | 'placeholder' | 'validation'>;

/** A field for a thing that is picked from a list, or named in another way. */
export interface Locator {
	displayName: string;
	name: string;
	description: string;
	/** Text of the empty list. */
	listPlaceholder: string;
	/** Method that fills the list when it is opened. */
	searchListMethod: string;
	/** Fields that the list depends on. The editor clears the value when one of them changes. */
	dependsOn?: string[];
	/** The other way to name the thing. */
	otherwise: Mode;
	/** A third way. */
	byName?: Mode;
}

/** n8n's property for such a field. */
export function locatorProperty(locator: Locator): INodeProperties {
	const { displayName, name, description, listPlaceholder, searchListMethod } = locator;
	const { dependsOn, otherwise, byName } = locator;
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
			...(byName ? [{ type: 'string' as const, ...byName }] : []),
		],
	};
}
