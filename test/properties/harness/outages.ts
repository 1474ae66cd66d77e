import type { LedgerCall } from '../../../sandbox/ledger';

/** Milliseconds without a success after which a run ends. */
const LONGEST_OUTAGE = 5 * 60_000;

/** Calls that failed one after the other, because the host did not work. */
interface Outage {
	calls: number;
	/** From the first failure to the last (milliseconds). */
	lasted: number;
}

/** The times in which no call succeeded. */
function outagesIn(calls: LedgerCall[]): Outage[] {
	const outages: Outage[] = [];
	let failed: LedgerCall[] = [];
	const end = () => {
		if (failed.length > 0) {
			const lasted = endOf(failed[failed.length - 1]) - failed[0].startedAt;
			outages.push({ calls: failed.length, lasted });
		}
		failed = [];
	};
	for (const call of [...calls].sort((one, other) => endOf(one) - endOf(other))) {
		if (isFailure(call)) failed.push(call);
		else end();
	}
	end();
	return outages;
}

/** Whether calls may have been paused, which uses up no retries. */
export function mayHavePaused(calls: LedgerCall[]): boolean {
	return outagesIn(calls).some(({ calls: failures }) => failures >= 2);
}

/** Whether the run may have ended because of an outage, or because a limit did not open. */
export function mayHaveEnded(calls: LedgerCall[]): boolean {
	const isLimit = calls.some(({ status }) => status === 429);
	return isLimit || outagesIn(calls).some(({ lasted }) => lasted >= LONGEST_OUTAGE);
}

function endOf({ startedAt, finishedAt }: LedgerCall): number {
	return finishedAt ?? startedAt;
}

function isFailure({ status, faults }: LedgerCall): boolean {
	return status === 'dropped' || faults.includes('cut') || [502, 503, 504].includes(Number(status));
}
