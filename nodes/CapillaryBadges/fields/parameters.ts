import type { IExecuteFunctions } from 'n8n-workflow';

import { onceForItem } from './onceForItem';
import {
	hasOwn,
	isPlainObject,
	locatedIn,
	locatorIn,
	ownField,
	referenceIn,
	type Locator,
} from './references';
import { isTool } from './tool';

/** Reads what is entered in the node: unevaluated, and evaluated for an item. */
export interface ParameterReader {
	/**
	 * The value for one item, its expressions evaluated, locators by their value.
	 *
	 * @param path name of a parameter, or the way to a field in it, such as `options.requestId`
	 * @returns `null` when the node has no such parameter
	 */
	read(path: string, index: number): unknown;
	/** What a parameter holds for all items alike: expressions as they are written; `null` as above. */
	held(name: string): unknown;
	/** Whether an agent fills the fields; it leaves one out by giving no value. */
	isTool: boolean;
}

/** Reads every field of every item through n8n. */
export function askingN8n(context: IExecuteFunctions): ParameterReader {
	const held = new Map<string, unknown>();
	return {
		read(path, index) {
			// n8n looks for a parameter's description by its name, and knows none of a field within it.
			const isParameter = !path.includes('.');
			const value = context.getNodeParameter(path, index, null, { extractValue: isParameter });
			return isParameter ? value : locatedIn(value);
		},
		held(name) {
			if (!held.has(name)) {
				held.set(name, context.getNodeParameter(name, 0, null, { rawExpressions: true }));
			}
			return held.get(name);
		},
		isTool: isTool(context.getNode()),
	};
}

/**
 * Reads what n8n would read, fast enough for many items. n8n evaluates each expression in a place of
 * its own, which takes about 0.2 ms; for thousands of rows that is longer than all the calls. Most
 * fields need none of it: they hold the same for every item, and are read once, or they hold nothing
 * but a reference such as `{{ $json.customer }}`, perhaps with simple text around it, which is looked up
 * in the item. Anything else, and anything that is not plain text, a number or a boolean, is left to n8n,
 * which is asked once for each item.
 */
export function parameterReader(context: IExecuteFunctions): ParameterReader {
	const n8n = askingN8n(context);
	const items = context.getInputData();
	// A single item gains nothing; and only there, as a tool, does n8n resolve $json against other items.
	if (items.length < 2) return n8n;

	const readers = new Map<string, (index: number) => unknown>();
	const readerOf = (path: string): ((index: number) => unknown) => {
		const held = n8n.held(path);
		if (!hasExpression(held)) {
			const value = n8n.read(path, 0);
			return () => value;
		}
		const ask = onceForItem((index) => n8n.read(path, index));
		const reference = referenceIn(held);
		if (!reference) return ask;
		const { before, path: steps, after } = reference;
		const isInText = before !== '' || after !== '';
		return (index) => {
			const value = steps.reduce(ownField, items[index].json);
			if (!isPlain(value)) return ask(index);
			return isInText ? `${before}${value}${after}` : value;
		};
	};
	return {
		read(path, index) {
			let reader = readers.get(path);
			if (!reader) readers.set(path, (reader = readerOf(path)));
			return reader(index);
		},
		held: n8n.held,
		isTool: n8n.isTool,
	};
}

/** The fields of one item: the node's parameters, or those within a collection. */
export interface ItemParameters {
	/** Whether an agent fills them, which may leave any of them out. */
	isByAgent: boolean;
	/** Whether the parameter was filled, or the field added to the collection; by an agent, with a value. */
	isSet(name: string): boolean;
	/** Whether the value was typed or picked in the editor; otherwise an expression returns it. */
	isEnteredByHand(name: string): boolean;
	/** How a thing is named in a resource locator; undefined for any other field. */
	locator(name: string): Locator | undefined;
	/** The value; resource locators by what was picked or entered. */
	value(name: string): unknown;
	/** The fields of a collection; `undefined` when the value is something else. */
	collection(name: string): ItemParameters | undefined;
	/** The entries of a list; none when it is not there, `undefined` for an entry that is something else. */
	entries(name: string): Array<ItemParameters | undefined>;
}

/** The parameters of the node, for one item. */
export function parameters(reader: ParameterReader, index: number): ItemParameters {
	return fieldsHeld(reader, index, {
		prefix: '',
		isSet: (name) => reader.held(name) !== null,
		held: (name) => reader.held(name),
	});
}

/** A collection to which nothing has been added. */
export const NO_PARAMETERS: ItemParameters = fieldsGiven({}, false);

/** Whether a value, or one within it, is an expression. */
export function hasExpression(held: unknown): boolean {
	if (typeof held === 'string') return held.startsWith('=');
	return typeof held === 'object' && held !== null && Object.values(held).some(hasExpression);
}

/** What the node holds: its parameters, or the fields of a collection. */
interface Held {
	/** What their paths begin with. */
	prefix: string;
	isSet(name: string): boolean;
	held(name: string): unknown;
}

/** Parameters of the node. Each is read separately, so that a failing expression affects no other parameter. */
function fieldsHeld(
	reader: ParameterReader,
	index: number,
	{ prefix, isSet, held }: Held,
): ItemParameters {
	const isByAgent = reader.isTool;
	const value = (name: string) => reader.read(`${prefix}${name}`, index);
	const fieldsAt = (path: string, here: unknown): ItemParameters | undefined => {
		if (isExpression(here)) return asFields(reader.read(path, index), isByAgent);
		if (!isPlainObject(here)) return undefined;
		return fieldsHeld(reader, index, {
			prefix: `${path}.`,
			isSet: (name) => hasOwn(here, name),
			held: (name) => ownField(here, name),
		});
	};
	return {
		isByAgent,
		isSet: (name) => isSet(name) && !(isByAgent && isMissing(value(name))),
		isEnteredByHand: (name) => !hasExpression(held(name)),
		locator: (name) => locatorIn(held(name)),
		value,
		collection: (name) => fieldsAt(`${prefix}${name}`, held(name)),
		entries(name) {
			if (!isSet(name)) return [];
			const path = `${prefix}${name}`;
			const list = held(name);
			if (isExpression(list)) return asEntries(value(name), isByAgent);
			return Array.isArray(list)
				? list.map((entry, nth) => fieldsAt(`${path}.${nth}`, entry))
				: [fieldsAt(path, list)];
		},
	};
}

/** Parameters in an object that an expression returned. */
function fieldsGiven(object: object, isByAgent: boolean): ItemParameters {
	const value = (name: string) => locatedIn(ownField(object, name));
	return {
		isByAgent,
		isSet: (name) => hasOwn(object, name) && !(isByAgent && isMissing(value(name))),
		isEnteredByHand: () => false,
		locator: (name) => locatorIn(ownField(object, name)),
		value,
		collection: (name) => asFields(value(name), isByAgent),
		entries: (name) => (hasOwn(object, name) ? asEntries(value(name), isByAgent) : []),
	};
}

function asFields(value: unknown, isByAgent: boolean): ItemParameters | undefined {
	return isPlainObject(value) ? fieldsGiven(value, isByAgent) : undefined;
}

function asEntries(value: unknown, isByAgent: boolean): Array<ItemParameters | undefined> {
	return (Array.isArray(value) ? value : [value]).map((entry) => asFields(entry, isByAgent));
}

/** Whether an expression gave no value. */
export function isMissing(value: unknown): value is undefined | null {
	return value === undefined || value === null;
}

function isExpression(held: unknown): boolean {
	return typeof held === 'string' && held.startsWith('=');
}

function isPlain(value: unknown): value is string | number | boolean {
	return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
