import fc from 'fast-check';

import type { Customer } from '../../../sandbox/data/model';
import type { SandboxState } from '../../../sandbox/data/state';
import { record } from './record';

/** How a row names its customer. `n` is taken modulo the number of customers. */
export interface CustomerReference {
	n: number;
	by: 'customerId' | 'email' | 'mobile' | 'externalId' | 'cardNumber';
	/** Whether the name is exact, padded with spaces, unknown or invalid. */
	as: 'written' | 'padded' | 'unknown' | 'malformed';
}

/** Whether rows match what exists: all of them, most of them, or with some that cannot be sent. */
export type Fit = 'fitting' | 'mixed' | 'invalid';

const MOST = 30;

/** The first customer has an ID that a float cannot hold. */
const FIRST_ID = '9223372036854775807';

export const customerCount = fc.integer({ min: 1, max: MOST });

export function customerReference(fit: Fit): fc.Arbitrary<CustomerReference> {
	const odd = { fitting: [], mixed: ['unknown'], invalid: ['unknown', 'malformed'] } as const;
	return record({
		n: fc.nat(MOST - 1),
		by: fc.oneof(
			{ weight: 5, arbitrary: fc.constant('customerId' as const) },
			{
				weight: 3,
				arbitrary: fc.constantFrom('email', 'mobile', 'externalId', 'cardNumber'),
			},
		),
		as: fc.oneof(
			{ weight: 8, arbitrary: fc.constant('written' as const) },
			{ weight: 1, arbitrary: fc.constantFrom('padded' as const, ...odd[fit]) },
		),
	});
}

export function addCustomers(state: SandboxState, count: number): Customer[] {
	return Array.from({ length: count }, (_, n) =>
		state.addCustomer({
			...(n === 0 ? { id: FIRST_ID } : {}),
			email: `person${n}@shop.example`,
			mobile: `9190000000${n}`,
			externalId: `person ${n}`,
			cardNumber: `CARD-${n}`,
		}),
	);
}

/**
 * The customer's ID in the sandbox. An unknown customer has an ID too, because any ID can be sent.
 */
export const idOf = (customers: Customer[], { n, as }: CustomerReference): string =>
	as === 'unknown' ? `55555${n}` : customers[n % customers.length].id;

/** The identifier that Capillary should get. */
export function valueOf(customers: Customer[], who: CustomerReference): string {
	const { n, by, as } = who;
	if (by === 'customerId') return idOf(customers, who);
	if (as === 'unknown') return UNKNOWN[by];
	return String(customers[n % customers.length][by]);
}

/** The identifier as somebody typed it. */
export function typed(customers: Customer[], who: CustomerReference): string {
	if (who.as === 'malformed') return MALFORMED[who.by];
	const value = valueOf(customers, who);
	if (who.as !== 'padded') return value;
	return who.by === 'mobile'
		? ` +${value.slice(0, 2)} (${value.slice(2, 6)}) ${value.slice(6)}`
		: ` ${value}\t`;
}

const UNKNOWN = {
	email: 'nobody@shop.example',
	mobile: '4400000000',
	externalId: 'nobody',
	cardNumber: 'CARD-NOBODY',
};

const MALFORMED = {
	customerId: '12x',
	email: 'person at shop',
	mobile: 'none',
	externalId: '  ',
	cardNumber: '..',
};
