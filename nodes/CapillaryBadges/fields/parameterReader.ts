import type { IExecuteFunctions } from 'n8n-workflow';

import { onceForItem } from './onceForItem';
import { locatedIn, ownField, referenceIn } from './references';
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

/** Whether a value, or one within it, is an expression. */
export function hasExpression(held: unknown): boolean {
	if (typeof held === 'string') return held.startsWith('=');
	return typeof held === 'object' && held !== null && Object.values(held).some(hasExpression);
}

function isPlain(value: unknown): value is string | number | boolean {
	return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
