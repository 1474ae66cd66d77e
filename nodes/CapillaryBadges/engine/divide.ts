import type { Refusal } from '../transport/call';
import { mayPass } from '../transport/retry';
import type { Operation } from './operation';
import { entriesOf, type AskedRow, type NumberedCall } from './plan';

/** Capillary's code for more entries than one call may hold. */
const TOO_MANY_ENTRIES = 1060;
/** A gateway's status for more data than one call may hold. */
const TOO_MUCH_DATA = 413;
/** Another action runs for one of the customers; https://docs.capillarytech.com/reference/errors-and-warnings. */
const CUSTOMER_BUSY = 521;

/**
 * Divides calls that were refused as a whole because of some of their rows, so that the refusal reaches
 * those rows only. Also keeps how many entries Capillary takes in one call.
 */
export class Divider {
	private mostEntries = Infinity;

	constructor(private readonly operation: Operation) {}

	/** The calls to make instead of one that holds more than Capillary takes; none when it may be made. */
	beforeSending(planned: NumberedCall): NumberedCall[] {
		const entries = entriesOf(this.operation, planned.serves);
		return entries.length > this.mostEntries ? this.halves(planned, entries) : [];
	}

	/** The calls to make instead of one that was refused; none when the refusal stands for all of its rows. */
	afterRefusal(planned: NumberedCall, refused: Refusal): NumberedCall[] {
		const { refusesAll } = this.operation.bulk ?? {};
		const entries = entriesOf(this.operation, planned.serves);
		if (!refusesAll || entries.length === 1) return [];
		if (isTooLarge(refused)) {
			this.mostEntries = Math.min(this.mostEntries, Math.ceil(entries.length / 2));
		} else if (!isFinal(refused) || refusesAll(refused)) {
			return [];
		}
		return this.halves(planned, entries);
	}

	/**
	 * The halves get numbers as the nodes of a binary heap do: no other call of the kind has them, and
	 * they are the same whenever the same rows are divided.
	 */
	private halves({ turn, nth, ofKind }: NumberedCall, entries: AskedRow[][]): NumberedCall[] {
		const place = Math.floor(nth / ofKind);
		const middle = Math.ceil(entries.length / 2);
		return [entries.slice(0, middle), entries.slice(middle)].map((half, index) => {
			const number = (nth % ofKind) + ofKind * (2 * place + 1 + index);
			const rows = half.map(([{ row }]) => row) as [unknown, ...unknown[]];
			const call = this.operation.call(rows, number);
			return { call, serves: half.flat(), turn, nth: number, ofKind };
		});
	}
}

function isTooLarge({ code, status }: Refusal): boolean {
	return code === TOO_MANY_ENTRIES || status === TOO_MUCH_DATA;
}

/**
 * Whether Capillary itself said no, and would again: what it could not process (5xx) may have been done in
 * part, and what passes was tried again as it was.
 */
function isFinal(refused: Refusal): boolean {
	const { cause, code, status = 0 } = refused;
	if (cause !== 'capillary' || status >= 500) return false;
	return code === CUSTOMER_BUSY || !mayPass(refused);
}
