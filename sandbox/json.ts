const MARK = '\uE000';
const MARKED_NUMBER = new RegExp(`"${MARK}(-?[\\d.]+)${MARK}"`, 'g');
// The inside of strings in long strides: letter by letter, a long one exhausts the stack.
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * A number that is written digit for digit: an id beyond what a float holds, or a time as
 * Capillary's Java writes it (1716803487.000000000).
 */
export class JsonNumber {
	constructor(readonly digits: string) {}

	toJSON(): string {
		return `${MARK}${this.digits}${MARK}`;
	}
}

/** JSON text of a value, in which every JsonNumber stands as the plain number it is. */
export function writeJson(value: unknown): string {
	return JSON.stringify(value).replace(MARKED_NUMBER, '$1');
}

/**
 * The value of a JSON text. A whole number too large for a float becomes a string, because a real
 * 64-bit server keeps its last digits.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function readJson(text: string): unknown {
	return JSON.parse(
		text.replace(STRING_OR_NUMBER, (token) =>
			/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
		),
	);
}
