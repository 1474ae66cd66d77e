import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../engine/item';

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

/** A customer as the user names it. The value of a mobile is its digits alone. */
export interface Customer {
	identifier: Identifier;
	value: string;
}

const LABEL = 'Customer';

/**
 * What a value must look like for its identifier, and what to enter when it does not. One or two dots
 * alone would be a step within an address, which no encoding hides.
 */
const FORMS: Record<Identifier, { form: RegExp; is: string; next: string }> = {
	cardNumber: {
		form: /^(?!\.\.?$)\S+$/,
		is: 'a card number',
		next: 'Enter the card number without blanks.',
	},
	customerId: {
		form: /^[1-9]\d{0,18}$/,
		is: 'a customer ID',
		next: "Enter the customer's ID, which is a number, or choose under 'Customer Identifier' what the field holds.",
	},
	email: {
		form: /^[^\s@]+@[^\s@]+$/,
		is: 'an email address',
		next: "Enter an address like name@example.com, or choose under 'Customer Identifier' what the field holds.",
	},
	externalId: { form: /^(?!\.\.?$).+$/s, is: 'an external ID', next: 'Enter the external ID.' },
	mobile: {
		form: /^\d{6,15}$/,
		is: 'a mobile number',
		next: 'Enter it with the country code, such as +91 91111 11111.',
	},
};

/** Those of them that an ID can be looked up by. */
export const OTHER_IDENTIFIERS = IDENTIFIERS.filter(({ value }) => value !== 'customerId');

/** Fields for one customer: by which kind of identifier, and its value. */
export const customerFields = fieldsFor(IDENTIFIERS, 'customerId', 'e.g. 62090013');

/** The same for a customer whose ID is not known. */
export const otherCustomerFields = fieldsFor(OTHER_IDENTIFIERS, 'email', 'e.g. name@example.com');

function fieldsFor(
	identifiers: typeof IDENTIFIERS,
	usual: Identifier,
	placeholder: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Customer Identifier',
			name: 'customerIdentifier',
			type: 'options',
			options: identifiers,
			default: usual,
			description: "Which of the customer's details you know",
		},
		{
			displayName: LABEL,
			name: 'customer',
			type: 'string',
			default: '',
			required: true,
			placeholder,
			description: 'The customer, by the identifier chosen above',
		},
	];
}

/**
 * The customer of an item, checked for the form of its identifier.
 *
 * @param identifiers those that it may be named by
 */
export function readCustomer(item: Item, identifiers = IDENTIFIERS): Customer {
	const identifier = item.choice('customerIdentifier', 'Customer Identifier', identifiers);
	const typed = item.required('customer', LABEL);
	const { value } = customerBy(identifier, typed);
	const { form, is, next } = FORMS[identifier];
	if (form.test(value)) return { identifier, value };
	return item.refuse(LABEL, `holds '${typed}', which is not ${is}`, next);
}

/** The customer with this identifier, a mobile freed of what people type between its digits. */
export function customerBy(identifier: Identifier, typed: string): Customer {
	const value = identifier === 'mobile' ? typed.replace(/^\+|[\s().\p{Pd}]/gu, '') : typed;
	return { identifier, value };
}

/** The customer in words, for texts. */
export function nameOf({ identifier, value }: Customer): string {
	return identifier === 'customerId'
		? `customer ${value}`
		: `the customer with ${WORDS[identifier]} ${value}`;
}

const WORDS: Record<Identifier, string> = {
	cardNumber: 'card number',
	customerId: 'ID',
	email: 'email',
	externalId: 'external ID',
	mobile: 'mobile',
};
