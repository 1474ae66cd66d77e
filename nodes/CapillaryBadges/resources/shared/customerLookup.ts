import { readCustomer, type Customer } from '../../fields/customer';
import type { Item } from '../../fields/item';
import { notConfirmed, type Operation } from '../../engine/operation';
import type { Response, Call, Refusal } from '../../api/call';
import { asNumber, asText } from '../../api/values';

/**
 * The header that says which kind of identifier a call carries in place of the customer's ID
 * (https://docs.capillarytech.com/reference/revoke-issual-of-a-badge); none for the ID itself.
 */
export function identifierHeader({ identifier }: Customer): Record<string, string> {
	return identifier === 'customerId' ? {} : { 'X-CAP-CUSTOMER-IDENTIFIER': identifier };
}

/** The customer as a call with that header carries it: the ID as a number, anything else as text. */
export function asSent({ identifier, value }: Customer): number | string {
	return identifier === 'customerId' ? asNumber(value) : value;
}

/** Names of the identifiers as the lookup spells them; the card number's differs from the header's. */
const LOOKUP_NAMES = {
	cardNumber: 'cardnumber',
	email: 'email',
	externalId: 'externalId',
	mobile: 'mobile',
};

/**
 * The call that finds a customer's ID, for calls that take nothing else: GET /v2/customers/lookup
 * (https://docs.capillarytech.com/reference/get-customer-id). None for a customer named by ID.
 */
export function lookUpCustomer({ identifier, value }: Customer): Call | undefined {
	if (identifier === 'customerId') return undefined;
	return {
		method: 'GET',
		path: '/v2/customers/lookup',
		query: {
			source: 'INSTORE',
			identifierName: LOOKUP_NAMES[identifier],
			identifierValue: value,
		},
	};
}

/** The customer's ID in the answer to that call. */
export function foundCustomer(answer: Response): { id: string } | { refused: Refusal } {
	const id = asText(answer.data);
	if (id !== null && /^[1-9]\d*$/.test(id)) return { id };
	return notConfirmed(answer, 'without the ID of the customer');
}

/** A row of an operation whose call takes nothing but the customer's ID. */
export interface CustomerRow {
	/** As the user names it. */
	customer: Customer;
	/** Capillary's ID: known from the start, or looked up. */
	customerId: string;
}

/** The customer of an item; whose ID is what was entered until it has been looked up. */
export function readCustomerRow(item: Item): CustomerRow {
	const customer = readCustomer(item);
	return { customer, customerId: customer.value };
}

/** What such an operation looks up first; nothing for a row without a customer. */
export function customerLookup<Row extends Partial<CustomerRow>>(): NonNullable<
	Operation<Row>['read']
> {
	return {
		call: ({ customer }) => customer && lookUpCustomer(customer),
		take: (row, answer) => {
			const found = foundCustomer(answer);
			return 'id' in found ? { rows: [{ ...row, customerId: found.id }] } : found;
		},
	};
}
