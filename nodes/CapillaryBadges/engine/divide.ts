import type { Sent } from '../api/client';
import type { Refusal } from '../errors/refusal';
import { isRateLimit, isRetryable } from '../errors/retry';
import { entriesOf, type PlannedCall, type PlannedRow } from './plan';
import type { Request } from './request';

/** Capillary's code for more entries than one call may hold. */
const TOO_MANY_ENTRIES = 1060;
/** A gateway's status for more data than one call may hold. */
const TOO_MUCH_DATA = 413;
/** Another action runs for one of the customers; https://docs.capillarytech.com/reference/errors-and-warnings. */
const CUSTOMER_BUSY = 521;

/**
 * Divides calls that were refused as a whole because of some of their rows, so that the refusal reaches
 * those rows only. Also learns how many entries Capillary takes in one call.
 */
export class Divider {
	private mostEntries = Infinity;

	constructor(private readonly request: Request) {}

	/** The calls to make instead of one that holds more than Capillary takes; none when it can be made. */
	beforeSending(planned: PlannedCall): PlannedCall[] {
		const entries = entriesOf(this.request, planned.rows);
		return entries.length > this.mostEntries ? this.halves(planned, entries) : [];
	}

	/** The calls to make instead of one that was refused; none when the refusal holds for all of its rows. */
	afterRefusal(planned: PlannedCall, sent: Sent): PlannedCall[] {
		if (sent.status !== 'failed' || !sent.made) return [];
		const { refusal, mayHaveBeenDone, begunAt } = sent;
		const { isShared } = this.request;
		const entries = entriesOf(this.request, planned.rows);
		if (!isShared || entries.length === 1) return [];
		if (isTooLarge(refusal)) {
			this.mostEntries = Math.min(this.mostEntries, Math.ceil(entries.length / 2));
		} else if (!isFinal(refusal) || isShared(refusal)) {
			return [];
		}
		const doubt = mayHaveBeenDone ? { inDoubtSince: begunAt } : {};
		return this.halves({ ...planned, ...doubt }, entries);
	}

	private halves(planned: PlannedCall, entries: PlannedRow[][]): PlannedCall[] {
		const middle = Math.ceil(entries.length / 2);
		return [entries.slice(0, middle), entries.slice(middle)].map((half) => {
			const rows = half.map(([{ row }]) => row) as [unknown, ...unknown[]];
			return { ...planned, call: this.request.build(rows), rows: half.flat() };
		});
	}
}

function isTooLarge({ code, status }: Refusal): boolean {
	return code === TOO_MANY_ENTRIES || status === TOO_MUCH_DATA;
}

/**
 * Whether Capillary itself refused the call, and would refuse it again. Not final are:
 * - a 5xx, because a part of the call may have been done;
 * - a rate limit, because one that lasts too long ends the run;
 * - a refusal that can pass, because the whole call was retried. 521 is about one customer, so it counts as final.
 */
function isFinal(refusal: Refusal): boolean {
	const { cause, code, status = 0 } = refusal;
	if (cause !== 'capillary' || status >= 500 || isRateLimit(refusal)) return false;
	return code === CUSTOMER_BUSY || !isRetryable(refusal);
}
