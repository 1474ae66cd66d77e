import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from './item';

/** Something that a thing of Capillary's is set up with. */
export interface Detail {
	/** Its field in the editor. */
	field: INodeProperties;
	/** What it puts into the object that Capillary takes; bad input is refused. */
	read(item: Item): IDataObject;
}

/** Largest whole number that Capillary takes for a rank or a till. */
export const LARGEST_NUMBER = 2_147_483_647;

/** The details of an item, as the object has them. */
export function readDetails(item: Item, details: Detail[]): IDataObject {
	return Object.assign({}, ...details.map((detail) => detail.read(item))) as IDataObject;
}

/** Those of the details that have been added to a collection. */
export function readAddedDetails(collection: Item, details: Detail[]): IDataObject {
	return readDetails(
		collection,
		details.filter(({ field }) => collection.has(field.name)),
	);
}

/** The field of a detail that cannot be left out. */
export function requiredField({ field }: Detail): INodeProperties {
	return { ...field, required: true };
}

/** The fields of details as a collection shows them, by the alphabet. */
export function sortedFields(details: Detail[]): INodeProperties[] {
	const fields = details.map(({ field }) => field);
	return fields.sort((one, other) => one.displayName.localeCompare(other.displayName));
}
