import { optionsField } from '../descriptions/options';
import { readSimplify, simplifyField } from '../descriptions/simplify';
import { notConfirmed, type Operation } from '../engine/operation';
import type { Call } from '../transport/call';
import { asObject, sameId } from './values';
import { outputOf } from './simplified';
import type { Stored } from './stored';

interface Row {
	id: string;
	simplify: boolean;
}

/** The operation that gets one by its ID. */
export function getStored(
	stored: Stored,
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
