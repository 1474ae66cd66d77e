import type { Call, Response } from '../../api/call';
import { asNumber, asText } from '../../api/values';
import type { LookUp } from '../../engine/operation';
import { notConfirmed } from '../../engine/results';
import type { Failed } from '../../errors/refusal';
import type { Customer } from '../../fields/customerForms';
import { customersTogether } from './customersTogether';

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

/** The customer's ID in the response to that call. */
export function foundCustomer(response: Response): { status: 'found'; id: string } | Failed {
	const id = asText(response.data);
	if (id !== null && /^[1-9]\d*$/.test(id)) return { status: 'found', id };
	return notConfirmed(response, 'does not have the ID of the customer');
}

/** What an operation looks up whose call takes nothing but the customer's ID. */
export const findCustomerId: LookUp<{ customer: Customer }, { customerId: string }> = {
	find({ customer }) {
		const call = lookUpCustomer(customer);
		return call
			? { status: 'call', call }
			: { status: 'known', added: { customerId: customer.value } };
	},
	together: customersTogether,
	complete: (_row, response) => completeCustomerId(response),
};

/** The ID that completes a row, in the response to the look-up. */
export function completeCustomerId(
	response: Response,
): { status: 'found'; found: Array<{ customerId: string }> } | Failed {
	const found = foundCustomer(response);
	return found.status === 'found' ? { status: 'found', found: [{ customerId: found.id }] } : found;
}
