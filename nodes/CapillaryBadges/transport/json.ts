// The inside of strings in long strides: letter by letter, a long one exhausts the stack.
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON like JSON.parse, except that a whole number too large for a float to hold exactly
 * becomes a string, so that a 64-bit id keeps its last digits.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
	return JSON.parse(
		text.replace(STRING_OR_NUMBER, (token) =>
			/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
		),
	);
}

/** Like parseJson, but undefined for what is not JSON. */
export function readJson(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

/** Whether a value is an object with fields: no list, and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
