import {
	nameOf,
	OTHER_IDENTIFIERS,
	otherCustomerFields,
	readCustomer,
	type Customer,
} from '../../descriptions/customer';
import { optionsField } from '../../descriptions/options';
import type { Operation } from '../../engine/operation';
import type { Call } from '../../transport/call';
import { foundCustomer, lookUpCustomer } from '../identifyCustomer';
import { asNumber } from '../values';

/** GET /v2/customers/lookup (https://docs.capillarytech.com/reference/get-customer-id). */
export const lookup: Operation<Customer> = {
	option: {
		name: 'Look Up',
		value: 'lookup',
		action: 'Look up customer',
		description:
			"Find a customer's ID by email, mobile, external ID or card number. Other operations do so themselves.",
	},
	fields: [...otherCustomerFields, optionsField()],
	row: (item) => readCustomer(item, OTHER_IDENTIFIERS),
	task: (customer) => `look up ${nameOf(customer)}`,
	call: ([customer]) => lookUpCustomer(customer) as Call,
	settle({ identifier, value }, answer) {
		const found = foundCustomer(answer);
		if ('refused' in found) return found;
		return { done: [{ customerId: asNumber(found.id), [identifier]: value }] };
	},
};
