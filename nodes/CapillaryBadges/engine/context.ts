import type { Client, Sent } from '../api/client';
import type { ItemResults } from './itemResults';
import type { Operation } from './operation';
import type { PlannedRow } from './plan';
import type { Outcome } from './results';
import type { RunMemory } from './runMemory';
import type { RunOptions } from './runOptions';

/** What the parts of a run share: one for each account. */
export interface RunContext {
	operation: Operation;
	options: RunOptions;
	client: Client;
	/** What earlier tries of the node did; only where the operation can tell. */
	memory?: RunMemory;
	results: ItemResults;
	/** IDs of what the rows of this run created. */
	created: Set<string>;
	/** Takes the outcome of a row, and the last reply for it. */
	report(planned: PlannedRow, outcome: Outcome, sent: Sent): void;
	/**
	 * Takes rows whose outcome in earlier runs of the node is known now.
	 *
	 * @throws the first failure, when the node is set to stop on errors
	 */
	readBack(rows: PlannedRow[]): void;
	/** Takes a notice about the run, for the user. */
	notice(message: string): void;
}
