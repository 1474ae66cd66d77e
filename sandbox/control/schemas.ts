// JSON schemas of the bodies that the control addresses accept.
import type { DeliverySettings } from '../webhooks/deliveries';
import type { Fault } from '../faults/faults';
import { list, nullable, one, oneOf, optional, record, type Schema } from '../http/schema';
import { variantChoices } from '../faults/variants';

const { text, whole, number, flag } = one;
const id: Schema = { type: ['integer', 'string'] };
const object: Schema = { type: 'object' };
const milliseconds: Schema = { type: 'number', minimum: 0 };
const count: Schema = { type: 'integer', minimum: 0 };

const replacedAnswer = record(
	{ kind: text, status: whole },
	{ body: {}, headers: { type: 'object', additionalProperties: text } },
);
const nothingMore = record({ kind: text });

const faults: Record<Fault['kind'], Schema> = {
	status: replacedAnswer,
	statusAfterWork: replacedAnswer,
	dropBefore: nothingMore,
	dropAfter: nothingMore,
	cut: nothingMore,
	html: record({ kind: text, status: whole }, { afterWork: flag }),
	empty: record({ kind: text }, { afterWork: flag }),
	omitCustomer: record({ kind: text, customerId: id }),
	wrongCustomer: record({ kind: text, customerId: id }, { as: id }),
	expireTokens: record(
		{ kind: text },
		{ status: whole, code: { enum: [401, 498] }, envelope: oneOf('v2', 'badges', 'v1.1') },
	),
	delay: record({ kind: text, ms: milliseconds }),
};

const fault: Schema = {
	type: 'object',
	required: ['kind'],
	properties: { kind: oneOf(...Object.keys(faults)) },
	allOf: Object.entries(faults).map(([kind, then]) => ({
		if: { type: 'object', properties: { kind: { const: kind } } },
		then,
	})),
};

const rules = list(
	record(
		{ fault },
		{
			match: optional({ method: text, path: text }),
			skip: count,
			times: { type: ['integer', 'string'], minimum: 0, pattern: '^always$' },
		},
	),
);

const rateLimit = {
	...record({
		calls: count,
		windowMs: { type: 'number', exclusiveMinimum: 0 },
		retryAfter: oneOf('none', 'seconds', 'date'),
	}),
	type: ['object', 'null'],
};

const choices = Object.entries(variantChoices).map(([name, values]) => [name, oneOf(...values)]);
const variants = optional(Object.fromEntries(choices) as Record<string, Schema>);

/** A list of fault rules, or FaultSettings. */
export const faultsBody: Schema = {
	type: ['array', 'object'],
	if: { type: 'array' },
	then: rules,
	else: optional({ rules, latencyMs: milliseconds, clockSkewMs: number, rateLimit, variants }),
};

export const seedBody = optional({ seed: oneOf('demo', 'empty') });

export const deliveriesBody = optional({
	copies: { type: 'integer', minimum: 1 },
	retryWaitMs: milliseconds,
	longestWaitMs: milliseconds,
	attempts: { type: 'integer', minimum: 1 },
} satisfies Record<keyof DeliverySettings, Schema>);

export const eventBody = record(
	{ eventName: { type: 'string', minLength: 1 } },
	{
		eventId: text,
		orgId: whole,
		refId: text,
		apiRequestId: text,
		createdAt: whole,
		data: object,
		...nullable({ loyaltyEventId: text }),
	},
);
