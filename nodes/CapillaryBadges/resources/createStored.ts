import type { IDataObject } from 'n8n-workflow';

import { readDetails, type Detail } from '../descriptions/detail';
import { optionsField } from '../descriptions/options';
import { simplifyField } from '../descriptions/simplify';
import type { Operation } from '../engine/operation';
import { settleSent, type Stored } from './stored';

interface Row {
	body: IDataObject;
	simplify: boolean;
}

/** How a thing of a kind is created. */
interface Creation {
	action: string;
	description: string;
	/** Where it is sent to. */
	path: string;
	/** All that it is made of. */
	details: Detail[];
}

/** The operation that creates one. */
export function createStored(
	stored: Stored,
	{ action, description, path, details }: Creation,
): Operation<Row> {
	return {
		option: { name: 'Create', value: 'create', action, description },
		fields: [
			...details.map(({ field }) => (field.name === 'name' ? { ...field, required: true } : field)),
			simplifyField,
			optionsField(),
		],
		row: (item) => ({ body: readDetails(item, details), simplify: item.flag('simplify') }),
		task: ({ body }) => `create the ${stored.is} '${String(body.name)}'`,
		call: ([{ body }]) => ({ method: 'POST', path, body }),
		settle: ({ body, simplify }, answer) => settleSent(stored, body, simplify, answer),
	};
}
