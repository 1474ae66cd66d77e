import { sanitizeName } from '../errors/untrustedText';
import type { Read } from './characters';
import { mobileDigits } from './mobile';
import { numberBehind, reading, withoutQuotes, type Reading } from './spreadsheet';

/** The ways to name a customer; https://docs.capillarytech.com/reference/revoke-issual-of-a-badge lists the header's. */
export const IDENTIFIERS = [
	{ name: 'Card Number', value: 'cardNumber' as const },
	{ name: 'Customer ID', value: 'customerId' as const },
	{ name: 'Email', value: 'email' as const },
	{ name: 'External ID', value: 'externalId' as const },
	{ name: 'Mobile', value: 'mobile' as const },
];

/** What a customer can be named by, in the words of X-CAP-CUSTOMER-IDENTIFIER. */
export type Identifier = (typeof IDENTIFIERS)[number]['value'];

/** A customer as the user names it. The value of a mobile is its digits alone, with the country code. */
export interface Customer {
	identifier: Identifier;
	value: string;
}

/** What a kind of identifier looks like, and what to enter when a value does not. */
interface Form {
	/** The identifier behind what people and spreadsheets made of it; `undefined` when it is none. */
	read(typed: string): Reading;
	is: string;
	next: string;
}

const FORMS: Record<Identifier, Form> = {
	cardNumber: {
		read: cardNumberIn,
		is: 'a card number',
		next: 'Enter the card number.',
	},
	customerId: {
		read: (typed) => matching(/^[1-9]\d{0,18}$/, numberBehind(withoutFormula(typed))),
		is: 'a customer ID',
		next: "Enter the customer's ID, which is a number, or choose under 'Customer Identifier' what the field contains.",
	},
	email: {
		read: emailIn,
		is: 'an email address',
		next: "Enter an address like name@example.com, or choose under 'Customer Identifier' what the field contains.",
	},
	externalId: { read: externalIdIn, is: 'an external ID', next: 'Enter the external ID.' },
	mobile: {
		read: (typed) => matching(/^\d{6,15}$/, mobileDigits(typed)),
		is: 'a mobile number',
		next: 'Enter it with the country code, such as +91 91111 11111.',
	},
};

/** What a value looks like that is of another kind. */
const LOOKS: Array<{ like: string; form: RegExp; isNone: Identifier[] }> = [
	{
		like: 'an email address',
		form: /^[^\s@]+@[^\s@]+$/,
		isNone: ['cardNumber', 'customerId', 'mobile'],
	},
	{ like: 'a mobile number', form: /^\+[\d\s().-]+$/, isNone: ['customerId', 'email'] },
	{ like: 'a number', form: /^[\d\s().-]+$/, isNone: ['email'] },
];

/** One or two dots alone would be a step within an address, which no encoding hides. */
const IS_STEP = /^\.\.?$/;

/** Forms that no card number has: zero decimals, groups of thousands, an exponent. */
const SPREADSHEET_NUMBER = /^(?:\d{6,}[.,]0{1,2}|\d{1,3}(?:,\d{3}){2,}|\d[.,]\d+E\+?\d{1,2})$/i;

function cardNumberIn(typed: string): Reading {
	const inside = withoutQuotes(typed);
	const text = /^[\w-]+$/.test(inside) || SPREADSHEET_NUMBER.test(inside) ? inside : typed;
	if (text === '' || IS_STEP.test(text) || text.includes('@')) return undefined;
	return SPREADSHEET_NUMBER.test(text) ? numberBehind(text) : reading(text);
}

/** An external ID can be anything; only forms that certainly come from a spreadsheet are undone. */
function externalIdIn(typed: string): Reading {
	const isWrapped = /^="?|^"[^"]*"$|^['’]\d+$/.test(typed);
	const text = isWrapped ? withoutQuotes(typed) : typed;
	if (text === '' || IS_STEP.test(text)) return undefined;
	return /^\d[.,]\d+E\+\d{1,2}$/i.test(text) ? numberBehind(text) : reading(text);
}

function emailIn(typed: string): Reading {
	const text = withoutQuotes(typed);
	const at = [...text].findIndex((character) => character in INVISIBLE);
	if (at >= 0) {
		const [before, character] = [[...text].slice(0, at).join(''), [...text][at]];
		return {
			status: 'refused',
			why: `has an invisible ${INVISIBLE[character]} after '${sanitizeName(before)}'`,
			next: 'Delete the character there, or type the address anew.',
		};
	}
	return matching(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, reading(text));
}

/** Marks without width that come along when an address is copied from a page. */
const INVISIBLE: Record<string, string> = {
	'\u00ad': 'soft hyphen',
	'\u061c': 'mark of text direction',
	'\u180e': 'vowel separator',
	'\u200b': 'zero-width space',
	'\u200c': 'zero-width non-joiner',
	'\u200d': 'zero-width joiner',
	'\u200e': 'mark of text direction',
	'\u200f': 'mark of text direction',
	'\u2060': 'word joiner',
	'\ufeff': 'byte order mark',
};

/** A formula such as `=62090013`, which is nothing but the number. */
function withoutFormula(typed: string): string {
	const text = withoutQuotes(typed);
	return /^=\d+$/.test(text) ? text.slice(1) : text;
}

/** A reading whose value has the form. */
function matching(form: RegExp, read: Reading): Reading {
	return read?.status === 'read' && !form.test(read.value) ? undefined : read;
}

/** Longest text that can be an identifier, in UTF-16 units. */
const LONGEST = 1000;

/** The customer with this identifier, without decorations of people and spreadsheets; or why it is invalid. */
export function customerBy(identifier: Identifier, typed: string): Read<Customer> {
	const { read, is, next } = FORMS[identifier];
	if (typed.length > LONGEST)
		return { status: 'refused', why: `is longer than ${is} can be`, next };
	const meaning = read(typed);
	const shown = sanitizeName(typed);
	if (meaning?.status === 'read') {
		return { status: 'read', value: { identifier, value: meaning.value } };
	}
	if (meaning) return { ...meaning, why: `${meaning.why}: '${shown}'` };
	const looks = LOOKS.find(({ form, isNone }) => isNone.includes(identifier) && form.test(typed));
	const chosen = IDENTIFIERS.find(({ value }) => value === identifier);
	return {
		status: 'refused',
		why: `is not ${is}: '${shown}'${looks ? ` looks like ${looks.like}, but 'Customer Identifier' is '${chosen?.name}'` : ''}`,
		next,
	};
}
