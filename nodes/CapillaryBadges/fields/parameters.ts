import { hasExpression, type ParameterReader } from './parameterReader';
import { hasOwn, isPlainObject, locatedIn, locatorIn, ownField, type Locator } from './references';

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
