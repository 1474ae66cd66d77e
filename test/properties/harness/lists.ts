import fc from 'fast-check';

import type { SandboxState } from '../../../sandbox/data/state';
import type { Variants } from '../../../sandbox/faults/variants';
import type { NodeRun } from '../../engine/harness/runNode';
import { record } from '../generators/record';
import type { SceneRunner } from './sceneRunner';

/** A change to a list while it is read. Capillary deletes none of these things. */
interface Change {
	/** Happens before the call with this number. */
	at: number;
	does: 'add' | 'change';
	which: number;
}

/** A list that is read while others change it. */
export interface ListPlan {
	entries: number;
	changes: Change[];
	/** Only badges can be sorted. */
	sorted: 'NAME' | 'START_DATE' | null;
	variants: Partial<Variants>;
}

/** A list that Get Many reads. */
export interface ListKind {
	resource: string;
	all(state: SandboxState): Map<string, { id: string }>;
	add(state: SandboxState, number: number): void;
	/** Changes an entry so that its place in the list can change. */
	change(state: SandboxState, id: string, number: number): void;
}

/** The three lists that Return All reads page by page. */
export const LISTS: ListKind[] = [
	{
		resource: 'badge',
		all: ({ badges }) => badges,
		add: (state, number) => void state.addBadge({ name: `Badge ${number % 7} ${number}` }),
		change: ({ badges, now }, id, number) =>
			void Object.assign(badges.get(id)!, {
				...{ name: `Badge ${number % 5} renamed ${number}`, startOn: now() - number * 1000 },
			}),
	},
	{
		resource: 'badgeGroup',
		all: ({ groups }) => groups,
		add: (state, number) => void state.addGroup({ name: `Group ${number}` }),
		change: ({ groups }, id, number) =>
			void Object.assign(groups.get(id)!, { name: `Group renamed ${number}` }),
	},
	{
		resource: 'customField',
		all: ({ customFields }) => customFields,
		add: (state, number) => void state.addCustomField({ name: `Field ${number}` }),
		change: (state, id, number) =>
			void Object.assign(state.customFields.get(id)!, {
				...{ name: `Field renamed ${number}`, lastUpdatedOn: state.now() },
			}),
	},
];

/** Lists of several pages, with changes between the pages. */
export const listPlans: fc.Arbitrary<ListPlan> = record({
	entries: fc.integer({ min: 0, max: 70 }),
	changes: fc.array(
		record<Change>({
			at: fc.oneof({ weight: 4, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.nat(60) }),
			does: fc.constantFrom('add', 'change'),
			which: fc.nat(69),
		}),
		{ maxLength: 12, size: 'max' },
	),
	sorted: fc.constantFrom(null, 'NAME', 'START_DATE'),
	variants: record<Partial<Variants>>({
		mostPerPage: fc.constantFrom('10', '20', '50', 'any'),
		paging: fc.constantFrom('honored', 'honored', 'honored', 'ignored'),
	}),
});

/**
 * Reads a list with Return All while others change it.
 *
 * @throws Error when an entry comes twice, or an entry is missing that was there all the time and nothing
 * reports it
 */
export async function readWhole(
	runner: SceneRunner,
	kind: ListKind,
	plan: ListPlan,
): Promise<void> {
	const state = runner.empty();
	for (let number = 0; number < plan.entries; number++) kind.add(state, number);
	const there = [...kind.all(state).keys()];
	let made = plan.entries;
	const { variants, sorted } = plan;
	const run = await runner.run({
		parameters: {
			...{ resource: kind.resource, operation: 'getAll', returnAll: true, options: {} },
			sort: kind.resource === 'badge' && sorted !== null ? { sortOn: sorted } : {},
		},
		...{ items: [{}], faults: [], variants },
		before(_call, number) {
			for (const { at, does, which } of plan.changes) {
				if (at !== number) continue;
				made++;
				const ids = [...kind.all(state).keys()];
				if (does === 'add') kind.add(state, made);
				else if (ids.length > 0) kind.change(state, ids[which % ids.length], made);
			}
		},
		respond: (_call, given) => given,
	});
	checkList(run, there, [...kind.all(state).keys()]);
}

function checkList(
	{ status, outputs: [outputs = []], hints }: NodeRun,
	there: string[],
	all: string[],
) {
	if (status !== 'success') throw new Error(`The run ended as '${status}'`);
	const [first] = outputs;
	// The item reports that the list could not be read.
	if (first && 'error' in first.json) return;
	const ids = outputs.map(({ json }) => String(json.id));
	if (new Set(ids).size < ids.length) throw new Error(`An entry came twice: ${ids}`);
	const stranger = ids.find((id) => !all.includes(id));
	if (stranger !== undefined) throw new Error(`${stranger} is not in the list`);

	const marked = outputs.filter(({ json }) => json.listIncomplete !== undefined);
	const isReported = marked.length > 0;
	if (isReported && marked.length < outputs.length) throw new Error('Only some items are marked');
	if (
		isReported !== hints.some(({ message }) => message?.includes('could not be read as a whole'))
	) {
		throw new Error(`${marked.length} items are marked, which does not fit the notice`);
	}
	const missing = there.filter((id) => !ids.includes(id));
	if (missing.length > 0 && !isReported) throw new Error(`Missing, and not reported: ${missing}`);
}
