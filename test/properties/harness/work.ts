import type fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Change, LedgerCall } from '../../../sandbox/ledger';
import type { SandboxState } from '../../../sandbox/state';

/** What one input item asks for, in the words of the sandbox. */
export type Asked =
	/** Refused by its own fields: nothing of it may ever be sent. */
	| { kind: 'flawed' }
	/** Names a customer whom the lookup does not find: only looking up may be sent. */
	| { kind: 'unfindable' }
	| {
			kind: 'fine';
			/** Names this very change in calls; two rows that ask for the same have the same key. */
			key: string;
			/** The identifier by which the customer has to be looked up first; none when it need not be. */
			lookUp?: string;
			/** Whether the sandbox's state is as the row wants it. */
			isSo: () => boolean;
			/** The output for what a call changed for this row, as the ledger has it. */
			output: (changes: Change[]) => IDataObject[];
			/**
			 * The output for what a call without an answer left to be read: what it changed, or nothing where
			 * the state of things does not tell since when it is so.
			 */
			unheard: (changes: Change[]) => IDataObject[];
			/** Whether a change is one that the row asks for, made for it or for another row. */
			isIts: (change: Change) => boolean;
			/** The output when nothing was left to do. */
			before: () => IDataObject[];
			/** The end of the path that is read to know what became of the change. */
			readBack?: string;
	  };

/** One run's worth of work for the node: what the sandbox holds is set up already. */
export interface Work {
	/** Parameters of the node, without the options. */
	parameters: INodeParameters;
	/** Options that the operation has beside those that all have. */
	options?: INodeParameters;
	items: IDataObject[];
	/** For each item what it asks for. */
	asked: Asked[];
	/** The keys that a call carries; none for a call that changes nothing. */
	keysIn(call: LedgerCall): string[];
	/** Which of a call's keys a change belongs to. */
	keyOf(change: Change, call: LedgerCall): string;
	/** Whether a call that is equal to an earlier one is wanted as such. */
	equalCallsAreTwo?: boolean;
	/** Whether doing it twice is as good as once, so that a call that changes nothing is a success too. */
	repeatable: boolean;
	/** Whether what was done before counts as success, whatever the user chose. */
	doneBeforeCounts?: boolean;
	/** The fields of an output that are compared; all of them unless told. */
	compared?: string[];
	/** The paths that are read to know what became of changes, where a row cannot name one. */
	readsBack?: RegExp;
}

/** Work as data, which fast-check draws, prints and shrinks, and how it is made real in a fresh sandbox. */
export interface Trial<Plan> {
	plans: fc.Arbitrary<Plan>;
	setUp(plan: Plan, state: SandboxState): Work;
	/** How often n8n runs the node when it fails (Retry On Fail); once unless told. */
	maxTries?: number;
}

/** Shorthand for a resource locator whose ID comes from a field of the item. */
export function locator(field: string) {
	return { __rl: true, mode: 'id', value: `={{ $json.${field} }}` };
}

/** An ID in an output: a number where that is exact. */
export function numberOrText(id: string): number | string {
	return Number.isSafeInteger(Number(id)) ? Number(id) : id;
}
