/** Deepest nesting of lists and objects; deeper ones would exhaust the stack. */
const DEEPEST = 500;

/** Whole numbers of fewer digits fit into a float. */
const LONG = 16;

/** A number whose digits a float or JavaScript's way of writing it would change, such as `1716803487.000000000`. */
export class ExactNumber {
	constructor(readonly digits: string) {}
}

/**
 * Parses JSON like JSON.parse, except that a whole number too large for a float to hold exactly
 * becomes a string, so that a 64-bit id keeps its last digits.
 *
 * @throws SyntaxError when the text is not JSON, or nested more than 500 deep
 */
export function parseJson(text: string): unknown {
	const parsed: unknown = JSON.parse(text);
	return scan(text).hasLongNumber ? readValue(text, longAsText) : parsed;
}

/**
 * Parses JSON so that writeJson gives back every number digit by digit.
 *
 * @throws SyntaxError when the text is not JSON, or nested more than 500 deep
 */
export function parseExactJson(text: string): unknown {
	JSON.parse(text);
	scan(text);
	return readValue(text, exactly);
}

/** A way to read JSON, whose result is undefined for what is not JSON. */
export type ReadJson = (text: string) => unknown;

/** Like parseJson, but undefined for what is not JSON. */
export const readJson: ReadJson = orUndefined(parseJson);

/** Like parseExactJson, but undefined for what is not JSON. */
export const readExactJson: ReadJson = orUndefined(parseExactJson);

/** JSON text of a value; fields that are undefined are left out, as by JSON.stringify. */
export function writeJson(value: unknown): string {
	if (value instanceof ExactNumber) return value.digits;
	if (Array.isArray(value)) return `[${value.map((one) => writeJson(one ?? null)).join(',')}]`;
	if (!isObject(value)) return JSON.stringify(value);
	const fields = Object.entries(value).filter(([, one]) => one !== undefined);
	return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${writeJson(one)}`).join(',')}}`;
}

/** Whether a value is an object with fields: no list, and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function orUndefined(parse: ReadJson): ReadJson {
	return (text) => {
		try {
			return parse(text);
		} catch {
			return undefined;
		}
	};
}

function longAsText(digits: string): unknown {
	const number = Number(digits);
	const isWhole = digits.length >= LONG && !/[.eE]/.test(digits);
	return isWhole && !Number.isSafeInteger(number) ? digits : number;
}

function exactly(digits: string): unknown {
	const number = Number(digits);
	return String(number) === digits ? number : new ExactNumber(digits);
}

/**
 * Looks through the text of valid JSON once, from its beginning to its end.
 *
 * @throws SyntaxError when it is nested too deep
 */
function scan(text: string): { hasLongNumber: boolean } {
	let hasLongNumber = false;
	let depth = 0;
	let digits = 0;
	for (let at = 0; at < text.length; at++) {
		const char = text[at];
		digits = isDigit(char) ? digits + 1 : 0;
		if (digits === LONG) hasLongNumber = true;
		if (char === '"') at = endOfString(text, at) - 1;
		else if (char === '[' || char === '{') depth++;
		else if (char === ']' || char === '}') depth--;
		if (depth > DEEPEST) throw new SyntaxError(`nested more than ${DEEPEST} deep`);
	}
	return { hasLongNumber };
}

/**
 * The value of valid JSON. JSON.parse does not tell the digits of numbers.
 *
 * @param number reads a number
 */
function readValue(text: string, number: (digits: string) => unknown): unknown {
	let at = 0;
	const skipBlanks = () => {
		while (' \t\r\n'.includes(text[at])) at++;
	};
	const token = (end: number) => text.slice(at, (at = end));
	const string = () => JSON.parse(token(endOfString(text, at))) as string;

	/** The text between brackets: entries with commas between them. */
	const entries = <Entry>(read: () => Entry): Entry[] => {
		const found: Entry[] = [];
		at++;
		for (skipBlanks(); text[at] !== ']' && text[at] !== '}'; skipBlanks()) {
			if (text[at] === ',') at++;
			found.push(read());
		}
		at++;
		return found;
	};
	const field = (): [string, unknown] => {
		skipBlanks();
		const name = string();
		skipBlanks();
		at++;
		return [name, value()];
	};
	const value = (): unknown => {
		skipBlanks();
		const char = text[at];
		if (char === '{') return Object.fromEntries(entries(field));
		if (char === '[') return entries(value);
		if (char === '"') return string();
		let end = at;
		while (end < text.length && !' \t\r\n,]}'.includes(text[end])) end++;
		const word = token(end);
		return char === '-' || isDigit(char) ? number(word) : (JSON.parse(word) as unknown);
	};
	return value();
}

/** Where a string that begins at a quotation mark is over. */
function endOfString(text: string, start: number): number {
	for (let at = text.indexOf('"', start + 1); ; at = text.indexOf('"', at + 1)) {
		let backslashes = 0;
		while (text[at - 1 - backslashes] === '\\') backslashes++;
		if (backslashes % 2 === 0) return at + 1;
	}
}

function isDigit(char: string): boolean {
	return char >= '0' && char <= '9';
}
