import { isResourceLocatorValue } from 'n8n-workflow';

/** Longest expression that is looked at for a reference; longer ones are left to n8n. */
const LONGEST_REFERENCE = 1000;

/** One reference, and around it nothing but text that n8n leaves as it is. */
const REFERENCE =
	/^=([\w .,:;#@/+-]*)\{\{\s*\$json((?:\.[A-Za-z_]\w*|\["[^"\\]+"\]|\['[^'\\]+'\])+)\s*\}\}([\w .,:;#@/+-]*)$/;
const STEPS = /\.(\w+)|\["([^"]+)"\]|\['([^']+)'\]/g;

/** A reference to a value of the item, with the text before and behind it. */
export interface Reference {
	before: string;
	/** The path below `$json`. */
	path: string[];
	after: string;
}

/** The reference, when the field (or its locator's value) is one, perhaps with simple text around it. */
export function referenceIn(held: unknown): Reference | undefined {
	const text = locatedIn(held);
	if (typeof text !== 'string' || text.length > LONGEST_REFERENCE) return undefined;
	const [, before = '', steps, after = ''] = REFERENCE.exec(text) ?? [];
	// Versions of n8n differ in what they do with only blanks around a reference.
	const isOnlyBlank = before + after !== '' && (before + after).trim() === '';
	if (steps === undefined || isOnlyBlank) return undefined;
	const path = [...steps.matchAll(STEPS)].map(
		([, name, inDouble, inSingle]) => name ?? inDouble ?? inSingle,
	);
	return { before, path, after };
}

/** The value of a resource locator, which is an object within a collection; anything else unchanged. */
export function locatedIn(value: unknown): unknown {
	return isResourceLocatorValue(value) ? value.value : value;
}

/** How a thing is named in a resource locator. */
export interface Locator {
	mode: string;
	/** The name that the editor shows for what was picked from a list. */
	pickedName?: string;
}

/** The locator that a field holds; undefined for anything else. */
export function locatorIn(held: unknown): Locator | undefined {
	if (!isResourceLocatorValue(held)) return undefined;
	const { mode, value, cachedResultName } = held;
	// The name that was picked before says nothing of what an expression returns.
	const isPicked = mode === 'list' && !String(value).startsWith('=');
	return { mode, ...(isPicked && cachedResultName ? { pickedName: cachedResultName } : {}) };
}

/** Whether it is a plain object, not a list, a date or an instance of another class. */
export function isPlainObject(value: unknown): value is object {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const prototype = Object.getPrototypeOf(value) as object | null;
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A field of an object; nothing of what every object has. */
export function ownField(holder: unknown, name: string): unknown {
	return hasOwn(holder, name) ? holder[name] : undefined;
}

/** Whether a value is an object with this own field. */
export function hasOwn(holder: unknown, name: string): holder is Record<string, unknown> {
	return (
		typeof holder === 'object' &&
		holder !== null &&
		Object.prototype.hasOwnProperty.call(holder, name)
	);
}
