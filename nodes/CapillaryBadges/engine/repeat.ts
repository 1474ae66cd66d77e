import type { IDataObject } from 'n8n-workflow';

import type { Call, Reply, Response } from '../api/call';
import type { Refusal, RepeatSafety } from '../errors/refusal';
import type { Outcome, Recovered, RecoveryOf } from './results';

/** What happens when a request, or the whole node, is repeated. */
export interface Repeat<Row> {
	/** Whether a change in doubt can be made again without making it twice; `unsafe` unless said. */
	safety?(row: Row): RepeatSafety;

	/**
	 * Present when the user can choose that a change that was made before counts as success. `limit` is a
	 * sentence for the option, where repeating a run is still not safe.
	 */
	alreadyDone?: { limit?: string };

	/**
	 * Present when a field identifies the change that a row asks for, so that only rows that ask for the
	 * same change may have the same value.
	 */
	requestId?: {
		/** Label of the field. */
		label: string;
		/** Its value; `''` where it is empty. */
		value(row: Row): string;
	};

	/**
	 * Present when reading shows what was created for a row. It is read for each entry of a call that
	 * ended in doubt or was refused because an earlier attempt was carried out, and for rows that an
	 * earlier run of the node in the same execution may have done.
	 */
	recover?: {
		/** Whether the refusal says that an earlier attempt of this very call was carried out. */
		isRepeat?(refusal: Refusal): boolean;
		/** The call that reads what Capillary has. */
		call(row: Row): Call;
		/** What the response to that call says of the row. */
		settle(row: Row, response: Response, about: RecoveryOf): Recovered;
		/**
		 * The row to send once more when nothing was created: under another request ID, where there is one.
		 * Undefined when it cannot be sent again, because the request ID is the user's.
		 */
		resend?(row: Row): Row | undefined;
		/** ID of what was created, as an output item has it, so that no two rows report the same. */
		idOf(output: IDataObject): string;
	};

	/**
	 * Present when reading shows the state that a change leads to. It is read when an attempt may have
	 * been carried out without a response, and when a refusal says that nothing is left to do and that
	 * counts as success.
	 */
	verify?: {
		/** Whether a refusal says that nothing is left to do. */
		isAlreadyDone?(refusal: Refusal): boolean;
		/** The call that reads the state. */
		call(row: Row): Call;
		/**
		 * The state of the row; or the call to read next, for which it is asked again.
		 *
		 * @param read the reply to that call
		 * @param refusal why the change was refused
		 * @param since when the change was first attempted, if it may have been carried out (epoch
		 * milliseconds, Capillary's clock): what changed before that was not changed by this run
		 */
		settle(
			row: Row,
			read: Reply,
			refusal: Refusal,
			since?: number,
		): Outcome | { status: 'readNext'; call: Call } | { status: 'unknown' };
	};
}
