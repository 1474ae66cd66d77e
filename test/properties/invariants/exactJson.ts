const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON with its numbers as text, to compare every digit: 1.10 becomes `1.10` and a text becomes
 * `"text"`. Undefined for invalid JSON.
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
