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
} from './model';
import { list, nullable, one, oneOf, record, type Schema } from './schema';
import type { SandboxState } from './state';

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

/** The body of POST /sandbox/state. */
export const additionsBody = record(
	{},
	{
		badges: list(record({}, badge)),
		groups: list(record({}, group)),
		customFields: list(record({}, customField)),
		customers: list(record({}, customer)),
		claims: list(record({ badgeMetaId: text }, claim)),
		enrolments: list(record(held, enrolment)),
		earned: list(record(held, earned)),
	},
);

/** A value that matches `additionsBody`. */
export interface Additions {
	badges?: Array<Parameters<SandboxState['addBadge']>[0]>;
	groups?: Array<Parameters<SandboxState['addGroup']>[0]>;
	customFields?: Array<Parameters<SandboxState['addCustomField']>[0]>;
	customers?: Array<Parameters<SandboxState['addCustomer']>[0]>;
	claims?: Array<Parameters<SandboxState['addClaim']>[0]>;
	enrolments?: Array<Parameters<SandboxState['addEnrolment']>[0]>;
	earned?: Array<Parameters<SandboxState['addEarned']>[0]>;
}

/** Adds everything given. Returns the IDs by kind, in the same order. */
export function addAll(state: SandboxState, wanted: Additions): Record<string, unknown> {
	return {
		badges: (wanted.badges ?? []).map((fields) => state.addBadge(fields).id),
		groups: (wanted.groups ?? []).map((fields) => state.addGroup(fields).id),
		customFields: (wanted.customFields ?? []).map((fields) => state.addCustomField(fields).id),
		customers: (wanted.customers ?? []).map((fields) => state.addCustomer(fields).id),
		claims: (wanted.claims ?? []).map((fields) => state.addClaim(fields)),
		enrolments: (wanted.enrolments ?? []).map((fields) => state.addEnrolment(fields).id),
		earned: (wanted.earned ?? []).map((fields) => state.addEarned(fields).id),
	};
}
