// JSON with numbers of any length.
const MARK = '\uE000';
const MARKED_NUMBER = new RegExp(`"${MARK}(-?[\\d.]+)${MARK}"`, 'g');
// It skips strings in long steps: letter by letter, a long string exhausts the stack.
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * A number with exactly these digits: an ID that a float cannot hold, or a time as Capillary's Java
 * writes it (1716803487.000000000).
 */
export class JsonNumber {
	constructor(readonly digits: string) {}

	toJSON(): string {
		return `${MARK}${this.digits}${MARK}`;
	}
}

/** Writes a value as JSON; a JsonNumber becomes a plain number. */
export function writeJson(value: unknown): string {
	return JSON.stringify(value).replace(MARKED_NUMBER, '$1');
}

/**
 * Reads JSON. A whole number that is too large for a float becomes text, because a 64-bit server
 * keeps its last digits.
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
