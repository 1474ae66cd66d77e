import { optionsField } from '../../../fields/options';
import { readSimplify, simplifyField } from '../../../fields/simplify';
import { notConfirmed, type Operation } from '../../../engine/operation';
import type { Call } from '../../../api/call';
import { asObject, sameId } from '../../../api/values';
import { outputOf } from '../simplify';
import type { Entity } from './entity';

interface Row {
	id: string;
	simplify: boolean;
}

/** The operation that gets one by its ID. */
export function getEntity(
	stored: Entity,
	{ action, description, query }: { action: string; description: string; query?: Call['query'] },
): Operation<Row> {
	const { is, field, read, one, outline } = stored;
	return {
		option: { name: 'Get', value: 'get', action, description },
		fields: [field(`The ${is} to look up`), simplifyField, optionsField()],
		row: (item) => ({ id: read(item), simplify: readSimplify(item) }),
		task: ({ id }) => `get ${is} ${id}`,
		call: ([{ id }]) => ({ ...one(id), ...(query ? { query } : {}) }),
		settle({ id, simplify }, answer) {
			if (!sameId(asObject(answer.data).id, id)) {
				return notConfirmed(answer, `about a different ${is}`);
			}
			return { done: [outputOf(answer.data, outline, simplify)] };
		},
	};
}
