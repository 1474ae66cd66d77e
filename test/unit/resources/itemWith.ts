import type { IExecuteFunctions } from 'n8n-workflow';

import { Item } from '../../../nodes/CapillaryBadges/engine/item';

/** Time zone of the workflow that the items belong to. */
export const TIMEZONE = 'Asia/Kolkata';

/** Switches that n8n has for every item, whether or not a user touched them. */
const SWITCHES: Record<string, boolean> = { returnAll: false, simplify: false };

/** An item with these parameters, as the engine hands it to an operation; locators by their value alone. */
export function itemWith(parameters: Record<string, unknown>, index = 0): Item {
	const context = {
		getNode: () => ({ name: 'Capillary Badges', type: 'capillaryBadges', typeVersion: 1 }),
		getNodeParameter: (name: string, _: number, fallback: unknown) =>
			parameters[name] ?? SWITCHES[name] ?? fallback,
		getTimezone: () => TIMEZONE,
	};
	return new Item(context as unknown as IExecuteFunctions, index);
}
