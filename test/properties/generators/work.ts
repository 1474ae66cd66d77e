import type fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Change, LedgerCall } from '../../../sandbox/data/ledger';
import type { SandboxState } from '../../../sandbox/data/state';

/** What one input item asks for. */
export type RequestedChange =
	/** Refused because of its own fields, so nothing may be sent. */
	| { kind: 'invalid' }
	/** Names an unknown customer, so that only the look-up may be sent. */
	| { kind: 'unknownCustomer' }
	| {
			kind: 'valid';
			/**
			 * Identifies the change in calls. Rows that ask for the same change have the same key.
			 */
			key: string;
			/** The identifier to look up first, if any. */
			lookUp?: string;
			/** Whether the sandbox has the state that the row asks for. */
			isDone: () => boolean;
			/**
			 * The output for the changes that a call made for this row, according to the ledger.
			 */
			output: (changes: Change[]) => IDataObject[];
			/**
			 * The output for a call without a response, after reading: its changes, or nothing when
			 * the state does not say who made it.
			 */
			outputAfterReading: (changes: Change[]) => IDataObject[];
			/** Whether the row asks for this change, which may have been made for another row. */
			matches: (change: Change) => boolean;
			/** The output when nothing was left to do. */
			outputIfDone: () => IDataObject[];
			/** The end of the path that is read after a lost response. */
			readBack?: string;
	  };

/** The work of one run. The sandbox is already set up. */
export interface Work {
	/** Parameters of the node, without the options. */
	parameters: INodeParameters;
	/** Options of this operation, besides the common ones. */
	options?: INodeParameters;
	items: IDataObject[];
	/** What each item asks for. */
	requested: RequestedChange[];
	/** The keys in a call. A call that changes nothing has none. */
	keysIn(call: LedgerCall): string[];
	/** The key of the call that a change belongs to. */
	keyOf(change: Change, call: LedgerCall): string;
	/** Whether equal calls are intended. */
	equalCallsAreTwo?: boolean;
	/**
	 * Whether doing it twice equals doing it once, so that a call without a change succeeds too.
	 */
	repeatable: boolean;
	/** Whether an earlier change counts as success, whatever the option says. */
	doneBeforeCounts?: boolean;
	/** The fields of an output to compare. The default is all. */
	compared?: string[];
	/** The paths that are read after a lost response when a row cannot name one. */
	readsBack?: RegExp;
}

/**
 * Work as data, which fast-check generates, prints and shrinks, and how it is set up in an empty
 * sandbox.
 */
export interface Trial<Plan> {
	plans: fc.Arbitrary<Plan>;
	setUp(plan: Plan, state: SandboxState): Work;
	/** How often n8n tries the node (Retry On Fail). The default is once. */
	maxTries?: number;
}

/** A resource locator whose ID comes from a field of the item. */
export function locator(field: string) {
	return { __rl: true, mode: 'id', value: `={{ $json.${field} }}` };
}

/** An ID in an output, which is a number when that is exact. */
export function numberOrText(id: string): number | string {
	return Number.isSafeInteger(Number(id)) ? Number(id) : id;
}
