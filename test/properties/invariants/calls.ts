import { jsonStringify } from 'n8n-workflow';

import type { LedgerCall } from '../../../sandbox/data/ledger';
import { PATHS } from '../generators/runConditions';
import type { CompletedRun } from '../harness/runTrial';
import { MAY_PASS } from './facts';
import { mayHavePaused } from './outages';

/** Returns what is wrong with a run, or undefined. */
export type Invariant = (run: CompletedRun) => string | undefined;

/** What holds for the calls of every run. */
export const CALL_INVARIANTS: Invariant[] = [
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

function callsAreAsPublished({ unpublished }: CompletedRun): string | undefined {
	return unpublished.length > 0 ? unpublished.join() : undefined;
}

function batchesAreValid({
	work,
	calls,
	conditions: { options },
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
	conditions: { options },
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
		if (last && !MAY_PASS.has(last.status) && !isExpiredToken(last))
			return `sent again after ${last.status}: ${same}`;
		attempts.set(same, [...earlier, call]);
		const tries = earlier.filter(
			(one) => one.status !== 401 && one.status !== 429 && !isExpiredToken(one),
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

export function isExpiredToken({ faults }: LedgerCall): boolean {
	return faults.includes('deadToken');
}

function noMoreCallsAtATimeThanAllowed({
	mostInFlight,
	conditions,
}: CompletedRun): string | undefined {
	const { concurrency } = conditions.options;
	if (mostInFlight > concurrency) return `${mostInFlight} calls in flight, not ${concurrency}`;
	return undefined;
}

/** Calls can overtake each other on the way, at most those in flight. */
function noMoreCallsAMinuteThanAllowed({
	calls,
	conditions: { options },
}: CompletedRun): string | undefined {
	const { callsPerMinute, concurrency } = options;
	if (callsPerMinute === 0) return undefined;
	const times = calls
		.filter(
			(call) => !call.path.includes(PATHS.signIn) && call.status !== 401 && !isExpiredToken(call),
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

function oneTokenForEachExpiry({ calls, conditions }: CompletedRun): string | undefined {
	const { tokenTtlSeconds, faults } = conditions;
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

/** Calls that were sent before the cancellation still arrive, at most one for each place. */
function nothingStartsAfterTheCancellation({
	calls,
	canceledAt,
	conditions,
}: CompletedRun): string | undefined {
	if (canceledAt === undefined) return undefined;
	const after = calls.length - canceledAt;
	if (after > conditions.options.concurrency) return `${after} calls came after the cancellation`;
	return undefined;
}
