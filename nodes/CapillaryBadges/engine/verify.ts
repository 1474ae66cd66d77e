import type { Sent } from '../api/client';
import type { Failed } from '../errors/refusal';
import { outcomeUnknown } from '../errors/retry';
import type { RunContext } from './context';
import type { Outcome } from './results';

/** How many calls are made to verify one row. */
const MOST_READS = 50;

/**
 * Verifies the refusal of a row, where the operation can, by reading what Capillary has: when an attempt may
 * have been carried out, and when the refusal says that nothing is left to do and that counts as success.
 *
 * @param repeats when the first try of the node began, if n8n repeats it and that try may have done the
 * row (epoch milliseconds, Capillary's clock)
 * @returns the outcome of the row; the refusal itself when it was not verified, or reading left it in doubt
 */
export async function verify(
	{ operation, options, client }: RunContext,
	row: unknown,
	failed: Failed,
	sent: Sent,
	repeats?: number,
): Promise<Outcome> {
	const rule = operation.repeat.verify;
	const { refusal } = failed;
	// The refusal of a call that was not made is what ended the run, and says nothing of this one.
	const isOpen =
		sent.mayHaveBeenDone || (sent.made && sent.status === 'failed' && outcomeUnknown(sent.refusal));
	const inDoubt = isOpen || repeats !== undefined;
	const canCount = options.alreadyDone === 'success' && rule?.isAlreadyDone?.(refusal);
	if (!rule || !(inDoubt || canCount)) return failed;
	const notVerified: Failed = canCount
		? { ...failed, refusal: { ...refusal, notVerified: true } }
		: failed;
	let next = rule.call(row);
	for (let reads = 0; reads < MOST_READS; reads++) {
		const read = await client.send(next, { isFollowUp: inDoubt });
		if (!read.made) return notVerified;
		const since = inDoubt ? (repeats ?? client.clock.earliest(sent.begunAt)) : undefined;
		const outcome = rule.settle(row, read, refusal, since);
		if (outcome.status === 'unknown') return notVerified;
		if (outcome.status !== 'readNext') {
			const leftInDoubt = inDoubt && read.status === 'failed' && outcome.status === 'failed';
			return leftInDoubt ? notVerified : outcome;
		}
		next = outcome.call;
	}
	return notVerified;
}
