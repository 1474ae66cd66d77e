import type { IDataObject } from 'n8n-workflow';

import type { Call, Response } from '../api/call';
import type { Failed, Refusal } from '../errors/refusal';

/** The change was made, or the data were read. */
export interface Succeeded {
	status: 'succeeded';
	output: IDataObject[];
}

/** Nothing was left to do. */
export interface AlreadyDone {
	status: 'alreadyDone';
	/** The output when that counts as success. */
	output: IDataObject[];
	/** The refusal to report when *If Already Done* is set to fail. Without one, the row always succeeds. */
	failure?: Refusal;
}

/** What a response says of one row. */
export type Outcome = Succeeded | Failed | AlreadyDone;

/** What reading back shows: the change was made, with its output; was not made; or is unknown. */
export type Recovered =
	| { status: 'done'; output: IDataObject }
	| { status: 'notDone' }
	| { status: 'unknown' };

/** The change that is looked for when it is read back. */
export interface RecoveryOf {
	/** The call that was to make it. */
	call: Call;
	/** The earliest time at which it can have been made (epoch milliseconds, by Capillary's clock). */
	since: number;
	/** IDs of what other rows of the run made. */
	taken: ReadonlySet<string>;
	/** Whether another run may have made it. `since` is then a day ago, and several can fit. */
	byOtherRun: boolean;
}

/**
 * The outcome of a row that Capillary's response does not confirm.
 *
 * @param message completes the sentence that begins with "Capillary's response"
 */
export function notConfirmed(response: Response, message: string): Failed {
	const refusal: Refusal = {
		cause: 'unreadable',
		message,
		requestId: response.requestId,
	};
	return { status: 'failed', refusal };
}

/** The outcome of a row that succeeded, with its output items. */
export function succeeded(...output: IDataObject[]): Outcome {
	return { status: 'succeeded', output };
}

/** Capillary's warnings, for an output item: nothing when there are none. */
export function warningsOf({ warnings }: Response): IDataObject {
	return warnings.length > 0 ? { warnings: warnings.map((warning) => ({ ...warning })) } : {};
}
