import type { Change } from '../../../sandbox/data/ledger';
import type { HeldWork } from '../generators/heldBadges';
import type { CompletedRun } from '../harness/runTrial';
import { CALL_INVARIANTS, type Invariant } from './calls';
import { isInDoubt, reportedOutcomes, type ReportedOutcome } from './reportedOutcomes';

/** What holds for every run that reads before it revokes. */
export const REVOCATION_INVARIANTS: Invariant[] = [...CALL_INVARIANTS, everyRevocationIsReported];

/**
 * Only what the rows ask for was revoked, and each successful row names what was revoked: for `all`
 * everything that the customer had, for n rows with `latest` the n newest, each in one row.
 */
export function everyRevocationIsReported(run: CompletedRun): string | undefined {
	if (run.canceledAt !== undefined || run.conditions.options.dryRun) return undefined;
	const { requested, held, which } = run.work as HeldWork;
	const outcomes = reportedOutcomes(run);
	const keys = requested.map((one) => ('key' in one ? one.key : ''));
	for (const key of new Set(keys)) {
		const rows = [...keys.keys()].filter((row) => keys[row] === key);
		const wrong = errorInCustomer(
			held[rows[0]].map(({ id }) => id),
			held[rows[0]].flatMap(({ id, revokedOn }) => (revokedOn === null ? [] : [id])),
			rows.map((row) => ({ revoke: which[row], outcome: outcomes[row] })),
		);
		if (wrong) return `${key}: ${wrong}: ${JSON.stringify(rows.map((row) => outcomes[row]))}`;
	}
	const stray = run.calls.flatMap(({ changes }) => changes).find((one) => isStray(one, keys));
	return stray && `no row requested for ${JSON.stringify(stray)}`;
}

/**
 * @param had IDs of what the customer held at the start, from the oldest to the newest
 * @param lost those of them that were taken back
 */
function errorInCustomer(
	had: string[],
	lost: string[],
	rows: Array<{ revoke: HeldWork['which'][number]; outcome: ReportedOutcome }>,
): string | undefined {
	const latest = rows.filter(({ revoke }) => revoke === 'latest');
	const newest = had.slice(Math.max(0, had.length - latest.length));
	const reported = latest.flatMap(({ outcome }) => fresh(outcome));
	const doneWithoutOutput = latest.filter(
		({ outcome }) => outcome.status === 'doneBeforeTheStop',
	).length;
	const open = rows.filter(({ outcome }) => isOpen(outcome)).length;
	for (const { revoke, outcome } of rows) {
		const ids = fresh(outcome);
		const isDone = outcome.status === 'done' || outcome.status === 'doneBeforeTheStop';
		if (ids.some((id) => !lost.includes(id))) return `not all of ${ids} was revoked`;
		if (revoke === 'all' && isDone && lost.length < had.length) return 'not all was revoked';
		if (revoke === 'latest' && ids.some((id) => !newest.includes(id)))
			return `${ids} is not the latest`;
	}
	if (new Set(reported).size < reported.length) return `two rows report the same: ${reported}`;
	if (latest.length < rows.length) return undefined;

	const unasked = lost.filter((id) => !newest.includes(id));
	if (unasked.length > 0) return `${unasked} was revoked, but is not the latest`;
	// Nothing had to be done when the customer had nothing.
	if (had.length > 0 && lost.length < reported.length + doneWithoutOutput)
		return `only ${lost.length} was revoked`;
	return lost.length > reported.length + doneWithoutOutput + open
		? `${lost} was revoked, but not reported`
		: undefined;
}

/** The IDs that a row reports as revoked by this run. */
function fresh(outcome: ReportedOutcome): string[] {
	if (outcome.status !== 'done') return [];
	return outcome.output.flatMap(({ alreadyDone, earnedBadgeId }) =>
		alreadyDone || earnedBadgeId === null ? [] : [String(earnedBadgeId)],
	);
}

/** Whether an outcome leaves open what was done. */
function isOpen(outcome: ReportedOutcome): boolean {
	if (outcome.status === 'failedToo') return true;
	if (outcome.status === 'done')
		return outcome.output.some(({ earnedBadgeId }) => earnedBadgeId === null);
	return isInDoubt(outcome);
}

function isStray(change: Change, keys: string[]): boolean {
	if (change.change === 'tokenIssued') return false;
	if (change.change !== 'earnRevoked') return true;
	return !keys.includes(`${change.badgeMetaId} ${change.customerId}`);
}
