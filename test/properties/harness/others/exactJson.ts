const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON with its numbers as they are written, for comparing to the digit: 1.10 is `1.10`, and a text is
 * `"text"`. Undefined for what is no JSON.
 */
export function exactJson(text: string): unknown {
	const marked = text.replace(STRING_OR_NUMBER, (token, colon?: string) => {
		if (!token.startsWith('"')) return `"${token}"`;
		return colon === undefined ? JSON.stringify(JSON.stringify(JSON.parse(token))) : token;
	});
	try {
		return JSON.parse(marked) as unknown;
	} catch {
		return undefined;
	}
}
