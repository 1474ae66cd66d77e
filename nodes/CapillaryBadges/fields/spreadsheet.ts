import type { Read } from './characters';

/** What a text means, or why it is ambiguous (`why` continues 'holds …,'); undefined when it has another form. */
export type Reading = Read<string> | undefined;

/** A text with one meaning. */
export function reading(value: string): Read<string> {
	return { status: 'read', value };
}

/** Longest text that can be a number with its decorations. */
const LONGEST = 64;

const LOST = {
	status: 'refused' as const,
	why: 'was shortened by a spreadsheet, so digits are lost',
	next: 'Format the column as text in the spreadsheet, enter the number again, and export it again.',
};

const AMBIGUOUS = {
	status: 'refused' as const,
	why: 'can be read as different numbers',
	next: 'Enter the digits alone.',
};

/** Ways to write a whole number in groups; the mark between the groups is captured. */
const GROUPED = [
	/^\d{1,3}(?:([,.'’ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*$/,
	// As in India: 91,98,76,54,321.
	/^\d{1,2}(,)(?:\d{2},)*\d{3}$/,
];

const PLAIN = /^\d+$/;
const WITH_DECIMALS = /^(.+)([.,])(0{1,2})$/s;
const EXPONENT = /^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i;

/** A text without the signs that CSV files and spreadsheets put around a value: `="…"`, `"…"`, `'…`. */
export function withoutQuotes(text: string): string {
	const formula = text.startsWith('="') ? text.slice(1) : text;
	const isQuoted = formula.length > 1 && formula.startsWith('"') && formula.endsWith('"');
	const inside = isQuoted ? formula.slice(1, -1) : formula;
	return (/^['’]/.test(inside) ? inside.slice(1) : inside).trim();
}

/** The whole number behind decimals that are zero, marks between thousands, or an exponent. */
export function numberBehind(text: string): Reading {
	if (text.length > LONGEST) return undefined;
	if (PLAIN.test(text)) return reading(text);
	const exponent = EXPONENT.exec(text);
	if (exponent) return withExponent(exponent);
	const [, whole = text, mark] = WITH_DECIMALS.exec(text) ?? [];
	if (PLAIN.test(whole)) return reading(whole);
	const grouped = GROUPED.map((form) => form.exec(whole)).find((match) => match !== null);
	if (!grouped || grouped[1] === mark) return undefined;
	const groups = whole.split(grouped[1]);
	// 1.234 is less than two, or more than a thousand; 12,000 is twelve, or twelve thousand.
	const mayBeFraction =
		groups.length === 2 &&
		mark === undefined &&
		(grouped[1] === '.' || (grouped[1] === ',' && groups[1] === '000'));
	return mayBeFraction ? AMBIGUOUS : reading(groups.join(''));
}

/** Most digits that a spreadsheet keeps of a number. */
const KEPT = 15;
/** Fewest digits that tell a whole number from one that was shortened. */
const ENOUGH = 11;

/**
 * Zeros at the end of the number are not written. Where more than one is missing, or the written digits are
 * few or end with a zero themselves, other digits may have been cut off.
 */
function withExponent([, first, rest = '', power]: string[]): Reading {
	const written = first + rest;
	const length = Number(power) + 1;
	const missing = length - written.length;
	const isRoundNumber = missing === 1 && written.length >= ENOUGH && !written.endsWith('0');
	const isWhole = missing === 0 || isRoundNumber;
	return isWhole && length <= KEPT ? reading(written.padEnd(length, '0')) : LOST;
}
