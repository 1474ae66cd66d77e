import { numberBehind, reading, withoutQuotes, type Reading } from './spreadsheet';

/** Longest text that can be a mobile number with everything that people type between its digits. */
const LONGEST = 64;

const AMBIGUOUS = {
	status: 'refused' as const,
	why: 'can be read as different numbers',
	next: 'Enter the digits alone, with the country code, such as +91 91111 11111.',
};

/** Marks without width, which address books put around and into numbers. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Separators between the digits of a number. */
const BETWEEN = /[\s.\p{Pd}()]+/u;
const DIGITS_AND_BETWEEN = /^[\d\s.\p{Pd}()]+$/u;
/** A country code in brackets at the beginning, and a zero in brackets behind one, which is dialled without it. */
const BRACKETED_START = /^\((\+?\d{1,5})\)/;
const ZERO_AFTER_CODE = /^(\+|00)?([1-9]\d{0,2})[\s.\p{Pd}]*\(0\)/u;
const BRACKETS = /\((?!0\))(\d{1,5})\)/g;

/**
 * The digits of a mobile number, with the country code and without `+` or `00` before it. What people,
 * address books and spreadsheets put around and between them is undone where that can be read in one way.
 *
 * @returns `undefined` for what is no mobile number
 */
export function mobileDigits(typed: string): Reading {
	if (typed.length > LONGEST) return undefined;
	const text = withoutQuotes(typed.replace(INVISIBLE, '').trim());
	// A formula with anything but a number in it would be calculated.
	if (text.startsWith('=')) return numberBehind(text.replace(/^=\+?/, '')) ?? AMBIGUOUS;
	const digits = numberBehind(text.replace(/^\+/, '')) ?? digitsIn(text);
	return digits?.status === 'read' ? withoutPrefix(digits.value, text.startsWith('+')) : digits;
}

/** The digits of a number in groups, such as `+44 (0)20 7946-0958`. */
function digitsIn(text: string): Reading {
	if (text.startsWith('(0)') || text.endsWith(')')) return AMBIGUOUS;
	const started = text
		.replace(BRACKETED_START, '$1 ')
		.replace(ZERO_AFTER_CODE, '$1$2 ')
		.replace(/^\+/, '');
	const grouped = started.replace(BRACKETS, ' $1 ');
	if (!DIGITS_AND_BETWEEN.test(grouped)) return undefined;
	if (/[()]/.test(grouped) || /^\p{Pd}/u.test(grouped)) return AMBIGUOUS;
	const groups = grouped.split(BETWEEN).filter((group) => group !== '');
	return isCutByPoint(grouped) || hasSuffix(groups) ? AMBIGUOUS : reading(groups.join(''));
}

/**
 * Whether a point may stand before decimals: a single one behind many digits or before few, or before zeros
 * at the end. Beside blanks, dashes or brackets, a point between short groups is one more mark between them.
 */
function isCutByPoint(text: string): boolean {
	const parts = text.split('.').map((part) => part.replace(/\D/g, ''));
	const last = parts[parts.length - 1];
	const isZero = /^0+$/.test(last);
	if (parts.length === 2) {
		const isDecimal = /^[\d.]+$/.test(text)
			? parts[0].length >= 8 || last.length < 4
			: /\d{5}\./.test(text) || last.length < 3;
		return last !== '' && (isZero || isDecimal);
	}
	const before = parts[parts.length - 2] ?? '';
	return parts.length > 2 && isZero && last.length < before.length;
}

/** Whether the number ends with a single digit, which counts copies, say, as in `98765 43210 (2)`. */
function hasSuffix(groups: string[]): boolean {
	const [last = '', before = ''] = [...groups].reverse();
	return last.length === 1 && before.length > 1;
}

/** Country codes do not begin with a zero; one behind `+` is a mistake, and two of them stand for it. */
function withoutPrefix(digits: string, hasPlus: boolean): Reading {
	const isInternational = digits.startsWith('00');
	const national = isInternational ? digits.slice(2) : digits;
	return national.startsWith('0') && (isInternational || hasPlus) ? AMBIGUOUS : reading(national);
}
