import { jsonStringify } from 'n8n-workflow';

import type { LedgerCall } from '../../../sandbox/ledger';
import { PATHS } from './circumstances';
import type { CarriedOut } from './carryOut';
import { Facts, MAY_PASS } from './facts';
import { mayHavePaused } from './outages';
import { wordsOf, type Word } from './word';
import type { Asked } from './work';

/** What is wrong with a run, in words; undefined when nothing is. */
export type Law = (run: CarriedOut) => string | undefined;

/** What must hold for the calls of every run, whatever the rows and whatever goes wrong. */
export const LAWS_OF_CALLS: Law[] = [
	callsAreAsPublished,
	batchesAreAsTheyMayBe,
	nothingIsSentTwice,
	noMoreCallsAtATimeThanAllowed,
	noMoreCallsAMinuteThanAllowed,
	noWaitIsLongerThanFiveMinutes,
	oneTokenForEachExpiry,
	noSecretIsTold,
	nothingStartsAfterTheCanceling,
];

/** What must hold for every run that takes something back, or switches it. */
export const LAWS: Law[] = [
	...LAWS_OF_CALLS,
	nothingFlawedIsSent,
	nothingStartsAfterTheStop,
	everyWordIsTrue,
	theSummaryIsTrue,
	thePreviewIsComplete,
];

/**
 * Holds a run against the laws.
 *
 * @throws Error that says which law was broken, and how
 */
export function holdTo(run: CarriedOut, laws = LAWS): void {
	for (const law of laws) {
		const wrong = law(run);
		if (wrong) throw new Error(`${law.name}: ${wrong}`);
	}
}

function callsAreAsPublished({ unpublished }: CarriedOut): string | undefined {
	return unpublished.length > 0 ? unpublished.join() : undefined;
}

function batchesAreAsTheyMayBe({
	work,
	calls,
	circumstances: { options },
}: CarriedOut): string | undefined {
	for (const call of calls) {
		const keys = work.keysIn(call);
		const body = JSON.stringify(call.body);
		if (new Set(keys).size < keys.length) return `one customer stands twice in ${body}`;
		if (keys.length > options.batchSize) return `${keys.length} customers in one call`;
		if (body?.includes('"customers"') && body.includes('"revokeIssuals"'))
			return `both lists in ${body}`;
		if (options.dryRun && call.method !== 'GET' && !call.path.includes(PATHS.signIn)) {
			return `a preview sent ${call.method} ${call.path}`;
		}
	}
	return undefined;
}

/** Each change stands in one call only, and that is made again only after it was not answered. */
function nothingIsSentTwice({
	work,
	calls,
	circumstances: { options },
}: CarriedOut): string | undefined {
	if (work.equalCallsAreTwo) return undefined;
	const attempts = new Map<string, LedgerCall[]>();
	const callOf = new Map<string, string>();
	// What a lost answer said is read back for each row that it was about.
	const readBack = new Set(
		work.asked.map((asked) => (asked.kind === 'fine' ? asked.readBack : undefined)),
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
}: CarriedOut): string | undefined {
	const { concurrency } = circumstances.options;
	if (mostInFlight > concurrency) return `${mostInFlight} calls in flight, not ${concurrency}`;
	return undefined;
}

/** Calls can catch up with each other on their way, those in flight at most. */
function noMoreCallsAMinuteThanAllowed({
	calls,
	circumstances: { options },
}: CarriedOut): string | undefined {
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

function noWaitIsLongerThanFiveMinutes({ waits }: CarriedOut): string | undefined {
	const longest = waits.reduce((most, wait) => Math.max(most, wait), 0);
	if (longest > 5 * 60_000) return `waited ${longest} ms`;
	return undefined;
}

function oneTokenForEachExpiry({ calls, circumstances }: CarriedOut): string | undefined {
	const { tokenTtlSeconds, faults } = circumstances;
	if (tokenTtlSeconds < 24 * 60 * 60) return undefined;
	const expiries = calls.filter((call) => call.faults.includes('expireTokens')).length;
	const lost = calls.filter(
		({ path, faults: met }) => path.includes(PATHS.signIn) && met.length > 0,
	);
	const tokens = calls
		.flatMap(({ changes }) => changes)
		.filter(({ change }) => change === 'tokenIssued');
	// A call that a fault answers 401 looks like an expiry from outside; each costs a token at most twice.
	const refusals = faults.some(({ fault }) => fault.kind === 'status' && fault.status === 401)
		? calls.filter(({ status }) => status === 401).length
		: 0;
	if (tokens.length > 1 + expiries + lost.length + refusals) {
		return `${tokens.length} tokens for ${expiries} expiries`;
	}
	return undefined;
}

function noSecretIsTold({ said, secrets }: CarriedOut): string | undefined {
	const { outputs, hints, error } = said;
	const text = jsonStringify(
		{ outputs, hints, error, stack: error?.stack },
		{ replaceCircularRefs: true },
	);
	const told = secrets.find((secret) => text.includes(secret));
	if (told !== undefined) return `'${told}' stands in what the node says`;
	return undefined;
}

/** A row that its own fields rule out is never sent; in a run that must stop, nothing is. */
function nothingFlawedIsSent({ work, calls, circumstances }: CarriedOut): string | undefined {
	const fine = new Set(work.asked.flatMap((asked) => (asked.kind === 'fine' ? [asked.key] : [])));
	const sent = calls.flatMap((call) => work.keysIn(call));
	const stray = sent.find((key) => !fine.has(key));
	if (stray !== undefined) return `'${stray}' was sent and nobody asked for it`;
	const flawed = work.asked.some(({ kind }) => kind === 'flawed');
	if (flawed && circumstances.onError === 'stopWorkflow' && calls.length > 0) {
		return `${calls.length} calls in spite of a row that cannot be sent`;
	}
	return undefined;
}

/**
 * From when a failure was known, at most those calls start that were about to: each of the others
 * in flight may have been answered just before, and its place taken.
 */
function nothingStartsAfterTheStop(run: CarriedOut): string | undefined {
	const { work, calls, circumstances, said, canceledAt } = run;
	if (!said.error || canceledAt !== undefined) return undefined;
	const facts = new Facts(run);
	const failed = wordsOf(run).flatMap((word, row) =>
		word.said === 'failed' || word.said === 'failedToo' ? [facts.failedAt(work.asked[row])] : [],
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

/** Calls that had left when the run was canceled still arrive; each slot has one at most. */
function nothingStartsAfterTheCanceling({
	calls,
	canceledAt,
	circumstances,
}: CarriedOut): string | undefined {
	if (canceledAt === undefined) return undefined;
	const after = calls.length - canceledAt;
	if (after > circumstances.options.concurrency) return `${after} calls came after the canceling`;
	return undefined;
}

function everyWordIsTrue(run: CarriedOut): string | undefined {
	const { work, canceledAt, circumstances } = run;
	if (canceledAt !== undefined || circumstances.options.dryRun) return undefined;
	const facts = new Facts(run);
	for (const [row, word] of wordsOf(run).entries()) {
		const asked = work.asked[row];
		const wrong =
			asked.kind === 'fine' ? facts.lieAbout(asked, word) : lieAboutUnsent(asked, word, run);
		if (wrong) {
			const { key } = asked as { key?: string };
			return `row ${row} (${key ?? asked.kind}): ${wrong}. The node's word: ${JSON.stringify(word)}`;
		}
	}
	return undefined;
}

function lieAboutUnsent({ kind }: Asked, word: Word, { calls }: CarriedOut): string | undefined {
	if (word.said === 'notSent' || word.said === 'failedToo') return undefined;
	if (word.said !== 'failed') return 'said to be done, and it cannot even be sent';
	if (kind === 'flawed' && !/\[item \d+\]/i.test(word.error) && calls.length > 0) {
		return 'the error does not name the item';
	}
	const inDoubt = word.message.includes('may have been carried out');
	return inDoubt ? 'said to be in doubt, and nothing that changes anything was sent' : undefined;
}

function theSummaryIsTrue(run: CarriedOut): string | undefined {
	const { said, calls, work, circumstances } = run;
	if (said.status !== 'success' || circumstances.options.dryRun || work.items.length === 1)
		return undefined;
	const done = wordsOf(run).filter((word) => word.said === 'done').length;
	const text = said.hints.map(({ message }) => message).join();
	if (!text.startsWith(`${done} of ${work.items.length} items done`)) {
		return `it says '${text}', and ${done} were done`;
	}
	const [, told] = /(\d+) calls? to Capillary/.exec(text) ?? [];
	const trouble = calls.some(
		(call) => call.path.includes(PATHS.signIn) || call.status === 401 || isDeadToken(call),
	);
	if (!trouble && Number(told) !== calls.length)
		return `it says '${text}', and there were ${calls.length}`;
	return undefined;
}

/** Every row stands in a preview or failed, none in both. */
function thePreviewIsComplete({ said, work, circumstances }: CarriedOut): string | undefined {
	if (said.status !== 'success' || !circumstances.options.dryRun) return undefined;
	const rows = said.outputs.flat().map(({ pairedItem }) => (pairedItem as { item: number }).item);
	const wanted = work.items.map((_, row) => row).join();
	// An item can consist of several rows.
	const got = [...new Set(rows)].sort((one, other) => one - other).join();
	if (got !== wanted) return `the preview speaks of the rows ${got}`;
	return undefined;
}
