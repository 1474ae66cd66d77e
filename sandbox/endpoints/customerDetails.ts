// The details of several customers, among them their IDs.
import type { Customer, IdentifierType } from '../data/model';
import { problems } from '../http/problems';
import { Refusal } from '../http/refusal';
import type { SandboxState } from '../data/state';
import { reordered } from '../faults/variantForms';
import type { Variants } from '../faults/variants';
import { codeOf, itemStatus, profile, type ItemOutcome } from './customerProfile';
import type { Endpoint, Response } from './endpoint';

type Json = Record<string, unknown>;

/** The parameters that name customers. `mobile` is no longer in the documents since 2021. */
const IDENTIFIERS: Record<string, IdentifierType | 'id'> = {
	id: 'id',
	email: 'email',
	mobile: 'mobile',
	external_id: 'externalId',
};

const MESSAGES: Record<number, string> = {
	200: 'Success',
	201: 'Some requests have failed due to errors',
	500: 'All requests have failed due to errors',
};

const FOUND = { code: 1000, message: 'Customer successfully retrieved' };
const SURVIVOR = {
	code: 91009,
	message: 'Retrieved survivor account for the requested merge victim',
};
const INVALID = problems.detailsBadQuery;
/** The code is published, the message is not. */
const NOT_FOUND = { code: 1012, message: 'Customer not found' };
const DELETED = problems.customerDeleted;

/**
 * https://docs.capillarytech.com/reference/get-customer-details-v1api
 * The values have commas between them. Each customer has an outcome of its own under any HTTP status.
 */
export const customerDetails: Endpoint = {
	method: 'GET',
	path: '/v1.1/customer/get',
	needs: 'anyAccount',
	handle({ state, query, variants }) {
		const names = Object.keys(IDENTIFIERS).filter((name) => name in query);
		if (names.length !== 1 || query.format !== 'json') throw new Refusal('detailsBadQuery');
		const [name] = names;
		const values = query[name].split(',');
		if (variants.mostEntries !== 'any' && values.length > Number(variants.mostEntries)) {
			return tooMany(variants);
		}
		const withId = query.user_id === 'true';
		const entries = values.flatMap((value) => entriesFor(state, name, value, withId, variants));
		if (variants.strayCustomer === 'added') {
			const [stray] = state.customers.values();
			if (stray) entries.push(profile(stray, withId, FOUND, variants));
		}
		return respond(entries, variants);
	},
};

function entriesFor(
	state: SandboxState,
	name: string,
	value: string,
	withId: boolean,
	variants: Variants,
): Json[] {
	const type = IDENTIFIERS[name];
	if (value.trim() === '') return [failed(INVALID, variants)];
	const all = type === 'id' ? [state.customers.get(value)] : state.customersBy(type, value);
	const found = all.filter((one) => one !== undefined);
	if (found.length === 0) {
		const echo = variants.customerNotFound === 'entryWithEcho' ? { [name]: value } : {};
		return variants.customerNotFound === 'noEntry' ? [] : [failed(NOT_FOUND, variants, echo)];
	}
	const { sharedIdentifier } = variants;
	const shown =
		sharedIdentifier === 'all'
			? found
			: [found[sharedIdentifier === 'first' ? 0 : found.length - 1]];
	return shown.map((customer) => {
		if (!customer.isDeleted) return entryOf(state, customer, withId, variants);
		return failed(DELETED, variants, type === 'id' ? { id: value } : {});
	});
}

function entryOf(
	state: SandboxState,
	customer: Customer,
	withId: boolean,
	variants: Variants,
): Json {
	const survivor = state.customers.get(customer.mergedInto ?? '');
	if (!survivor) return profile(customer, withId, FOUND, variants);
	const { mergedCustomer } = variants;
	const outcome = mergedCustomer === 'code' ? SURVIVOR : FOUND;
	const warnings = mergedCustomer === 'warning' ? [SURVIVOR] : [];
	return profile(survivor, withId, outcome, variants, warnings);
}

function failed(outcome: ItemOutcome, variants: Variants, echo: Json = {}): Json {
	return { ...echo, ...itemStatus(false, outcome, variants) };
}

function respond(entries: Json[], variants: Variants): Response {
	const done = entries.filter(({ item_status }) => (item_status as Json).success === 'true').length;
	const code = done === entries.length ? 200 : done > 0 ? 201 : 500;
	const list = reordered(entries, variants.answerOrder);
	const customer = list.length === 1 && variants.oneCustomer === 'object' ? list[0] : list;
	const body = {
		status: {
			success: String(done > 0),
			code: codeOf(code, 'number', variants),
			message: MESSAGES[code],
			...{ total: String(entries.length), success_count: String(done) },
		},
		customers: variants.customersForm === 'list' ? list : { customer },
	};
	return {
		status: code === 500 ? Number(variants.allCustomersFailed) : 200,
		body: inForm(body, variants),
	};
}

function tooMany(variants: Variants): Response {
	const { tooManyCustomers } = variants;
	// The responses of a gateway have no body.
	if (tooManyCustomers !== '1060') return { status: Number(tooManyCustomers), body: '' };
	const { code, message } = problems.batchTooLarge;
	const body = { status: { success: 'false', code: codeOf(code, 'number', variants), message } };
	return { status: 400, body: inForm(body, variants) };
}

function inForm(body: Json, { customersForm }: Variants): Json {
	return customersForm === 'response' ? { response: body } : body;
}
