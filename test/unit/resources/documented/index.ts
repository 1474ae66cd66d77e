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
import { completed, lookUpOf, readRow } from '../operation';

/** The published examples of every operation. */
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
		const row = readRow(operation, itemWith(parameters, index));
		if (operation.update) {
			const current = operation.update.complete(row, { data: lookedUp, warnings: [] });
			if (current.status === 'failed') throw new Error(current.refusal.message);
			return [current.row];
		}
		if (!lookUpOf(operation, row)) return [row];
		const taken = completed(operation, row, { data: lookedUp, warnings: [] });
		if (taken.status !== 'found') throw new Error('was settled by what was looked up');
		return taken.rows;
	});
}
