import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../fields/field';

/** Fields of an entity; each reads its part of the body. */
export type BodyFields = Record<string, Field<IDataObject>>;

/** The parts of a body as one. */
export function merged(parts: object): IDataObject {
	return Object.assign({}, ...Object.values(parts)) as IDataObject;
}
