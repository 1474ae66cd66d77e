import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../../sandbox/faults/faults';
import type { SandboxState } from '../../../sandbox/data/state';
import { record } from './record';

/** A kind of thing that Update changes. */
export interface UpdateKind {
	resource: string;
	/** The fields by their parameters: the name in a request, and values. */
	fields: Record<string, { sent: string; values: Array<string | number | boolean> }>;
	add(state: SandboxState, name: string): { id: string };
	all(state: SandboxState): Map<string, { id: string }>;
	/** The ID of the thing that a call is about. */
	idIn(path: string, body: string): string | undefined;
	/** Fields that only Capillary sets. */
	readOnly: string[];
}

const SET_BY_CAPILLARY = [
	...['id', 'orgId', 'createdBy', 'createdOn', 'createdOnISO'],
	...['lastUpdatedBy', 'lastUpdatedOn', 'lastUpdatedOnISO'],
];

const lastPart = (path: string) => /([0-9a-f]{24})$/.exec(path)?.[1];

export const UPDATES: UpdateKind[] = [
	{
		resource: 'badge',
		fields: {
			description: { sent: 'description', values: ['Buy two', 'Buy three'] },
			badgeRank: { sent: 'badgeRank', values: [1, 2, 3] },
			active: { sent: 'active', values: [true, false] },
		},
		add: (state, name) => state.addBadge({ name }),
		all: ({ badges }) => badges,
		idIn: (path, body) =>
			lastPart(path) ?? (body === '' ? undefined : String((JSON.parse(body) as IDataObject).id)),
		readOnly: [],
	},
	{
		resource: 'badgeGroup',
		fields: { rank: { sent: 'rank', values: [1, 2, 3, 4] } },
		add: (state, name) => state.addGroup({ name }),
		all: ({ groups }) => groups,
		idIn: lastPart,
		readOnly: [...SET_BY_CAPILLARY, 'active', 'isActive'],
	},
	{
		resource: 'customField',
		fields: {
			defaultValue: { sent: 'defaultValue', values: ['one', 'two'] },
			isActive: { sent: 'isActive', values: [true, false] },
		},
		add: (state, name) => state.addCustomField({ name, defaultValue: 'none' }),
		all: ({ customFields }) => customFields,
		idIn: lastPart,
		readOnly: SET_BY_CAPILLARY,
	},
];

/** A change that somebody else makes before a call. */
export interface ConcurrentChange {
	at: number;
	thing: number;
	/** The field, taken modulo the fields of the rows and the name. */
	field: number;
	value: number;
}

/** Rows that update things, and the changes of others. */
export interface UpdatePlan {
	/** The fields of the rows, taken modulo their number. */
	fields: number[];
	/** The thing of each row, and the number of its values. */
	rows: Array<{ thing: number; value: number }>;
	others: ConcurrentChange[];
	/** JSON text of undocumented fields. */
	unknown: string[];
	faults: FaultRule[];
	/** The responses to these writes, from 0, show another value than was written, or none. */
	denied: Array<{ write: number; how: 'other' | 'none' }>;
}

/** Values that lose something in JSON.parse. */
const UNKNOWN = [
	...['12345678901234567890', '1.10', '1E400', '-0.0', 'null', 'true', '"x"', '[]', '{}'],
	...['{"a":[1.0,null,{"b":100000000000000000001}]}', '"\\u0041\\/"', '1716803487.000000000'],
];

const fault: fc.Arbitrary<FaultRule['fault']> = fc.oneof(
	fc.constantFrom(429, 500, 502, 503, 521).map((status) => ({ kind: 'status' as const, status })),
	fc.constantFrom(500, 502, 504).map((status) => ({ kind: 'statusAfterWork' as const, status })),
	fc.boolean().map((afterWork) => ({ kind: 'html' as const, status: 503, afterWork })),
	fc.boolean().map((afterWork) => ({ kind: 'empty' as const, afterWork })),
);

export const THINGS = 3;

export const updatePlans: fc.Arbitrary<UpdatePlan> = record({
	fields: fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }),
	rows: fc.array(record({ thing: fc.nat(THINGS - 1), value: fc.nat(5) }), {
		minLength: 1,
		maxLength: 6,
	}),
	others: fc.array(
		record({ at: fc.nat(12), thing: fc.nat(THINGS - 1), field: fc.nat(3), value: fc.nat(5) }),
		{ maxLength: 8 },
	),
	unknown: fc.array(fc.constantFrom(...UNKNOWN), { maxLength: 4 }),
	faults: fc.array(
		record<FaultRule>({
			match: fc.constantFrom({ method: 'PUT' }, { method: 'GET' }),
			skip: fc.nat(3),
			times: fc.constantFrom(1, 1, 2),
			fault,
		}),
		{ maxLength: 3 },
	),
	denied: fc.array(record({ write: fc.nat(3), how: fc.constantFrom('other', 'none') }), {
		maxLength: 2,
	}),
});
