import { sanitizeName } from '../errors/untrustedText';
import { choiceField } from './choice';
import { customerBy, IDENTIFIERS, type Customer, type Identifier } from './customerForms';
import type { Field } from './field';
import { required } from './text';

/** A customer, by any kind of identifier: two properties, one value. */
export function customerField(): Field<Customer> {
	return fieldFor(IDENTIFIERS, 'customerId', 'e.g. 62090013 or name@example.com');
}

/** A customer whose ID is not known. */
export function otherCustomerField(): Field<Customer> {
	const others = IDENTIFIERS.filter(({ value }) => value !== 'customerId');
	return fieldFor(others, 'email', 'e.g. name@example.com');
}

function fieldFor(
	identifiers: typeof IDENTIFIERS,
	usual: Identifier,
	placeholder: string,
): Field<Customer> {
	const identifierField = choiceField<Identifier>({
		displayName: 'Customer Identifier',
		name: 'customerIdentifier',
		type: 'options',
		options: identifiers,
		default: usual,
		description: 'Which identifier of the customer you know',
	});
	const property = {
		displayName: 'Customer',
		name: 'customer',
		type: 'string' as const,
		default: '',
		required: true,
		placeholder,
		description: 'The customer, by the identifier chosen above',
	};
	return {
		properties: [...identifierField.properties, property],
		read(input) {
			const identifier = identifierField.read(input);
			const typed = required(input, property);
			const customer = customerBy(identifier, typed);
			if (customer.status === 'read') return customer.value;
			return input.refuse(property, customer.why, customer.next);
		},
	};
}

/**
 * The customer in words, for texts.
 *
 * @param id the customer's ID, where it was looked up
 */
export function customerName({ identifier, value }: Customer, id?: string): string {
	if (identifier === 'customerId') return `customer ${value}`;
	return id === undefined
		? `the customer with ${WORDS[identifier]} ${sanitizeName(value)}`
		: `customer ${id} (${sanitizeName(value)})`;
}

const WORDS: Record<Identifier, string> = {
	cardNumber: 'card number',
	customerId: 'ID',
	email: 'email',
	externalId: 'external ID',
	mobile: 'mobile',
};
