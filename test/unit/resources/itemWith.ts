import type { IExecuteFunctions } from 'n8n-workflow';

import { Item } from '../../../nodes/CapillaryBadges/engine/item';

/** Time zone of the workflow that the items belong to. */
export const TIMEZONE = 'Asia/Kolkata';

/**
 * An item with these parameters, as the engine hands it to an operation; locators by their value alone.
 * Fields of a collection are reached as n8n does it, as `collection.field`.
 */
export function itemWith(parameters: Record<string, unknown>, index = 0): Item {
	const context = {
		getNode: () => ({ name: 'Capillary Badges', type: 'capillaryBadges', typeVersion: 1 }),
		getNodeParameter: (name: string, _: number, fallback: unknown) =>
			valueAt(parameters, name.split('.')) ?? fallback,
		getTimezone: () => TIMEZONE,
	};
	return new Item(context as unknown as IExecuteFunctions, index);
}

function valueAt(value: unknown, path: string[]): unknown {
	return path.reduce(
		(holder, part) => (holder as Record<string, unknown> | undefined)?.[part],
		value,
	);
}
