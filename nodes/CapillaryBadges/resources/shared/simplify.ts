import type { IDataObject } from 'n8n-workflow';

import { asIsoDate } from '../../api/dates';
import { activeIn, asObject, asText } from '../../api/values';

type Entry = Record<string, unknown>;

/** How a field of the simplified output is read from the object that Capillary gives. */
const READERS = {
	/** A date, which newer responses also give in ISO 8601, under the same name followed by ISO. */
	date: (entry: Entry, name: string) => asIsoDate(entry[`${name}ISO`]) ?? asIsoDate(entry[name]),
	/** An ID, as text. */
	id: (entry: Entry, name: string) => asText(entry[name]),
	/** Whether something is active, which responses call `active` or `isActive`. */
	active: (entry: Entry) => activeIn(entry) ?? null,
	/** Anything else, as it is. */
	plain: (entry: Entry, name: string) => entry[name] ?? null,
};

/** The fields of the simplified output by Capillary's names, in their order; at most ten. */
export type Outline = Record<string, keyof typeof READERS>;

/**
 * What a workflow mostly needs of an object that Capillary gives: plain fields, null where it has none,
 * dates as ISO 8601 in UTC. The whole object when `simplify` is off.
 */
export function outputOf(entry: unknown, outline: Outline, simplify: boolean): IDataObject {
	const whole = asObject(entry);
	if (!simplify) return whole as IDataObject;
	return Object.fromEntries(
		Object.entries(outline).map(([name, kind]) => [name, READERS[kind](whole, name)]),
	) as IDataObject;
}
