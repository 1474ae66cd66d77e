import type { Operation, Settled } from './operation';
import type { PlannedCall } from './plan';
import { send, type Line, type Sent } from './send';

/** How much Capillary's clock may be behind this machine's, in milliseconds. */
const CLOCKS_DIFFER = 5 * 60_000;
/** How far back an earlier run is looked for, in milliseconds. */
const EARLIER_RUN = 24 * 60 * 60_000;

/**
 * What came of one of the rows that a call served. When the call is refused because an earlier one was
 * carried out, what that did is read back: after a lost answer, and where what was done before counts
 * as success.
 */
export async function settledRow(
	line: Line,
	{ readBack, settle }: Operation,
	row: unknown,
	{ call, serves }: PlannedCall,
	sent: Sent,
): Promise<Settled> {
	if ('answer' in sent) return settle(row, sent.answer, call);
	if (!readBack?.saidBy(sent.refused)) return sent;
	const byEarlierRun = !sent.mayHaveBeenDone;
	// Of several rows nothing says that the earlier call was about the same ones.
	const mayCount = line.settings.alreadyDone === 'success' && serves.length === 1;
	if (byEarlierRun && !mayCount) return sent;
	const read = await send(line, readBack.call(row));
	if (!('answer' in read)) return read;
	const since = byEarlierRun ? Date.now() - EARLIER_RUN : sent.begunAt - CLOCKS_DIFFER;
	const settled = readBack.settle(row, read.answer, call, since);
	if (!byEarlierRun || !('done' in settled)) return settled;
	return { done: settled.done.map((output) => ({ ...output, alreadyDone: true })) };
}
