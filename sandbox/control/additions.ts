// What POST /sandbox/state adds to the sandbox's data.
import {
	dataTypes,
	earnTypes,
	type Badge,
	type BadgeGroup,
	type Claim,
	type Customer,
	type CustomField,
	type EarnedBadge,
	type Enrolment,
} from '../data/model';
import { list, nullable, one, oneOf, optional, record, type Schema } from '../http/schema';
import type { SandboxState } from '../data/state';

type Fields<Kind> = Record<keyof Kind, Schema>;

const { text, whole, number, flag } = one;
const id: Schema = { type: ['integer', 'string'] };
const object: Schema = { type: 'object' };

const creation = {
	orgId: whole,
	createdOn: number,
	createdBy: whole,
	lastUpdatedOn: number,
	lastUpdatedBy: whole,
};

const claim: Fields<Claim> = { ownerType: text, referenceId: text, isActive: flag };

const badge: Fields<Badge> = {
	id: text,
	...creation,
	badgeNumericId: whole,
	name: text,
	startOn: number,
	expiresOn: number,
	earnType: oneOf(...earnTypes),
	earnedBadgeExpiry: object,
	restrictedToOwners: list(text),
	claims: list(record(claim)),
	images: list({}),
	tags: list({}),
	customerConstraints: list(object),
	badgeConstraints: list(object),
	formerLimits: object,
	customFields: { type: 'object', additionalProperties: text },
	...nullable({
		description: text,
		issuedBadgeExpiry: object,
		badgeGroupId: text,
		badgeRank: whole,
	}),
	active: flag,
	issuedCount: whole,
	earnedCount: whole,
};

const group: Fields<BadgeGroup> = {
	id: text,
	...creation,
	name: text,
	rank: whole,
	isActive: flag,
};

const customField: Fields<CustomField> = {
	id: text,
	...creation,
	name: text,
	isMandatory: flag,
	...nullable({ defaultValue: text }),
	isActive: flag,
	dataType: oneOf(...dataTypes),
};

const customer: Fields<Customer> = {
	id,
	mobile: text,
	email: text,
	externalId: text,
	cardNumber: text,
	isDeleted: flag,
	mergedInto: text,
};

const held = { badgeMetaId: text, customerId: id };
const enrolment: Fields<Omit<Enrolment, keyof typeof held>> = {
	id: text,
	ownerType: text,
	ownerReferenceId: text,
	givenOn: number,
	eventOn: number,
	expiresOn: number,
	...nullable({ revokedOn: number }),
};
const earned: Fields<Omit<EarnedBadge, keyof typeof held>> = {
	...enrolment,
	...nullable({ enrolmentId: text }),
};

interface Kind {
	schema: Schema;
	/** Adds an entry that matches the schema; returns its ID, or the claim. */
	add(state: SandboxState, fields: object): unknown;
}

type OfBadge = { badgeMetaId: string };
type Held = OfBadge & { customerId: string };

/** What can be added, by its name in the body. */
const KINDS: Record<string, Kind> = {
	badges: { schema: optional(badge), add: (state, fields) => state.addBadge(fields).id },
	groups: { schema: optional(group), add: (state, fields) => state.addGroup(fields).id },
	customFields: {
		schema: optional(customField),
		add: (state, fields) => state.addCustomField(fields).id,
	},
	customers: { schema: optional(customer), add: (state, fields) => state.addCustomer(fields).id },
	claims: {
		schema: record({ badgeMetaId: text }, claim),
		add: (state, fields) => state.addClaim(fields as OfBadge),
	},
	enrolments: {
		schema: record(held, enrolment),
		add: (state, fields) => state.addEnrolment(fields as Held).id,
	},
	earned: {
		schema: record(held, earned),
		add: (state, fields) => state.addEarned(fields as Held).id,
	},
};

/** The body of POST /sandbox/state. */
export const additionsBody = optional(
	Object.fromEntries(Object.entries(KINDS).map(([name, { schema }]) => [name, list(schema)])),
);

/** A body that matches `additionsBody`. */
export type Additions = Record<string, object[]>;

/** Adds everything in the body; returns the IDs by kind, in the same order. */
export function addAll(state: SandboxState, wanted: Additions): Record<string, unknown[]> {
	return Object.fromEntries(
		Object.entries(KINDS).map(([name, { add }]) => [
			name,
			(wanted[name] ?? []).map((fields) => add(state, fields)),
		]),
	);
}
