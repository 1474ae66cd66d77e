import type { Refusal } from '../errors/refusal';
import { isRetryable } from '../errors/retry';
import type { RunContext } from './context';
import { entriesOf, type PlannedRow } from './plan';
import { requestOf } from './request';
import type { Outcome, Recovered, RecoveryOf } from './results';

/** A time by Capillary's clock (epoch milliseconds). The clock is known after the first response. */
export type When = () => number;

/** Capillary's codes for a customer or a badge that does not exist: nothing can have been created. */
const NOBODY = new Set([404, 1026, 8015]);

/** What was read back of each row, and the refusal where reading failed. */
export type Found = Map<PlannedRow, Recovered & { refusal?: Refusal }>;

/**
 * Reads what Capillary has, once for each entry. After a call without a response, no more are made:
 * while Capillary is down, each of them would have to time out.
 */
export async function readBack(
	run: RunContext,
	rows: PlannedRow[],
	{ since, ...about }: Pick<RecoveryOf, 'call' | 'byOtherRun'> & { since: When },
): Promise<Found> {
	const { operation, client, created } = run;
	const { recover } = operation.repeat;
	const found: Found = new Map();
	for (const entry of recover ? entriesOf(requestOf(operation), rows) : []) {
		const [{ row }] = entry;
		const sent = await client.send(recover!.call(row), { isFollowUp: true });
		if (sent.status === 'failed') {
			const { refusal } = sent;
			const status = NOBODY.has(refusal.code ?? 0) ? 'notDone' : 'unknown';
			for (const planned of entry) found.set(planned, { status, refusal });
			if (!sent.made || isRetryable(refusal)) break;
			continue;
		}
		const of = { ...about, since: since(), taken: created };
		const recovered = recover!.settle(row, sent.response, of);
		if (recovered.status === 'done') {
			noteCreated(run, { status: 'succeeded', output: [recovered.output] });
		}
		for (const planned of entry) found.set(planned, recovered);
	}
	return found;
}

/** Notes what a row created, so that no other row reports the same. */
export function noteCreated({ operation, created }: RunContext, outcome: Outcome): void {
	const { recover } = operation.repeat;
	if (!recover || outcome.status !== 'succeeded') return;
	for (const output of outcome.output) created.add(recover.idOf(output));
}
