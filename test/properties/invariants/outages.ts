import type { LedgerCall } from '../../../sandbox/data/ledger';
import { PATHS } from '../generators/runConditions';

/** The milliseconds without a success that end a run. */
const LONGEST_OUTAGE = 5 * 60_000;

/** Consecutive calls that failed because of the host. */
interface Outage {
	calls: number;
	/** From the first failure to the last (milliseconds). */
	lasted: number;
}

/** The times without a successful call. */
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
	// A token request is part of the call that needs it, and does not show whether the host works.
	const counted = calls.filter((call) => isFailure(call) || !isAboutToken(call));
	for (const call of counted.sort((one, other) => endOf(one) - endOf(other))) {
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

/** Whether an outage or a closed limit may have ended the run. */
export function mayHaveEnded(calls: LedgerCall[]): boolean {
	const isLimit = calls.some(({ status }) => status === 429);
	return isLimit || outagesIn(calls).some(({ lasted }) => lasted >= LONGEST_OUTAGE);
}

function endOf({ startedAt, finishedAt }: LedgerCall): number {
	return finishedAt ?? startedAt;
}

function isAboutToken({ path, status, faults }: LedgerCall): boolean {
	return path.includes(PATHS.signIn) || status === 401 || faults.includes('deadToken');
}

function isFailure({ status, faults }: LedgerCall): boolean {
	return status === 'dropped' || faults.includes('cut') || [502, 503, 504].includes(Number(status));
}
