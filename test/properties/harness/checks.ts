import { jsonStringify } from 'n8n-workflow';

import type { LedgerCall } from '../../../sandbox/ledger';
import { PATHS } from './circumstances';
import type { CompletedRun } from './runTrial';
import { Facts, MAY_PASS } from './facts';
import { mayHavePaused } from './outages';
import { reportedOutcomes, type ReportedOutcome } from './reportedOutcomes';
import type { RequestedChange } from './work';

/** Returns what is wrong with a run, or undefined. */
export type Check = (run: CompletedRun) => string | undefined;

/** The checks of every run. */
export const CALL_CHECKS: Check[] = [
	callsAreAsPublished,
	batchesAreValid,
	nothingIsSentTwice,
	noMoreCallsAtATimeThanAllowed,
	noMoreCallsAMinuteThanAllowed,
	noWaitIsLongerThanFiveMinutes,
	oneTokenForEachExpiry,
	noSecretIsReported,
	nothingStartsAfterTheCancellation,
];

/** The checks of every run that revokes, activates or deactivates something. */
export const CHECKS: Check[] = [
	...CALL_CHECKS,
	nothingInvalidIsSent,
	nothingStartsAfterTheStop,
	everyOutcomeIsTrue,
	theSummaryIsTrue,
	thePreviewIsComplete,
];

/**
 * Checks a run.
 *
 * @throws Error with the name of the failed check
 */
export function checkRun(run: CompletedRun, checks = CHECKS): void {
	for (const check of checks) {
		const wrong = check(run);
		if (wrong) throw new Error(`${check.name}: ${wrong}`);
	}
}

function callsAreAsPublished({ unpublished }: CompletedRun): string | undefined {
	return unpublished.length > 0 ? unpublished.join() : undefined;
}

function batchesAreValid({
	work,
	calls,
	circumstances: { options },
}: CompletedRun): string | undefined {
	for (const call of calls) {
		const keys = work.keysIn(call);
		const body = JSON.stringify(call.body);
		if (new Set(keys).size < keys.length) return `one customer is twice in ${body}`;
		if (keys.length > options.batchSize) return `${keys.length} customers in one call`;
		if (body?.includes('"customers"') && body.includes('"revokeIssuals"'))
			return `both lists in ${body}`;
		if (options.dryRun && call.method !== 'GET' && !call.path.includes(PATHS.signIn)) {
			return `a preview sent ${call.method} ${call.path}`;
		}
	}
	return undefined;
}

/** Each change is in one call only, and that call is repeated only without a response. */
function nothingIsSentTwice({
	work,
	calls,
	circumstances: { options },
}: CompletedRun): string | undefined {
	if (work.equalCallsAreTwo) return undefined;
	const attempts = new Map<string, LedgerCall[]>();
	const callOf = new Map<string, string>();
	// After a lost response, Capillary's state is read for each row of the call.
	const readBack = new Set(
		work.requested.map((requested) =>
			requested.kind === 'valid' ? requested.readBack : undefined,
		),
	);
	const isReadBack = ({ method, path }: LedgerCall) =>
		method === 'GET' &&
		(work.readsBack?.test(path) || [...readBack].some((end) => end && path.endsWith(end)));
	const once = (call: LedgerCall) =>
		!call.path.includes(PATHS.signIn) && !call.path.includes(PATHS.readBack) && !isReadBack(call);
	const isPaused = mayHavePaused(calls);
	for (const call of calls.filter(once)) {
		const { method, path, query, customerIdentifier, body } = call;
		const same = JSON.stringify([method, path, query, customerIdentifier, body]);
		const earlier = attempts.get(same) ?? [];
		const last = earlier[earlier.length - 1];
		if (last && !MAY_PASS.has(last.status) && !isDeadToken(last))
			return `sent again after ${last.status}: ${same}`;
		attempts.set(same, [...earlier, call]);
		const tries = earlier.filter(
			(one) => one.status !== 401 && one.status !== 429 && !isDeadToken(one),
		);
		if (tries.length > options.maxRetries && !isPaused) {
			return `sent more than ${options.maxRetries + 1} times: ${same}`;
		}
		for (const key of work.keysIn(call)) {
			const before = callOf.get(key) ?? same;
			const wasRefused = attempts.get(before)?.some(({ refused }) => refused !== undefined);
			if (before !== same && !wasRefused) return `'${key}' stands in two calls`;
			callOf.set(key, same);
		}
	}
	return undefined;
}

function isDeadToken({ faults }: LedgerCall): boolean {
	return faults.includes('deadToken');
}

function noMoreCallsAtATimeThanAllowed({
	mostInFlight,
	circumstances,
}: CompletedRun): string | undefined {
	const { concurrency } = circumstances.options;
	if (mostInFlight > concurrency) return `${mostInFlight} calls in flight, not ${concurrency}`;
	return undefined;
}

/** Calls can overtake each other on the way, at most those in flight. */
function noMoreCallsAMinuteThanAllowed({
	calls,
	circumstances: { options },
}: CompletedRun): string | undefined {
	const { callsPerMinute, concurrency } = options;
	if (callsPerMinute === 0) return undefined;
	const times = calls
		.filter(
			(call) => !call.path.includes(PATHS.signIn) && call.status !== 401 && !isDeadToken(call),
		)
		.map(({ startedAt }) => startedAt);
	const most = callsPerMinute + concurrency;
	const tooMany = times.findIndex((time, index) => times[index + most] - time < 60_000);
	if (tooMany >= 0) return `more than ${most} calls in the minute from call ${tooMany}`;
	return undefined;
}

function noWaitIsLongerThanFiveMinutes({ waits }: CompletedRun): string | undefined {
	const longest = waits.reduce((most, wait) => Math.max(most, wait), 0);
	if (longest > 5 * 60_000) return `waited ${longest} ms`;
	return undefined;
}

function oneTokenForEachExpiry({ calls, circumstances }: CompletedRun): string | undefined {
	const { tokenTtlSeconds, faults } = circumstances;
	if (tokenTtlSeconds < 24 * 60 * 60) return undefined;
	const expiries = calls.filter((call) => call.faults.includes('expireTokens')).length;
	const lost = calls.filter(
		({ path, faults: met }) => path.includes(PATHS.signIn) && met.length > 0,
	);
	const tokens = calls
		.flatMap(({ changes }) => changes)
		.filter(({ change }) => change === 'tokenIssued');
	// A call that a fault answers with 401 looks like an expired token. Each costs at most two
	// tokens.
	const refusals = faults.some(({ fault }) => fault.kind === 'status' && fault.status === 401)
		? calls.filter(({ status }) => status === 401).length
		: 0;
	if (tokens.length > 1 + expiries + lost.length + refusals) {
		return `${tokens.length} tokens for ${expiries} expiries`;
	}
	return undefined;
}

function noSecretIsReported({ result, secrets }: CompletedRun): string | undefined {
	const { outputs, hints, error } = result;
	const text = jsonStringify(
		{ outputs, hints, error, stack: error?.stack },
		{ replaceCircularRefs: true },
	);
	const reported = secrets.find((secret) => text.includes(secret));
	if (reported !== undefined) return `'${reported}' is in the node's result`;
	return undefined;
}

/**
 * A row with invalid fields is never sent. With On Error Stop Workflow, no row of that run is sent.
 */
function nothingInvalidIsSent({ work, calls, circumstances }: CompletedRun): string | undefined {
	const fine = new Set(
		work.requested.flatMap((requested) => (requested.kind === 'valid' ? [requested.key] : [])),
	);
	const sent = calls.flatMap((call) => work.keysIn(call));
	const stray = sent.find((key) => !fine.has(key));
	if (stray !== undefined) return `'${stray}' was sent, but no row requested for it`;
	const invalid = work.requested.some(({ kind }) => kind === 'invalid');
	if (invalid && circumstances.onError === 'stopWorkflow' && calls.length > 0) {
		return `${calls.length} calls although a row is invalid`;
	}
	return undefined;
}

/**
 * After a failure is known, at most concurrency - 1 new calls start: those whose place became free
 * just before.
 */
function nothingStartsAfterTheStop(run: CompletedRun): string | undefined {
	const { work, calls, circumstances, result, canceledAt } = run;
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
	if (fresh.length > circumstances.options.concurrency - 1) {
		return `${fresh.length} calls were begun after a failure was known`;
	}
	return undefined;
}

/** Calls that were sent before the cancellation still arrive, at most one for each place. */
function nothingStartsAfterTheCancellation({
	calls,
	canceledAt,
	circumstances,
}: CompletedRun): string | undefined {
	if (canceledAt === undefined) return undefined;
	const after = calls.length - canceledAt;
	if (after > circumstances.options.concurrency)
		return `${after} calls came after the cancellation`;
	return undefined;
}

function everyOutcomeIsTrue(run: CompletedRun): string | undefined {
	const { work, canceledAt, circumstances } = run;
	if (canceledAt !== undefined || circumstances.options.dryRun) return undefined;
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
	const { result, calls, work, circumstances } = run;
	if (result.status !== 'success' || circumstances.options.dryRun || work.items.length === 1)
		return undefined;
	const done = reportedOutcomes(run).filter((outcome) => outcome.status === 'done').length;
	const text = result.hints.map(({ message }) => message).join();
	if (!text.startsWith(`${done} of ${work.items.length} items done`)) {
		return `the summary says '${text}', but ${done} were done`;
	}
	const [, reported] = /(\d+) calls? to Capillary/.exec(text) ?? [];
	const trouble = calls.some(
		(call) => call.path.includes(PATHS.signIn) || call.status === 401 || isDeadToken(call),
	);
	if (!trouble && Number(reported) !== calls.length)
		return `the summary says '${text}', but there were ${calls.length}`;
	return undefined;
}

/** Every row is in the preview or failed, and no row is both. */
function thePreviewIsComplete({ result, work, circumstances }: CompletedRun): string | undefined {
	if (result.status !== 'success' || !circumstances.options.dryRun) return undefined;
	const rows = result.outputs.flat().map(({ pairedItem }) => (pairedItem as { item: number }).item);
	const wanted = work.items.map((_, row) => row).join();
	// An item can have several rows.
	const got = [...new Set(rows)].sort((one, other) => one - other).join();
	if (got !== wanted) return `the preview has the rows ${got}`;
	return undefined;
}
