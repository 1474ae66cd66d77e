import {
	nameOf,
	OTHER_IDENTIFIERS,
	otherCustomerFields,
	readCustomer,
	type Customer,
} from '../../fields/customer';
import { optionsField } from '../../fields/options';
import type { Operation } from '../../engine/operation';
import type { Call } from '../../api/call';
import { foundCustomer, lookUpCustomer } from '../shared/customerLookup';
import { asNumber } from '../../api/values';

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
