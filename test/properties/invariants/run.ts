import { PATHS } from '../generators/runConditions';
import type { RequestedChange } from '../generators/work';
import type { CompletedRun } from '../harness/runTrial';
import { CALL_INVARIANTS, isExpiredToken, type Invariant } from './calls';
import { Facts } from './facts';
import { reportedOutcomes, type ReportedOutcome } from './reportedOutcomes';

/** What holds for every run that revokes, activates or deactivates something. */
export const INVARIANTS: Invariant[] = [
	...CALL_INVARIANTS,
	nothingInvalidIsSent,
	nothingStartsAfterTheStop,
	everyOutcomeIsTrue,
	theSummaryIsTrue,
	thePreviewIsComplete,
];

/** @throws Error with the name of the invariant that the run breaks */
export function expectInvariants(run: CompletedRun, invariants = INVARIANTS): void {
	for (const invariant of invariants) {
		const wrong = invariant(run);
		if (wrong) throw new Error(`${invariant.name}: ${wrong}`);
	}
}

/**
 * A row with invalid fields is never sent. With On Error Stop Workflow, no row of that run is sent.
 */
function nothingInvalidIsSent({ work, calls, conditions }: CompletedRun): string | undefined {
	const fine = new Set(
		work.requested.flatMap((requested) => (requested.kind === 'valid' ? [requested.key] : [])),
	);
	const sent = calls.flatMap((call) => work.keysIn(call));
	const stray = sent.find((key) => !fine.has(key));
	if (stray !== undefined) return `'${stray}' was sent, but no row requested for it`;
	const invalid = work.requested.some(({ kind }) => kind === 'invalid');
	if (invalid && conditions.onError === 'stopWorkflow' && calls.length > 0) {
		return `${calls.length} calls although a row is invalid`;
	}
	return undefined;
}

/**
 * After a failure is known, at most concurrency - 1 new calls start: those whose place became free
 * just before.
 */
function nothingStartsAfterTheStop(run: CompletedRun): string | undefined {
	const { work, calls, conditions, result, canceledAt } = run;
	if (!result.error || canceledAt !== undefined) return undefined;
	const facts = new Facts(run);
	const failed = reportedOutcomes(run).flatMap((outcome, row) =>
		outcome.status === 'failed' || outcome.status === 'failedToo'
			? [facts.failedAt(work.requested[row])]
			: [],
	);
	const known = Math.min(...failed);
	const before = new Set<string>();
	const fresh = calls.filter((call) => {
		const keys = work.keysIn(call).join();
		if (keys === '' || before.has(keys)) return false;
		before.add(keys);
		return call.startedAt > known;
	});
	if (fresh.length > conditions.options.concurrency - 1) {
		return `${fresh.length} calls were begun after a failure was known`;
	}
	return undefined;
}

function everyOutcomeIsTrue(run: CompletedRun): string | undefined {
	const { work, canceledAt, conditions } = run;
	if (canceledAt !== undefined || conditions.options.dryRun) return undefined;
	const facts = new Facts(run);
	for (const [row, outcome] of reportedOutcomes(run).entries()) {
		const requested = work.requested[row];
		const wrong =
			requested.kind === 'valid'
				? facts.errorIn(requested, outcome)
				: errorInUnsent(requested, outcome, run);
		if (wrong) {
			const { key } = requested as { key?: string };
			return `row ${row} (${key ?? requested.kind}): ${wrong}. Reported outcome: ${JSON.stringify(outcome)}`;
		}
	}
	return undefined;
}

function errorInUnsent(
	{ kind }: RequestedChange,
	outcome: ReportedOutcome,
	{ calls }: CompletedRun,
): string | undefined {
	if (outcome.status === 'notSent' || outcome.status === 'failedToo') return undefined;
	if (outcome.status !== 'failed') return 'reported as done, but it cannot be sent';
	if (kind === 'invalid' && !/\[item \d+\]/i.test(outcome.error) && calls.length > 0) {
		return 'the error does not name the item';
	}
	const inDoubt = outcome.message.includes('may have been carried out');
	return inDoubt ? 'reported as unclear, but nothing was sent for it' : undefined;
}

function theSummaryIsTrue(run: CompletedRun): string | undefined {
	const { result, calls, work, conditions } = run;
	if (result.status !== 'success' || conditions.options.dryRun || work.items.length === 1)
		return undefined;
	const done = reportedOutcomes(run).filter((outcome) => outcome.status === 'done').length;
	const text = result.hints.map(({ message }) => message).join();
	if (!text.startsWith(`${done} of ${work.items.length} items done`)) {
		return `the summary says '${text}', but ${done} were done`;
	}
	const [, reported] = /(\d+) calls? to Capillary/.exec(text) ?? [];
	const trouble = calls.some(
		(call) => call.path.includes(PATHS.signIn) || call.status === 401 || isExpiredToken(call),
	);
	if (!trouble && Number(reported) !== calls.length)
		return `the summary says '${text}', but there were ${calls.length}`;
	return undefined;
}

/** Every row is in the preview or failed, and no row is both. */
function thePreviewIsComplete({ result, work, conditions }: CompletedRun): string | undefined {
	if (result.status !== 'success' || !conditions.options.dryRun) return undefined;
	const rows = result.outputs.flat().map(({ pairedItem }) => (pairedItem as { item: number }).item);
	const wanted = work.items.map((_, row) => row).join();
	// An item can have several rows.
	const got = [...new Set(rows)].sort((one, other) => one - other).join();
	if (got !== wanted) return `the preview has the rows ${got}`;
	return undefined;
}
