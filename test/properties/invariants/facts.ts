import type { IDataObject } from 'n8n-workflow';

import type { Change, LedgerCall } from '../../../sandbox/data/ledger';
import { asksForTooLong, PATHS } from '../generators/runConditions';
import type { CompletedRun } from '../harness/runTrial';
import { mayHaveEnded } from './outages';
import type { ReportedOutcome } from './reportedOutcomes';
import type { RequestedChange } from '../generators/work';

type ValidChange = Extract<RequestedChange, { kind: 'valid' }>;

/** What the sandbox knows about a run, by the change that a row asks for. */
export class Facts {
	private readonly callsOfKey = new Map<string, LedgerCall[]>();

	/** Identifiers that a look-up found. */
	private readonly found = new Set<unknown>();

	/** Identifiers whose look-up failed. */
	private readonly notFound = new Set<unknown>();

	/** Identifiers that a call looked up together with others. */
	private readonly askedTogether = new Set<unknown>();

	constructor(private readonly run: CompletedRun) {
		for (const call of run.calls) {
			if (call.path.includes(PATHS.lookUp)) {
				const isFound = isFromCapillary(call) && !call.refused;
				(isFound ? this.found : this.notFound).add(call.query.identifierValue);
			}
			if (call.path.includes(PATHS.lookUpTogether)) {
				const { email, mobile, external_id: externalId } = call.query;
				const values = String(email ?? mobile ?? externalId).split(',');
				for (const value of values) this.askedTogether.add(value);
			}
			for (const key of run.work.keysIn(call)) {
				this.callsOfKey.set(key, [...(this.callsOfKey.get(key) ?? []), call]);
			}
		}
	}

	/**
	 * When the response arrived that made a row fail for good (epoch milliseconds). Infinity when
	 * there was none, or when only the stop prevented another try.
	 */
	failedAt(requested: RequestedChange): number {
		if (requested.kind !== 'valid') return Infinity;
		const calls = this.callsFor(requested);
		const last = calls[calls.length - 1];
		const { maxRetries } = this.run.conditions.options;
		const tries = calls.filter(({ status }) => status !== 429);
		const isLimited = last?.status === 429;
		const final = last && !isLimited && (!MAY_PASS.has(last.status) || tries.length > maxRetries);
		if (!final || !last.finishedAt) return Infinity;
		const { readBack } = requested;
		const { calls: all, work } = this.run;
		const read = all.filter(
			({ method, path }) =>
				(readBack && path.endsWith(readBack)) || (method === 'GET' && work.readsBack?.test(path)),
		);
		// A refusal that is verified counts as a failure only after reading, or when reading
		// failed.
		const { alreadyDone } = this.run.conditions.options;
		const isLookedInto =
			calls.some(isLeftOpen) || (alreadyDone === 'success' && isGood(last.status));
		if (readBack && isLookedInto && read.length === 0) return Infinity;
		return Math.max(last.finishedAt, ...read.map(({ finishedAt }) => finishedAt ?? 0));
	}

	/** What is wrong with the reported outcome of a row, or undefined. */
	errorIn(requested: ValidChange, outcome: ReportedOutcome): string | undefined {
		switch (outcome.status) {
			case 'done':
				return this.errorInDone(requested, outcome.output);
			case 'doneBeforeTheStop':
				return this.errorInDoneBeforeTheStop(requested);
			case 'failed':
				return this.errorInFailed(requested, outcome.message);
			case 'failedToo':
				return this.errorInFailedToo(requested);
			case 'notSent':
				return this.errorInNotSent(requested);
		}
	}

	private errorInDone(requested: ValidChange, output: IDataObject[]): string | undefined {
		if (!requested.isDone()) return 'it was not done';
		const { work, conditions } = this.run;
		const [doing] = this.callsThatDid(requested);
		if (output.some(({ alreadyDone }) => alreadyDone)) {
			if (doing) return 'this run did it';
			const counts = work.doneBeforeCounts ?? conditions.options.alreadyDone === 'success';
			if (!counts) return 'done already is no success here';
			const before = requested.outputIfDone().map((one) => ({ ...one, alreadyDone: true }));
			return this.otherThan(before, output);
		}
		const changes = doing ? this.changesBy(doing, requested) : [];
		const error = this.otherThan(requested.output(changes), output, doing);
		if (doing && isFromCapillary(doing) && !error) return undefined;
		const calls = this.callsFor(requested);
		if (calls.some(isLeftOpen) || this.wasReadBack(requested)) {
			// The state may have been changed for another row of the run.
			const ofRun = this.run.calls.flatMap((call) => call.changes).filter(requested.matches);
			const errors = [changes, ofRun].map((made) =>
				this.otherThan(requested.outputAfterReading(made), output),
			);
			return errors.includes(undefined) ? undefined : errors[0];
		}
		if (doing && isFromCapillary(doing)) return error;
		if (work.repeatable && calls.some(isFromCapillary))
			return this.otherThan(requested.output([]), output);
		return 'no call did it';
	}

	/** Whether a response left the row out, and Capillary's state was read afterwards. */
	private wasReadBack(requested: ValidChange): boolean {
		const { readBack } = requested;
		const isMissing = this.callsFor(requested).some(({ faults }) =>
			faults.includes('omitCustomer'),
		);
		const isRead = ({ path }: LedgerCall) => readBack !== undefined && path.includes(readBack);
		return isMissing && this.run.calls.some(isRead);
	}

	/** A row of a call that is divided or repeated counts as not sent when the call did nothing. */
	private errorInNotSent(requested: ValidChange): string | undefined {
		if (this.callsThatDid(requested).length > 0) return 'it was done';
		const isAnswered = (call: LedgerCall) => isFromCapillary(call) && call.refused === undefined;
		return this.callsFor(requested).some(isAnswered) ? 'it got a response' : undefined;
	}

	private errorInDoneBeforeTheStop(requested: ValidChange): string | undefined {
		if (!requested.isDone()) return 'it was not done';
		const { work, conditions } = this.run;
		const calls = this.callsFor(requested);
		const may =
			this.callsThatDid(requested).some(isFromCapillary) ||
			calls.some(isLeftOpen) ||
			(calls.some(isFromCapillary) && work.repeatable) ||
			(calls.length > 0 && conditions.options.alreadyDone === 'success');
		return may ? undefined : 'no call did it';
	}

	private errorInFailed(requested: ValidChange, message: string): string | undefined {
		const inDoubt = message.includes('may have been carried out');
		const calls = this.callsFor(requested);
		if (calls.length === 0 && !this.wasHeldUp(requested)) return 'nothing was sent for it';
		if (inDoubt)
			return calls.some(leavesDoubt) ? undefined : 'every call for it got a clear response';
		const changes = this.callsThatDid(requested).flatMap((call) => this.changesBy(call, requested));
		const unreported = changes.filter(
			(change) => change.change !== 'issueRevoked' || !message.includes(change.issuedId),
		);
		return unreported.length > 0 ? 'it was done, and it is not reported as unclear' : undefined;
	}

	private errorInFailedToo(requested: ValidChange): string | undefined {
		if (this.callsFor(requested).length === 0 && !this.wasHeldUp(requested))
			return 'nothing was sent for it';
		return this.wasConfirmed(requested) ? 'the response confirmed it' : undefined;
	}

	/** Whether the last response said that it was done and was not falsified. */
	private wasConfirmed(requested: ValidChange): boolean {
		const calls = this.callsFor(requested);
		const last = calls[calls.length - 1];
		return last !== undefined && isClear(last) && this.changesBy(last, requested).length > 0;
	}

	/** Whether the run ended early or a look-up failed, so that the row may not be sent. */
	private wasHeldUp({ lookUp }: ValidChange): boolean {
		const { calls, conditions } = this.run;
		if (lookUp !== undefined && !this.found.has(lookUp)) return true;
		if (conditions.faults.some(({ fault }) => asksForTooLong(fault))) return true;
		if (mayHaveEnded(calls)) return true;
		return calls.some(
			({ path, status, faults }) =>
				status === 401 ||
				status === 403 ||
				faults.includes('deadToken') ||
				(faults.length > 0 && path.includes(PATHS.signIn)),
		);
	}

	/**
	 * The calls that contained the row. There are none when its own customer was not found first.
	 */
	private callsFor({ key, lookUp }: ValidChange): LedgerCall[] {
		const isFoundTogether = this.askedTogether.has(lookUp) && !this.notFound.has(lookUp);
		const isFound = lookUp === undefined || this.found.has(lookUp) || isFoundTogether;
		return isFound ? (this.callsOfKey.get(key) ?? []) : [];
	}

	private callsThatDid(requested: ValidChange): LedgerCall[] {
		return this.callsFor(requested).filter((call) => this.changesBy(call, requested).length > 0);
	}

	private changesBy(call: LedgerCall, { key }: ValidChange): Change[] {
		return call.changes.filter((change) => this.run.work.keyOf(change, call) === key);
	}

	/**
	 * What is wrong with an output. A response that named the wrong customer may add entries and
	 * change the customer.
	 */
	private otherThan(
		expected: IDataObject[],
		output: IDataObject[],
		call?: LedgerCall,
	): string | undefined {
		const falsified = call?.faults.includes('wrongCustomer') ?? false;
		const { compared } = this.run.work;
		const texts = (one: IDataObject) => {
			const fields = (compared ?? Object.keys(one)).filter(
				(name) => name in one && !(falsified && name === 'customerId'),
			);
			return JSON.stringify(one, fields.sort());
		};
		const wanted = expected.map(texts).sort();
		const got = output.map(texts).sort();
		const same = falsified
			? wanted.every((one) => got.includes(one))
			: wanted.join() === got.join();
		return same ? undefined : `the output is not ${wanted.join()}`;
	}
}

/**
 * The results of calls that may be retried: cut connections, temporary statuses, and 401 for a new
 * token.
 */
export const MAY_PASS = new Set<LedgerCall['status']>(['dropped', 401, 429, 502, 503, 504, 521]);

/** Faults that leave Capillary's response complete. */
const HARMLESS = new Set(['delay', 'expireTokens']);

/** Faults that replace Capillary's response. */
const NOT_CAPILLARYS = new Set(['html', 'empty', 'deadToken']);

/** Whether Capillary's own response arrived, falsified or not. */
function isFromCapillary({ status, faults }: LedgerCall): boolean {
	return isGood(status) && !faults.some((fault) => NOT_CAPILLARYS.has(fault));
}

/** A created badge has the status 201. */
function isGood(status: LedgerCall['status']): boolean {
	return status === 200 || status === 201;
}

function isClear(call: LedgerCall): boolean {
	return isFromCapillary(call) && call.faults.every((fault) => HARMLESS.has(fault));
}

/** Whether no response of Capillary says what the call did. */
function isLeftOpen(call: LedgerCall): boolean {
	const { status, faults } = call;
	if (status === 'dropped' || Number(status) >= 500) return true;
	return status === 200 && (faults.includes('html') || faults.includes('empty'));
}

/** Whether the response does not say clearly what the call did. */
function leavesDoubt(call: LedgerCall): boolean {
	if (isLeftOpen(call) || call.faults.includes('html')) return true;
	return isGood(call.status) && !isClear(call);
}
