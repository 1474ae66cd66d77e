/** A blank, or an invisible character that comes along when a text is copied from a page. */
const BLANK = /[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** Half of a character, such as an emoji that was cut. It cannot be sent. */
const BROKEN_CHARACTER = /\p{Surrogate}/u;

/** Longest text of a field, in UTF-16 units. Capillary documents no limit; names and descriptions are far shorter. */
export const LONGEST_TEXT = 10_000;

/** A value that was read, or why it is invalid. `why` continues the sentence that begins with the label. */
export type Read<T> =
	| { status: 'read'; value: T }
	| { status: 'refused'; why: string; next: string };

/** A text without blanks and invisible characters around it. */
export function trimmed(text: string): Read<string> {
	if (text.length > LONGEST_TEXT) {
		return {
			status: 'refused',
			why: `is too long: it has ${text.length} characters`,
			next: `Shorten it to ${LONGEST_TEXT} characters or less.`,
		};
	}
	if (BROKEN_CHARACTER.test(text)) {
		return {
			status: 'refused',
			why: 'contains a broken character',
			next: 'The text was cut within a character. Correct it.',
		};
	}
	return { status: 'read', value: withoutBlanksAround(text) };
}

/** Whether a value is a text with nothing visible in it. */
export function isBlank(value: unknown): boolean {
	return (
		typeof value === 'string' && value.length <= LONGEST_TEXT && withoutBlanksAround(value) === ''
	);
}

function withoutBlanksAround(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && BLANK.test(text[start])) start++;
	while (start < end && BLANK.test(text[end - 1])) end--;
	return text.slice(start, end);
}
