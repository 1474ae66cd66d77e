import type { IDataObject } from 'n8n-workflow';

import { readDetails, requiredField, type Detail } from '../descriptions/detail';
import { optionsField } from '../descriptions/options';
import { readSimplify, simplifyField } from '../descriptions/simplify';
import type { Operation } from '../engine/operation';
import { shownName } from '../transport/foreignText';
import { lookForCreated, type Listing } from './lookForCreated';
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
	/** Its name, which must be given, and what else it is made of. */
	name: Detail;
	others: Detail[];
	/** How one that was made without an answer is looked for. */
	listing: Listing;
}

/** The operation that creates one. */
export function createStored(
	stored: Stored,
	{ action, description, path, name, others, listing }: Creation,
): Operation<Row> {
	return {
		option: { name: 'Create', value: 'create', action, description },
		fields: [
			requiredField(name),
			...others.map(({ field }) => field),
			simplifyField,
			optionsField(),
		],
		row: (item) => ({ body: readDetails(item, [name, ...others]), simplify: readSimplify(item) }),
		task: ({ body }) => `create the ${stored.is} '${shownName(String(body.name))}'`,
		call: ([{ body }]) => ({ method: 'POST', path, body }),
		settle: ({ body, simplify }, answer) => settleSent(stored, body, simplify, answer),
		lookInto: lookForCreated(stored, listing, ({ body }) => body),
	};
}
