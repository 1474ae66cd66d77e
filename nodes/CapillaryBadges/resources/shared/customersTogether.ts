import { asObject } from '../../api/values';
import type { LookUpTogether } from '../../engine/operation';
import type { Customer, Identifier } from '../../fields/customerForms';

/** How an identifier is asked for together, and how it is compared with what comes back. */
interface Together {
	/** Name of the parameter, and of the field in an entry. */
	name: string;
	/** The same for all spellings of one identifier. */
	normalized(value: string): string;
}

const IDENTIFIERS: Partial<Record<Identifier, Together>> = {
	email: { name: 'email', normalized: (value) => value.toLowerCase() },
	externalId: { name: 'external_id', normalized: (value) => value },
	mobile: { name: 'mobile', normalized: (value) => value.replace(/\D/g, '') },
};

/** Customers whom one call looks up; Capillary does not say how many it takes. */
const MOST_CUSTOMERS = 20;
/** Commas separate the values of the call, encoded or not; other control characters belong in none. */
const CANNOT_BE_SENT = /[,\p{Cc}]/u;
const FOUND = 1000;

/**
 * Customers by GET /v1.1/customer/get (https://docs.capillarytech.com/reference/get-customer-details-v1api).
 * The page says nothing of the order of the entries, and entries that failed name nobody. So an ID is taken
 * only from an entry that repeats exactly what was asked, and is the only one to do so.
 */
export const customersTogether: LookUpTogether<{ customer: Customer }> = {
	maxEntries: MOST_CUSTOMERS,
	question({ customer: { identifier, value } }) {
		const isFit = IDENTIFIERS[identifier] && !CANNOT_BE_SENT.test(value) && value === value.trim();
		return isFit ? { kind: identifier, value } : undefined;
	},
	build: (kind, values) => ({
		method: 'GET',
		path: '/v1.1/customer/get',
		query: {
			...{ format: 'json', user_id: true, coupon_limit: 1 },
			[togetherBy(kind).name]: values.join(),
		},
		opensCustomers: true,
	}),
	found(kind, values, { data }) {
		const entries = (data as unknown[]).map(asObject);
		if (entries.length > values.length) return undefined;
		const { name, normalized } = togetherBy(kind);
		const asked = groupBy(values, normalized);
		const echoed = groupBy(entries, (entry) => normalized(textOf(entry[name])));
		const found = new Map<string, unknown>();
		for (const [value, sharing] of asked) {
			const about = echoed.get(value) ?? [];
			const id = about.length === 1 && sharing.length === 1 ? idIn(about[0]) : undefined;
			if (id !== undefined) found.set(sharing[0], id);
		}
		return found;
	},
};

function togetherBy(kind: string): Together {
	return IDENTIFIERS[kind as Identifier]!;
}

/** The ID in an entry that is a success without a remark. */
function idIn(entry: Record<string, unknown>): string | undefined {
	const { success, code, warnings } = asObject(entry.item_status);
	const id = textOf(entry.user_id);
	const isFound = textOf(success) === 'true' && Number(code) === FOUND && !hasWarning(warnings);
	return isFound && /^[1-9]\d*$/.test(id) ? id : undefined;
}

function hasWarning(warnings: unknown): boolean {
	const list = Array.isArray(warnings) ? warnings : asObject(warnings).warning;
	if (Array.isArray(list)) return list.length > 0;
	return list !== undefined && list !== null && list !== '';
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || value === true
		? String(value)
		: '';
}

function groupBy<Thing>(things: Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
	const groups = new Map<string, Thing[]>();
	for (const thing of things) {
		const key = keyOf(thing);
		const group = groups.get(key);
		if (group) group.push(thing);
		else groups.set(key, [thing]);
	}
	return groups;
}
