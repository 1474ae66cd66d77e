import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isSame, type ValidResponse } from './validResponses';

/** An object in a response. */
export type Json = Record<string, unknown>;

/** A row that succeeded, with all valid responses of the run. */
export interface Claimed {
	item: IDataObject;
	parameters: INodeParameters;
	/** The output for the row. */
	output: IDataObject[];
	responses: ValidResponse[];
}

/** Whether the responses confirm a row. Written from Capillary's documents, not from the node. */
export type Confirmation = (row: Claimed) => boolean;

/** At least one flag has the value, and no flag has another value. */
export function isSaid({ isActive, active }: Json, wanted: boolean): boolean {
	const flags = [isActive, active].filter((flag) => flag !== undefined && flag !== null);
	return flags.length > 0 && flags.every((flag) => flag === wanted);
}

/** Whether a response is about the badge of the row. */
export function isOfBadge({ item }: Claimed) {
	return ({ id }: Json) => isSame(id, item.badge);
}

export function isLookup({ path }: ValidResponse['call']): boolean {
	return path.endsWith('/lookup');
}
