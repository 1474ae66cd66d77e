import type { Call } from '../../../api/call';
import { asObject, sameId } from '../../../api/values';
import { defineOperation, type Operation } from '../../../engine/operation';
import { notConfirmed, succeeded } from '../../../engine/results';
import { simplifyField } from '../../../fields/simplify';
import { outputOf } from '../simplify';
import type { Entity } from './entity';

/** The operation that gets an entity by its ID. */
export function getEntity(
	{ is, field, get, outline }: Entity,
	{ action, description, query }: { action: string; description: string; query?: Call['query'] },
): Operation {
	return defineOperation({
		option: { name: 'Get', value: 'get', action, description },
		fields: { id: field(`The ${is} to look up`), simplify: simplifyField },
		describe: ({ id }) => `get ${is} ${id}`,
		single: {
			build: ({ id }) => ({ ...get(id), ...(query ? { query } : {}) }),
			settle({ id, simplify }, response) {
				if (!sameId(asObject(response.data).id, id)) {
					return notConfirmed(response, `is about a different ${is}`);
				}
				return succeeded(outputOf(response.data, outline, simplify));
			},
		},
	});
}
