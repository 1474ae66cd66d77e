import { isResourceLocatorValue, type IExecuteFunctions } from 'n8n-workflow';

/** Reads a field of the node for one of its items: locators by their value, `null` when it is not there. */
export type ReadField = (name: string, index: number) => unknown;

/** Reads every field of every item by asking n8n. */
export function askingN8n(context: IExecuteFunctions): ReadField {
	return (name, index) => context.getNodeParameter(name, index, null, { extractValue: true });
}

/**
 * Reads what n8n would read, fast enough for many items. n8n evaluates each expression in a place of
 * its own, which takes about 0.2 ms; for thousands of rows that is longer than all the calls. Most
 * fields need none of it: they hold the same for every item, and are read once, or they hold nothing
 * but a reference such as `{{ $json.customer }}`, which is looked up in the item. Anything else, and
 * anything that is not plain text or a number, is left to n8n.
 */
export function fieldReader(context: IExecuteFunctions): ReadField {
	const ask = askingN8n(context);
	const items = context.getInputData();
	// A single item gains nothing; and only there, as a tool, does n8n resolve $json against other items.
	if (items.length < 2) return ask;

	const readers = new Map<string, (index: number) => unknown>();
	const readerOf = (name: string): ((index: number) => unknown) => {
		const held = context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown;
		if (!hasExpression(held)) {
			const value = ask(name, 0);
			return () => value;
		}
		const path = referenceIn(held);
		if (!path) return (index) => ask(name, index);
		return (index) => {
			const value = path.reduce(ownField, items[index].json);
			return typeof value === 'string' || Number.isFinite(value) ? value : ask(name, index);
		};
	};
	return (name, index) => {
		let reader = readers.get(name);
		if (!reader) readers.set(name, (reader = readerOf(name)));
		return reader(index);
	};
}

function hasExpression(held: unknown): boolean {
	if (typeof held === 'string') return held.startsWith('=');
	return typeof held === 'object' && held !== null && Object.values(held).some(hasExpression);
}

const REFERENCE = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\["[^"\\]+"\]|\['[^'\\]+'\])+)\s*\}\}$/;
const STEPS = /\.(\w+)|\[(["'])(.+?)\2\]/g;

/** The path below `$json`, when the field (or its locator's value) is a reference and nothing more. */
function referenceIn(held: unknown): string[] | undefined {
	const text = isResourceLocatorValue(held) ? held.value : held;
	const [, steps] = (typeof text === 'string' && REFERENCE.exec(text)) || [];
	return steps === undefined
		? undefined
		: [...steps.matchAll(STEPS)].map(([, name, , quoted]) => name ?? quoted);
}

function ownField(holder: unknown, name: string): unknown {
	if (typeof holder !== 'object' || holder === null) return undefined;
	return Object.getOwnPropertyDescriptor(holder, name)?.value;
}
