import type { IDataObject } from 'n8n-workflow';

import type { Change, LedgerCall } from '../../../sandbox/ledger';
import { asksForTooLong, PATHS } from './circumstances';
import type { CarriedOut } from './carryOut';
import { mayHaveEnded } from './outages';
import type { Word } from './word';
import type { Asked } from './work';

type Fine = Extract<Asked, { kind: 'fine' }>;

/** What the sandbox knows of a run, by the change that a row asks for. */
export class Facts {
	private readonly callsOfKey = new Map<string, LedgerCall[]>();

	/** Identifiers for which a lookup was answered. */
	private readonly found = new Set<unknown>();

	/** Identifiers for which a lookup failed. */
	private readonly notFound = new Set<unknown>();

	/** Identifiers that a call looked up together with others, and may have found. */
	private readonly askedTogether = new Set<unknown>();

	constructor(private readonly run: CarriedOut) {
		for (const call of run.calls) {
			if (call.path.includes(PATHS.lookUp)) {
				const isFound = isHeard(call) && !call.refused;
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
	 * When the answer came after which a row could not be saved any more (epoch milliseconds);
	 * Infinity when there was none, or when the row might have been tried again but for the stop.
	 */
	failedAt(asked: Asked): number {
		if (asked.kind !== 'fine') return Infinity;
		const calls = this.callsFor(asked);
		const last = calls[calls.length - 1];
		const { maxRetries } = this.run.circumstances.options;
		const tries = calls.filter(({ status }) => status !== 429);
		const isLimited = last?.status === 429;
		const final = last && !isLimited && (!MAY_PASS.has(last.status) || tries.length > maxRetries);
		if (!final || !last.finishedAt) return Infinity;
		const { readBack } = asked;
		const { calls: all, work } = this.run;
		const read = all.filter(
			({ method, path }) =>
				(readBack && path.endsWith(readBack)) || (method === 'GET' && work.readsBack?.test(path)),
		);
		// A refusal that is looked into is known as a failure only when that was read, or could not be.
		const { alreadyDone } = this.run.circumstances.options;
		const isLookedInto =
			calls.some(isLeftOpen) || (alreadyDone === 'success' && isGood(last.status));
		if (readBack && isLookedInto && read.length === 0) return Infinity;
		return Math.max(last.finishedAt, ...read.map(({ finishedAt }) => finishedAt ?? 0));
	}

	/** What is wrong with the node's word on a row; undefined when it is true. */
	lieAbout(asked: Fine, word: Word): string | undefined {
		switch (word.said) {
			case 'done':
				return this.lieAboutDone(asked, word.output);
			case 'doneBeforeTheStop':
				return this.lieAboutDoneBeforeTheStop(asked);
			case 'failed':
				return this.lieAboutFailed(asked, word.message);
			case 'failedToo':
				return this.lieAboutFailedToo(asked);
			case 'notSent':
				return this.lieAboutNotSent(asked);
		}
	}

	private lieAboutDone(asked: Fine, output: IDataObject[]): string | undefined {
		if (!asked.isSo()) return 'it was not done';
		const { work, circumstances } = this.run;
		const [doing] = this.callsThatDid(asked);
		if (output.some(({ alreadyDone }) => alreadyDone)) {
			if (doing) return 'this run did it';
			const counts = work.doneBeforeCounts ?? circumstances.options.alreadyDone === 'success';
			if (!counts) return 'done already is no success here';
			const before = asked.before().map((one) => ({ ...one, alreadyDone: true }));
			return this.otherThan(before, output);
		}
		const changes = doing ? this.changesBy(doing, asked) : [];
		const lie = this.otherThan(asked.output(changes), output, doing);
		if (doing && isHeard(doing) && !lie) return undefined;
		const calls = this.callsFor(asked);
		if (calls.some(isLeftOpen) || this.wasReadBack(asked)) {
			// What is read may have been changed for another row of the run.
			const ofRun = this.run.calls.flatMap((call) => call.changes).filter(asked.isIts);
			const lies = [changes, ofRun].map((made) => this.otherThan(asked.unheard(made), output));
			return lies.includes(undefined) ? undefined : lies[0];
		}
		if (doing && isHeard(doing)) return lie;
		if (work.repeatable && calls.some(isHeard)) return this.otherThan(asked.output([]), output);
		return 'no call did it';
	}

	/** Whether a response said nothing of the row, and what Capillary has was read after it. */
	private wasReadBack(asked: Fine): boolean {
		const { readBack } = asked;
		const isUntold = this.callsFor(asked).some(({ faults }) => faults.includes('omitCustomer'));
		const isRead = ({ path }: LedgerCall) => readBack !== undefined && path.includes(readBack);
		return isUntold && this.run.calls.some(isRead);
	}

	/** Sent in a call that was to be divided, or made again, is not sent when nothing came of that call. */
	private lieAboutNotSent(asked: Fine): string | undefined {
		if (this.callsThatDid(asked).length > 0) return 'it was done';
		const isTold = (call: LedgerCall) => isHeard(call) && call.refused === undefined;
		return this.callsFor(asked).some(isTold) ? 'it was answered' : undefined;
	}

	private lieAboutDoneBeforeTheStop(asked: Fine): string | undefined {
		if (!asked.isSo()) return 'it was not done';
		const { work, circumstances } = this.run;
		const calls = this.callsFor(asked);
		const may =
			this.callsThatDid(asked).some(isHeard) ||
			calls.some(isLeftOpen) ||
			(calls.some(isHeard) && work.repeatable) ||
			(calls.length > 0 && circumstances.options.alreadyDone === 'success');
		return may ? undefined : 'no call did it';
	}

	private lieAboutFailed(asked: Fine, message: string): string | undefined {
		const inDoubt = message.includes('may have been carried out');
		const calls = this.callsFor(asked);
		if (calls.length === 0 && !this.wasHeldUp(asked)) return 'nothing was sent for it';
		if (inDoubt)
			return calls.some(leavesDoubt) ? undefined : 'every call for it was answered clearly';
		const changes = this.callsThatDid(asked).flatMap((call) => this.changesBy(call, asked));
		const untold = changes.filter(
			(change) => change.change !== 'issueRevoked' || !message.includes(change.issuedId),
		);
		return untold.length > 0 ? 'it was done, and there is no word of doubt' : undefined;
	}

	private lieAboutFailedToo(asked: Fine): string | undefined {
		if (this.callsFor(asked).length === 0 && !this.wasHeldUp(asked))
			return 'nothing was sent for it';
		return this.wasTold(asked) ? 'the answer confirmed it' : undefined;
	}

	/** Whether the last answer said that it was done, and nothing falsified that answer. */
	private wasTold(asked: Fine): boolean {
		const calls = this.callsFor(asked);
		const last = calls[calls.length - 1];
		return last !== undefined && isClear(last) && this.changesBy(last, asked).length > 0;
	}

	/** Whether the run ended early, or looking up failed, which can keep a row from being sent. */
	private wasHeldUp({ lookUp }: Fine): boolean {
		const { calls, circumstances } = this.run;
		if (lookUp !== undefined && !this.found.has(lookUp)) return true;
		if (circumstances.faults.some(({ fault }) => asksForTooLong(fault))) return true;
		if (mayHaveEnded(calls)) return true;
		return calls.some(
			({ path, status, faults }) =>
				status === 401 ||
				status === 403 ||
				faults.includes('deadToken') ||
				(faults.length > 0 && path.includes(PATHS.signIn)),
		);
	}

	/** The calls that carried the row; none when its customer was not found first, even if another row's were. */
	private callsFor({ key, lookUp }: Fine): LedgerCall[] {
		const isFoundTogether = this.askedTogether.has(lookUp) && !this.notFound.has(lookUp);
		const isFound = lookUp === undefined || this.found.has(lookUp) || isFoundTogether;
		return isFound ? (this.callsOfKey.get(key) ?? []) : [];
	}

	private callsThatDid(asked: Fine): LedgerCall[] {
		return this.callsFor(asked).filter((call) => this.changesBy(call, asked).length > 0);
	}

	private changesBy(call: LedgerCall, { key }: Fine): Change[] {
		return call.changes.filter((change) => this.run.work.keyOf(change, call) === key);
	}

	/** What is wrong with an output; an answer that named the wrong customer may add to it and misname. */
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

/** What may be tried again: cut connections, and the statuses that pass; 401 costs a new token. */
export const MAY_PASS = new Set<LedgerCall['status']>(['dropped', 401, 429, 502, 503, 504, 521]);

/** Faults after which the answer is still Capillary's own and complete. */
const HARMLESS = new Set(['delay', 'expireTokens']);

/** Faults after which the answer says nothing of the work. */
const NOT_CAPILLARYS = new Set(['html', 'empty', 'deadToken']);

/** Capillary's own answer arrived, though it may have been falsified. */
function isHeard({ status, faults }: LedgerCall): boolean {
	return isGood(status) && !faults.some((fault) => NOT_CAPILLARYS.has(fault));
}

/** A badge that was created is answered with 201. */
function isGood(status: LedgerCall['status']): boolean {
	return status === 200 || status === 201;
}

function isClear(call: LedgerCall): boolean {
	return isHeard(call) && call.faults.every((fault) => HARMLESS.has(fault));
}

/** No answer came from Capillary itself, so that nobody knows from it what the call did. */
function isLeftOpen(call: LedgerCall): boolean {
	const { status, faults } = call;
	if (status === 'dropped' || Number(status) >= 500) return true;
	return status === 200 && (faults.includes('html') || faults.includes('empty'));
}

/** Whether a reader cannot know from the answer what the call did. */
function leavesDoubt(call: LedgerCall): boolean {
	if (isLeftOpen(call) || call.faults.includes('html')) return true;
	return isGood(call.status) && !isClear(call);
}
