import type { Change } from '../../../sandbox/data/ledger';
import { grantKey } from '../generators/grants';
import type { CompletedRun } from '../harness/runTrial';
import { CALL_INVARIANTS, type Invariant } from './calls';
import { isInDoubt, reportedOutcomes, type ReportedOutcome } from './reportedOutcomes';

type GrantChange = Extract<Change, { customerId: string }>;

/** What holds for every run that gives something. */
export const GRANT_INVARIANTS: Invariant[] = [...CALL_INVARIANTS, everyGrantIsReported];

/**
 * Each customer got what the node reports: at least the successful rows, at most those and the
 * unclear ones, and for each successful row exactly what it names.
 */
export function everyGrantIsReported(run: CompletedRun): string | undefined {
	const { canceledAt, conditions, calls, work, result } = run;
	if (canceledAt !== undefined || conditions.options.dryRun) return undefined;
	// A response with the wrong customers cannot be traced to rows.
	if (calls.some(({ faults }) => faults.includes('wrongCustomer'))) return undefined;
	const changes = calls.flatMap((call) => call.changes).filter(isGrant);
	const outcomes = reportedOutcomes(run);
	const rows = work.requested.map((requested, row) => ({
		key: 'key' in requested ? requested.key : '',
		outcome: outcomes[row],
		requestId: String(work.items[row].requestId),
	}));
	for (const key of new Set(rows.map((row) => row.key))) {
		const theirs = rows.filter((row) => row.key === key);
		const got = changes.filter((change) => grantKey(change.badgeMetaId, change.customerId) === key);
		const done = theirs.filter(
			({ outcome }) => outcome.status === 'done' || outcome.status === 'doneBeforeTheStop',
		);
		const open = theirs.filter(
			({ outcome }) => outcome.status === 'failedToo' || isInDoubt(outcome),
		);
		const least = new Set(done.map(event)).size;
		if (got.length < least || got.length > done.length + open.length) {
			return `${key} got ${got.length}, and ${done.length} were reported as done, ${open.length} unclear: ${JSON.stringify(theirs.map(({ outcome }) => outcome))}`;
		}
		const ids = new Set(got.map(idOfGrant));
		const reported = done.flatMap(({ outcome }) =>
			outcome.status === 'done' ? [reportedId(outcome)] : [],
		);
		const stranger = reported.find((id) => !ids.has(id));
		if (stranger !== undefined)
			return `${key}: ${stranger} was reported, but the customer got ${[...ids]}`;
		if (result.status === 'success' && new Set(reported).size < least)
			return `${key}: one ID reported for two: ${reported}`;
	}
	return undefined;

	/** Rows with the same request ID are one event. Enrolments of one customer are one event. */
	function event({ requestId }: { requestId: string }, index: number): string {
		if (work.parameters.resource === 'issue') return 'enrolled';
		return requestId === '' ? `row ${index}` : requestId;
	}
}

function isGrant(change: Change): change is GrantChange {
	return ['earned', 'imported', 'issued'].includes(change.change);
}

function idOfGrant(change: GrantChange): string {
	return 'issuedId' in change ? change.issuedId : change.earnedBadgeId;
}

function reportedId({
	output: [{ earnedBadgeId, issuedId }],
}: Extract<ReportedOutcome, { status: 'done' }>): string {
	return String(earnedBadgeId ?? issuedId);
}
