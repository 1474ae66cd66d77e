import type { Sent } from '../api/client';
import type { Refusal } from '../errors/refusal';
import type { RunContext } from './context';
import type { LookUp, LookUpTogether } from './operation';
import type { PlannedCall } from './plan';
import { runConcurrently } from './pool';

/** The first IDs, each of which is compared with a single look-up. */
const CHECKED_FIRST = 3;
/** After those, one ID in this many is compared. */
const CHECKED_THEN = 100;
/** Calls without a single usable ID after which no more are made. */
const MOST_CALLS_WITHOUT_ID = 3;

/** Look-ups whose questions share a call. */
interface Shared {
	kind: string;
	/** By the value that is asked for. */
	lookUps: Map<string, PlannedCall>;
}

/**
 * Makes many look-ups with few calls. What it finds replaces the replies of single look-ups. What it does not
 * find is looked up singly, so only a single look-up ever says that a customer is unknown. A sample of what is
 * found is compared with single look-ups. If one of them differs, everything that was found is dropped.
 *
 * @returns the replies that are known, by their look-up
 */
export async function lookUpTogether(
	run: RunContext,
	rule: LookUp<unknown, object>,
	together: LookUpTogether<unknown>,
	calls: PlannedCall[],
): Promise<Map<PlannedCall, Sent>> {
	const lookUps = new SharedLookUps(run, together);
	await lookUps.ask(calls);
	return await lookUps.checked(rule);
}

class SharedLookUps {
	private readonly found = new Map<PlannedCall, Sent>();

	/** Whether nothing that was found can be relied on. */
	private isDropped = false;

	private size: number;

	private callsWithoutId = 0;

	/** Why no further calls are made. */
	private end?: string;

	constructor(
		private readonly run: RunContext,
		private readonly together: LookUpTogether<unknown>,
	) {
		this.size = together.maxEntries;
	}

	/** Sends the look-ups, as far as they can share a call. */
	async ask(calls: PlannedCall[]): Promise<void> {
		const kinds = new Map<string, Shared>();
		for (const planned of calls) {
			const question = this.together.question(planned.rows[0].row);
			if (!question) continue;
			const { kind, value } = question;
			if (!kinds.has(kind)) kinds.set(kind, { kind, lookUps: new Map() });
			kinds.get(kind)!.lookUps.set(value, planned);
		}
		const { concurrency } = this.run.options;
		await runConcurrently([...kinds.values()], concurrency, async (shared) => {
			if (this.end !== undefined || shared.lookUps.size < 2) return [];
			if (shared.lookUps.size > this.size) return divided(shared, this.size);
			return await this.askOnce(shared);
		});
	}

	/**
	 * What was found, if single look-ups confirm it.
	 *
	 * @param rule completes a row, which shows whether two replies name the same customer
	 */
	async checked({ complete }: LookUp<unknown, object>): Promise<Map<PlannedCall, Sent>> {
		const { client, options, notice } = this.run;
		const all = [...this.found];
		const sample = all.filter(
			(_, nth) => nth < CHECKED_FIRST || (nth - CHECKED_FIRST + 1) % CHECKED_THEN === 0,
		);
		const single = new Map<PlannedCall, Sent>();
		await runConcurrently(sample, options.concurrency, async ([planned, found]) => {
			const sent = await client.send(planned.call);
			single.set(planned, sent);
			if (saysOtherwise(found, sent, (one) => nameIn(one, planned, complete))) {
				this.drop('a single look-up found another customer or none');
			}
			return [];
		});
		if (this.end !== undefined) {
			notice(`Some or all customers were looked up one by one, because ${this.end}.`);
		}
		return new Map([...this.found, ...single]);
	}

	/** @returns the smaller calls to make, when it was too much for one call */
	private async askOnce(shared: Shared): Promise<Shared[]> {
		const { kind, lookUps } = shared;
		const values = [...lookUps.keys()];
		const sent = await this.run.client.send(this.together.build(kind, values), {
			isOptional: true,
		});
		if (sent.status === 'failed') return this.afterRefusal(shared, sent);
		const found = this.together.found(kind, values, sent.response);
		if (!found) this.drop('Capillary answered about customers whom nobody asked for');
		else if (found.size > 0) this.callsWithoutId = 0;
		else if (++this.callsWithoutId >= MOST_CALLS_WITHOUT_ID && this.found.size === 0) {
			this.end ??= 'Capillary does not say which of its answers belongs to which customer';
		}
		if (this.isDropped) return [];
		for (const [value, data] of found ?? []) {
			const response = { ...sent.response, data };
			this.found.set(lookUps.get(value)!, { ...sent, response });
		}
		return [];
	}

	private drop(why: string): void {
		this.end = why;
		this.isDropped = true;
		this.found.clear();
	}

	private afterRefusal(
		shared: Shared,
		{ made, refusal }: Extract<Sent, { status: 'failed' }>,
	): Shared[] {
		const half = Math.floor(shared.lookUps.size / 2);
		if (made && isTooMuch(refusal) && half > 1) {
			this.size = Math.min(this.size, half);
			return divided(shared, this.size);
		}
		if (made) this.end ??= 'Capillary refused to look up several at once';
		return [];
	}
}

/** Whether fewer questions in one call may help. */
function isTooMuch({ cause, code = 0, status = 0 }: Refusal): boolean {
	return (
		code === 1060 || status === 413 || status === 414 || status >= 500 || cause === 'unanswered'
	);
}

function divided({ kind, lookUps }: Shared, size: number): Shared[] {
	const entries = [...lookUps];
	return Array.from({ length: Math.ceil(entries.length / size) }, (_, nth) => ({
		kind,
		lookUps: new Map(entries.slice(nth * size, (nth + 1) * size)),
	}));
}

/** Whether a single look-up contradicts what was found; one without a response from Capillary does not. */
function saysOtherwise(found: Sent, single: Sent, nameOf: (sent: Sent) => string): boolean {
	if (single.status === 'failed') return single.refusal.cause === 'capillary';
	return nameOf(found) !== nameOf(single);
}

/** What completes the row of a look-up, as text that can be compared. */
function nameIn(
	sent: Sent,
	{ rows: [{ row }] }: PlannedCall,
	complete: LookUp<unknown, object>['complete'],
): string {
	return sent.status === 'failed'
		? ''
		: JSON.stringify(complete(row, sent.response, new Map<string, unknown>()));
}
