// Reads values of requests; refuses those that are missing or wrong.
import { JsonNumber } from '../http/json';
import type { Problem } from '../http/problem';
import { problems } from '../http/problems';
import { invalidEnum, Refusal, unreadable } from '../http/refusal';
import {
	identifierTypes,
	ownerTypes,
	type Badge,
	type Customer,
	type IdentifierType,
} from '../data/model';
import type { SandboxState } from '../data/state';
import { readTime } from '../data/times';
import type { Variants } from '../faults/variants';
import type { ApiCall } from './endpoint';

/** The body as an object; other values are refused in the words of a Java server. */
export function objectOf(body: unknown): Record<string, unknown> {
	if (body === undefined) throw new Refusal('bodyMissing');
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw unreadable('JSON parse error: Cannot deserialize value from Array or scalar value');
	}
	return body as Record<string, unknown>;
}

/** A list in the body; empty when it is missing. */
export function listOf(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) {
		throw unreadable('JSON parse error: Cannot deserialize value of type `java.util.ArrayList`');
	}
	return value;
}

/** The entries of a list in the body; too many are refused (1060). */
export function entriesOf({ variants: { mostEntries } }: ApiCall, value: unknown): unknown[] {
	const entries = listOf(value);
	if (mostEntries !== 'any' && entries.length > Number(mostEntries)) {
		throw new Refusal('batchTooLarge');
	}
	return entries;
}

/** A value as text; undefined when it is missing. */
export function textOf(value: unknown): string | undefined {
	return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** A customer ID as digits; undefined when it is missing. */
export function customerIdOf(value: unknown): string | undefined {
	const text = textOf(value);
	if (text !== undefined && !/^\d+$/.test(text)) {
		throw unreadable(
			`JSON parse error: Cannot deserialize value of type \`java.lang.Long\` from String "${text}": not a valid \`java.lang.Long\` value`,
		);
	}
	return text?.replace(/^0+(?=\d)/, '');
}

/** An ID of digits as a number; null when it is missing. */
export function asNumber(digits: string): JsonNumber | null {
	return digits === '' ? null : new JsonNumber(digits);
}

/** A whole number, from a number or digits. */
export function wholeOf(value: unknown, field: string): number {
	if (!/^-?\d+$/.test(String(value))) {
		throw unreadable(`JSON parse error: Cannot deserialize '${field}': not a valid int value`);
	}
	return Number(value);
}

/** A Boolean, also as text. */
export function booleanOf(value: unknown, field: string): boolean {
	if (!['true', 'false'].includes(String(value))) {
		throw unreadable(`JSON parse error: Cannot deserialize '${field}': only "true" or "false"`);
	}
	return String(value) === 'true';
}

/** A value that must be exactly one of those allowed. */
export function oneOf<Value extends string>(
	value: unknown,
	field: string,
	allowed: readonly Value[],
): Value {
	const found = allowed.find((one) => one === value);
	if (found === undefined) throw invalidEnum(String(value), field, allowed);
	return found;
}

/**
 * A time in the body: the field with ISO in its name wins over the older one
 * (https://docs.capillarytech.com/reference/apis-updated-with-additional-timezone-fields).
 */
export function timeOf(fields: Record<string, unknown>, name: string): number | undefined {
	const time = readTime(fields[`${name}ISO`]) ?? readTime(fields[name]);
	if (time !== undefined && Number.isNaN(new Date(time).getTime())) {
		throw unreadable(`JSON parse error: Cannot deserialize '${name}': not a date and time`);
	}
	return time;
}

/** Refuses filters with values that are not allowed; a filter may have several with commas. */
export function checkFilters(
	query: Record<string, unknown>,
	allowed: Record<string, readonly string[]>,
): void {
	for (const [name, values] of Object.entries(allowed)) {
		for (const value of textOf(query[name])?.split(',') ?? []) oneOf(value, name, values);
	}
}

/** The badge with this ID. */
export function badgeOf(state: SandboxState, id: string | undefined): Badge {
	if (id === undefined) throw new Refusal('badgeIdMissing');
	const badge = state.badges.get(id);
	if (!badge) throw new Refusal('badgeNotFound');
	return badge;
}

/**
 * The customer that a value names: by ID, or by the identifier in X-CAP-CUSTOMER-IDENTIFIER
 * (https://docs.capillarytech.com/reference/revoke-issual-of-a-badge).
 */
export function customerOf({ state, headers, variants }: ApiCall, value: string): Customer {
	const type = headers['x-cap-customer-identifier'];
	if (type !== undefined && !identifierTypes.includes(type as IdentifierType)) {
		throw new Refusal('identifierUnknown');
	}
	const customer =
		type === undefined
			? state.customers.get(customerIdOf(value) ?? '')
			: state.customerBy(type as IdentifierType, value);
	if (!customer) throw new Refusal(customerUnknown(variants));
	return customer;
}

/** The problem of an unknown customer. */
export function customerUnknown({ unknownCustomer }: Variants): Problem {
	return unknownCustomer === '1026' ? problems.customerNotFound : problems.identifiersUnknown;
}

/** The owner types that a refusal lists: fewer than are allowed. */
const NAMED_IN_REFUSAL = [
	'Loyalty',
	'Referral_Campaigns',
	'Journeys',
	'Audience_Campaigns',
	'Rewards_Catalog',
	'Goodwill_Module',
	'Milestones',
];

/** An owner type in the spelling of the API. */
export function ownerTypeOf(value: unknown): string {
	const text = textOf(value);
	if (text === undefined) throw new Refusal('ownerTypeMissing');
	if (!(ownerTypes as readonly string[]).includes(text)) {
		throw invalidEnum(text, 'ownerType', NAMED_IN_REFUSAL);
	}
	return text;
}

/** A request ID that was not used before (809). */
export function newRequestIdOf({ state, variants }: ApiCall, value: unknown): string {
	const requestId = textOf(value);
	if (requestId === undefined) throw new Refusal('requestIdMissing');
	if (state.requestIds.has(requestId)) throw new Refusal('requestIdUsed');
	if (variants.refusedRequestId === 'used') state.requestIds.add(requestId);
	return requestId;
}
