import { asNumber } from '../../api/values';
import { defineOperation } from '../../engine/operation';
import { succeeded } from '../../engine/results';
import { customerName, otherCustomerField } from '../../fields/customer';
import { foundCustomer, lookUpCustomer } from '../shared/customerLookup';

/** GET /v2/customers/lookup (https://docs.capillarytech.com/reference/get-customer-id). */
export const lookup = defineOperation({
	option: {
		name: 'Look Up',
		value: 'lookup',
		action: 'Look up customer',
		description:
			"Find a customer's ID by email, mobile, external ID or card number. Other operations look customers up themselves.",
	},
	fields: { customer: otherCustomerField() },
	describe: ({ customer }) => `look up ${customerName(customer)}`,
	single: {
		build: ({ customer }) => lookUpCustomer(customer)!,
		settle({ customer: { identifier, value } }, response) {
			const found = foundCustomer(response);
			if (found.status === 'failed') return found;
			return succeeded({ customerId: asNumber(found.id), [identifier]: value });
		},
	},
});
