import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Response, Call, Refusal, RepeatSafety, Reply } from '../api/call';
import type { Item } from '../fields/item';
import type { Page } from './pages';

/** What Capillary's answer says of one row: what was done, as output; why not; or that nothing was left to do. */
export type Settled = { done: IDataObject[] } | { refused: Refusal } | AlreadyDone;

/** What was done before. */
export interface AlreadyDone {
	/** The output when that counts as success. */
	alreadyDone: IDataObject[];
	/** The refusal when it counts as failed; without one it is a success whatever the user chose. */
	asFailure?: Refusal;
}

/** What reading back says of a change: made, with its output; not made; or it cannot be told. */
export type Recovered =
	| { status: 'done'; output: IDataObject }
	| { status: 'notDone' }
	| { status: 'unknown' };

/** Which change is looked for. */
export interface RecoveryOf {
	/** The call that was to make it. */
	call: Call;
	/** It cannot have been made before that (epoch milliseconds, by Capillary's clock). */
	since: number;
	/** IDs of what other rows of the run made. */
	taken: ReadonlySet<string>;
	/** Whether it may have been made by another run, so that others can have come since. */
	byOtherRun: boolean;
}

/**
 * One operation of the node. It only says things, and the engine does them: it holds no loop over items,
 * catches nothing and makes no call. `Row` is what one input item asks for.
 */
export interface Operation<Row = unknown> {
	/** Its entry in the Operation list. */
	option: INodePropertyOptions & { action: string; description: string };

	/** Its fields in the editor; which resource and operation they belong to is added by the registry. */
	fields: INodeProperties[];

	/** What an item asks for. Bad input is refused here, with item.refuse, before anything is sent. */
	row(item: Item): Row;

	/** The row in words, to complete 'Could not …'. */
	task(row: Row): string;

	/** Something that must be looked up before the call can be written; each distinct call is made once a run. */
	read?: {
		/** The call to make, or nothing when the row is complete as it is. */
		call(row: Row): Call | undefined;
		/**
		 * The row completed by the answer, or the several rows that it turns out to stand for.
		 *
		 * @param taken what rows of this run take already, by its ID; a row adds what it takes
		 * @param repeats when the first try of the node began, if n8n repeats it and that try may have done
		 * the row (epoch milliseconds, Capillary's clock)
		 */
		take(
			row: Row,
			answer: Response,
			taken: Map<string, Row>,
			repeats?: number,
		): { rows: Row[] } | Settled;
	};

	/** Present when the call replaces a thing as a whole by what was read of it just before. */
	update?: {
		/** Rows that say the same here change the same thing, in one call however many they are. */
		thing(row: Row): string;
		/** The call that reads the thing. */
		read(row: Row): Call;
		/** The row completed by the thing as it is now. */
		take(row: Row, answer: Response): { row: Row } | { refused: Refusal };
	};

	/**
	 * Present when one call can serve several rows. Without it, only rows that are alike share a call.
	 */
	bulk?: {
		/** Rows that say the same here share calls. */
		together(row: Row): string;
		/** What the row puts into its call; no call has it twice. */
		entry(row: Row): string;
		/** Present when the same can be done several times, each time in a call of its own. */
		repeats?: {
			/** Whether rows with the same entry ask for it once each; else once for all. */
			eachTime(row: Row): boolean;
			/** What may not be in two calls at a time: those with the same go one after the other. */
			inTurn(row: Row): string;
		};
		/**
		 * Whether the refusal of a whole call is about what its rows have in common, so that each of them
		 * would be refused alike. After any other refusal the call is divided, so that the refusal
		 * reaches only the rows that it is about. Without it, calls are never divided.
		 */
		refusesAll?(refusal: Refusal): boolean;
	};

	/** The call that does what the rows ask for; one row unless the operation is bulk. */
	call(rows: [Row, ...Row[]]): Call;

	/** Reads the answer to a call for one of the rows that it served. */
	settle(row: Row, answer: Response, call: Call): Settled;

	/** Present when an answer is a page of a list. */
	pages?: {
		/** Most output items that the row asks for. */
		most(row: Row): number;
		/** The call for a page of so many entries; pages count from 0. */
		call(row: Row, page: number, size: number): Call;
		/** What an answer shows of the list. */
		read(row: Row, answer: Response): Page | { refused: Refusal };
	};

	/**
	 * Present when a field names the change that a row asks for, so that only rows that ask for the very same
	 * may have the same value.
	 */
	names?: {
		/** The label of the field. */
		field: string;
		/** Its value; `''` where it is empty. */
		value(row: Row): string;
	};

	/** Whether a change that is in doubt can be made again without doing it twice; `unsafe` unless told. */
	repeat?(row: Row): RepeatSafety;

	/**
	 * Present when Capillary can be asked what became of a change whose answer does not tell. It is asked
	 * for each entry of a call that ended in doubt or was refused because an earlier attempt was carried
	 * out, and for rows that an earlier run of the node in the same execution may have done.
	 */
	recover?: {
		/** Whether the refusal says that an earlier attempt of this very call was carried out. */
		isRepeat?(refusal: Refusal): boolean;
		/** The call that reads what Capillary holds. */
		call(row: Row): Call;
		/** What the answer to that call says of the row. */
		settle(row: Row, answer: Response, about: RecoveryOf): Recovered;
		/**
		 * The row to send once more when it was not done: under another request ID, where there is one.
		 * Nothing where it cannot be sent again, because the request ID is the user's.
		 */
		again?(row: Row): Row | undefined;
		/** The ID of what was made, as an output item has it, so that no two rows are told the same. */
		idOf(output: IDataObject): string;
	};

	/**
	 * Present when reading tells what became of a row whose change was refused or is in doubt.
	 * It is read when an attempt may have been carried out without an answer, and when a refusal says that
	 * nothing is left to do and that counts as success.
	 */
	lookInto?: {
		/** Whether a refusal says that nothing is left to do. */
		nothingLeft(refusal: Refusal): boolean;
		/** The call that reads. */
		call(row: Row): Call;
		/**
		 * What Capillary has of the row; or the call to read next, for which it is asked again.
		 *
		 * @param read what came of that call
		 * @param refused why the change was refused
		 * @param since when the change was first attempted, if it may have been carried out (epoch
		 * milliseconds, Capillary's clock): what was done before that was not done by this run
		 */
		settle(
			row: Row,
			read: Reply,
			refused: Refusal,
			since?: number,
		): Settled | { readNext: Call } | 'unknown';
	};
}

/** The refusal of a row that Capillary's answer does not speak of, or speaks of in another sense. */
export function notConfirmed(answer: Response, message: string): { refused: Refusal } {
	return { refused: { cause: 'unreadable', message, requestId: answer.requestId } };
}

/** Capillary's warnings, for an output item: nothing when there are none. */
export function warningsOf({ warnings }: Response): IDataObject {
	return warnings.length > 0 ? { warnings: warnings.map((warning) => ({ ...warning })) } : {};
}
