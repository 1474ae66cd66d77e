// An entry of the customer details.
import { JsonNumber } from '../http/json';
import type { Customer } from '../data/model';
import type { Variants } from '../faults/variants';

type Json = Record<string, unknown>;

/** The code and message of an outcome. */
export interface ItemOutcome {
	code: number;
	message: string;
}

/** The other fields of the published sample. Their IDs are not customer IDs. */
const OTHER_FIELDS = {
	...{ lifetime_points: 0.5, lifetime_purchases: 0, loyalty_points: 0, current_slab: 'Base' },
	...{ registered_on: '2019-04-14 11:32:30', updated_on: '2023-09-11 08:28:08' },
	...{ type: 'LOYALTY', source: 'instore', identifiers: [], gender: null, registered_by: 'Till' },
	registered_store: { code: 'store', name: 'Store' },
	registered_till: { code: 'till', name: 'Till' },
	...{ user_groups2: [], trackers: '', current_nps_status: null, notes: [] },
	fraud_details: {
		...{ status: 'NOT_FRAUD', marked_by: 'till', modified_on: '2021-11-23 13:12:39', reason: '' },
	},
	custom_fields: { field: [{ name: 'gender', value: 'M' }] },
	extended_fields: { field: [] },
	transactions: {
		transaction: [
			{
				id: '373930882',
				number: 'numtest-1239',
				type: 'REGULAR',
				created_date: '2023-04-05 17:07:23',
				store: 'Store',
			},
		],
	},
	coupons: {
		coupon: [
			{
				...{ id: '483792674', series_id: '249170', code: 'CODE1', description: 'Offer' },
				...{ created_date: '2023-01-04 19:47:12', valid_till: '2023-02-28 23:59:59' },
				...{ redeemed: 'false', same_user_multiple_redeem: 'false' },
			},
		],
	},
};

/** A customer with the fields of the published samples; all but the identifiers are made up. */
export function profile(
	customer: Customer,
	withId: boolean,
	outcome: ItemOutcome,
	variants: Variants,
	warnings: Array<ItemOutcome> = [],
): Json {
	const { email, mobile, externalId, id } = customer;
	return {
		...{ firstname: 'Tom', lastname: 'Sawyer' },
		...echoed(mobile, 'mobile', variants),
		...echoed(email, 'email', variants),
		...echoed(externalId, 'external_id', variants),
		...OTHER_FIELDS,
		...(withId ? { user_id: id } : {}),
		...itemStatus(true, outcome, variants, warnings),
	};
}

function echoed(value: string | undefined, name: string, { customerEcho }: Variants): Json {
	if (value === undefined) return { [name]: null };
	if (customerEcho === 'absent') return {};
	if (customerEcho === 'otherCase') return { [name]: value.toUpperCase() };
	if (customerEcho === 'masked') return { [name]: `${value.slice(0, 2)}***` };
	const isShort = customerEcho === 'noCountryCode' && name === 'mobile';
	return { [name]: isShort ? value.slice(2) : value };
}

/** The outcome of an entry. */
export function itemStatus(
	success: boolean,
	{ code, message }: ItemOutcome,
	variants: Variants,
	warnings: Array<ItemOutcome> = [],
): Json {
	const warning = warnings.map((one) => ({ ...one, code: codeOf(one.code, 'string', variants) }));
	return {
		item_status: {
			success: String(success),
			code: codeOf(code, 'string', variants),
			message,
			warnings: variants.customersForm === 'response' ? { warning } : warning,
		},
	};
}

/** A code as text or as a number, as the variant asks. */
export function codeOf(
	code: number,
	usual: 'string' | 'number',
	{ customerCodes }: Variants,
): unknown {
	const chosen = customerCodes === 'asDocumented' ? usual : customerCodes;
	return chosen === 'string' ? String(code) : new JsonNumber(String(code));
}
