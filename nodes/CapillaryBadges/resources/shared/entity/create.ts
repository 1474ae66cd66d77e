import type { IDataObject } from 'n8n-workflow';

import { readDetails, requiredField, type Detail } from '../../../fields/detail';
import { optionsField } from '../../../fields/options';
import { readSimplify, simplifyField } from '../../../fields/simplify';
import type { Operation } from '../../../engine/operation';
import { sanitizeName } from '../../../errors/untrustedText';
import { findCreated, type Listing } from './findCreated';
import { settleEntity, type Entity } from './entity';

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
export function createEntity(
	stored: Entity,
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
		task: ({ body }) => `create the ${stored.is} '${sanitizeName(String(body.name))}'`,
		call: ([{ body }]) => ({ method: 'POST', path, body }),
		settle: ({ body, simplify }, answer) => settleEntity(stored, body, simplify, answer),
		lookInto: findCreated(stored, listing, ({ body }) => body),
	};
}
