import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isSame, type Heard } from './hearing';

/** An object of an answer. */
export type Json = Record<string, unknown>;

/** A row that the node calls done, and everything that was said in answers that tell of no error. */
export interface Claimed {
	item: IDataObject;
	parameters: INodeParameters;
	/** What came out of the node for it. */
	output: IDataObject[];
	heard: Heard[];
}

/** Whether what was said confirms a row. Written from Capillary's documents, and not from the node. */
export type Confirmation = (row: Claimed) => boolean;

/** Some flag says that it is so, and none says that it is not. */
export function isSaid({ isActive, active }: Json, wanted: boolean): boolean {
	const flags = [isActive, active].filter((flag) => flag !== undefined && flag !== null);
	return flags.length > 0 && flags.every((flag) => flag === wanted);
}

/** Whether an answer is about the badge of the row. */
export function isOfBadge({ item }: Claimed) {
	return ({ id }: Json) => isSame(id, item.badge);
}

/** Whether a call looked a customer up. */
export function isLookup({ path }: Heard['call']): boolean {
	return path.endsWith('/lookup');
}
