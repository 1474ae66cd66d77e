import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import { itemWith } from '../itemWith';
import { badge } from './badge';
import { badgeGroup } from './badgeGroup';
import { claim } from './claim';
import { customer } from './customer';
import { customField } from './customField';
import { earn } from './earn';
import type { Example } from './example';
import { issue } from './issue';

/** The published exchanges of every operation. */
export const EXAMPLES: Example[] = [
	...badge,
	...badgeGroup,
	...claim,
	...customer,
	...customField,
	...earn,
	...issue,
];

/** The rows of an example, completed by what the operation looks up. */
export function rowsOf(operation: Operation, { items, lookedUp }: Example): unknown[] {
	return items.flatMap((parameters, index) => {
		const row = operation.row(itemWith(parameters, index));
		if (operation.update) {
			const current = operation.update.take(row, { data: lookedUp, warnings: [] });
			if ('refused' in current) throw new Error(current.refused.message);
			return [current.row];
		}
		if (!operation.read?.call(row)) return [row];
		const taken = operation.read.take(row, { data: lookedUp, warnings: [] }, new Map());
		if (!('rows' in taken)) throw new Error('was settled by what was looked up');
		return taken.rows;
	});
}
