import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Change, LedgerCall } from '../../../sandbox/data/ledger';
import type { SandboxState } from '../../../sandbox/data/state';
import { record } from './record';
import type { RequestedChange, Trial, Work } from './work';

/** A thing that can be created, once for each name. */
interface Thing extends IDataObject {
	name: string;
}

/** A kind of thing: its parameters, and where the sandbox keeps it. */
interface Kind {
	resource: string;
	parameters: INodeParameters;
	/** The end of the path that creates it. */
	path: string;
	/** A field besides the name, and its values. */
	field: string;
	values: Array<string | number>;
	/** All things of the kind, by ID. */
	all(state: SandboxState): Map<string, { id: string; name: string; createdOn: number }>;
	add(state: SandboxState, thing: Thing & { createdOn: number }): void;
	/** The ID of the thing that a change created. */
	idOf(change: Change): string | undefined;
}

interface Row {
	name: number | 'empty';
	value: number;
}

interface Plan {
	/** The existing things. */
	before: Row[];
	rows: Row[];
}

const HOUR = 60 * 60 * 1000;

/** Rows of Badge > Create. */
export const newBadges = creations({
	resource: 'badge',
	parameters: {
		...{ startOn: '2026-02-01', expiresOn: '2026-12-01', owners: ['Loyalty'] },
		additionalFields: { description: '={{ $json.description }}' },
	},
	path: '/badges/badgeMeta',
	field: 'description',
	values: ['Buy two', 'Buy three'],
	all: ({ badges }) => badges,
	add: (state, thing) => void state.addBadge(thing),
	idOf: (change) => (change.change === 'badgeCreated' ? change.badgeMetaId : undefined),
});

/** Rows of Badge Group > Create. */
export const newGroups = creations({
	resource: 'badgeGroup',
	parameters: { rank: '={{ $json.rank }}' },
	path: '/badges/group',
	field: 'rank',
	values: [1, 2],
	all: ({ groups }) => groups,
	add: (state, thing) => void state.addGroup(thing),
	idOf: (change) => (change.change === 'groupCreated' ? change.groupId : undefined),
});

/** Rows of Custom Field > Create. */
export const newCustomFields = creations({
	resource: 'customField',
	parameters: { dataType: '={{ $json.dataType }}' },
	path: '/badges/customField',
	field: 'dataType',
	values: ['STRING', 'DATE'],
	all: ({ customFields }) => customFields,
	add: (state, thing) => void state.addCustomField(thing),
	idOf: (change) => (change.change === 'customFieldCreated' ? change.customFieldId : undefined),
});

function creations(kind: Kind): Trial<Plan> {
	return {
		plans: fc.oneof(plans(true), plans(false)),
		setUp: (plan, state) => setUp(plan, state, kind),
	};
}

function plans(fitting: boolean): fc.Arbitrary<Plan> {
	const row = (names: number) =>
		record<Row>({
			name: fc.oneof(
				{ weight: 20, arbitrary: fc.nat(names) },
				{ weight: fitting ? 0 : 1, arbitrary: fc.constant('empty' as const) },
			),
			value: fc.nat(1),
		});
	return record({
		before: fc.array(row(20), { maxLength: fitting ? 0 : 5 }),
		rows: fc.array(row(fitting ? 200 : 20), { minLength: 1, maxLength: 30, size: 'max' }),
	});
}

function setUp(plan: Plan, state: SandboxState, kind: Kind): Work {
	const { resource, parameters, path, field, values } = kind;
	const thingOf = ({ name, value }: Row): Thing => ({
		name: name === 'empty' ? ' ' : `Thing ${name}`,
		[field]: values[value],
	});
	for (const row of new Map(plan.before.map((one) => [one.name, one])).values()) {
		const createdOn = state.now() - HOUR;
		if (row.name !== 'empty') kind.add(state, { ...thingOf(row), createdOn });
	}
	const items = plan.rows.map(thingOf);
	const keyOfThing = (thing: IDataObject) => `${String(thing.name)} ${String(thing[field])}`;
	const madeBy = (change: Change) =>
		kind.all(state).get(kind.idOf(change) ?? '') as (IDataObject & { id: string }) | undefined;
	const output = (changes: Change[]) => changes.map((change) => ({ ...madeBy(change) }));

	function requested(item: Thing): RequestedChange {
		if (item.name === ' ') return { kind: 'invalid' };
		const key = keyOfThing(item);
		const isIt = (thing?: IDataObject) => thing !== undefined && keyOfThing(thing) === key;
		return {
			kind: 'valid',
			key,
			isDone: () =>
				[...kind.all(state).values()].some((one) => isIt(one as unknown as IDataObject)),
			output,
			outputAfterReading: output,
			matches: (change) => isIt(madeBy(change)),
			outputIfDone: () => [],
		};
	}

	const keysIn = ({ method, path: at, body }: LedgerCall) =>
		method === 'POST' && at.endsWith(path) ? [keyOfThing(body as IDataObject)] : [];
	return {
		parameters: { resource, operation: 'create', name: '={{ $json.name }}', ...parameters },
		items,
		requested: items.map(requested),
		keysIn,
		keyOf: (_change, call) => keysIn(call)[0],
		repeatable: false,
		compared: ['id', 'name', field],
		readsBack: new RegExp(`${path}(/[^/]+)?$`),
	};
}
