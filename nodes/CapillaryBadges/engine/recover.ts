import type { Refusal } from '../api/call';
import { mayStillRun, isRetryable, outcomeUnknown, backoff } from '../errors/retry';
import type { Operation, Recovered, RecoveryOf, Settled } from './operation';
import { entriesOf, type PlannedRow, type PlannedCall } from './plan';
import { send, type Line, type Sent } from '../api/client';

/** How far back the request of another run is looked for, in milliseconds. */
const EARLIER_RUN = 24 * 60 * 60_000;
/** How often rows are sent again because Capillary had their request before; each time it is a new one. */
const MOST_REQUESTS = 20;

/** A moment by Capillary's clock (epoch milliseconds), which is known only when an answer has told it. */
type When = () => number;

/** Capillary's codes for a customer or a badge that does not exist: nothing can have been made. */
const NOBODY = new Set([404, 1026, 8015]);

/** What came of the rows of a call. */
export interface SettledCall {
	rows: Array<{ asked: PlannedRow; settled: Settled }>;
	/** Rows that were not done and have to be sent again. */
	again: PlannedRow[];
}

/** A call that was made. */
interface Made {
	operation: Operation;
	planned: PlannedCall;
	sent: Sent;
	/** When the first run of the node began, if this run repeats it. */
	repeats?: When;
}

/**
 * Why Capillary is asked what became of a call:
 * - `doubt`: its answer does not tell, or that of an attempt before.
 * - `ownRequest`: it was refused because Capillary has had this request, which this node made.
 * - `otherRequest`: the same, and the request can be another run's.
 */
type Reason = 'doubt' | 'ownRequest' | 'otherRequest';

/** Says what came of each row that a call served. Where the answer does not tell, reads it back. */
export async function settleCall(line: Line, made: Made): Promise<SettledCall> {
	const { operation, planned, sent } = made;
	const rows = planned.rows.map((asked): SettledCall['rows'][0] => {
		if (!('answer' in sent)) return { asked, settled: { refused: sent.refused } };
		return { asked, settled: operation.settle(asked.row, sent.answer, planned.call) };
	});
	for (const { settled } of rows) take(line, operation, settled);
	const reason = reasonToAsk(line, made);
	if (reason === undefined) return { rows, again: [] };

	const open = rows.filter(({ settled }) => 'refused' in settled).map(({ asked }) => asked);
	const found = await lookFor(line, made, reason, open);
	const again: PlannedRow[] = [];
	const known = rows.flatMap(({ asked, settled }): SettledCall['rows'] => {
		if (!('refused' in settled)) return [{ asked, settled }];
		const recovered = found.get(asked) ?? { status: 'unknown' };
		if (recovered.status === 'done') {
			const mark = reason === 'otherRequest' ? { alreadyDone: true } : {};
			return [{ asked, settled: { done: [{ ...recovered.output, ...mark }] } }];
		}
		const { refused } = settled;
		const next = recovered.status === 'notDone' ? nextRow(line, made, reason, asked) : undefined;
		if (next) {
			again.push(next);
			return [];
		}
		const outcome = outcomeOf(reason, recovered, refused);
		return [{ asked, settled: { refused: { ...refused, ...(outcome ? { outcome } : {}) } } }];
	});
	return { rows: known, again };
}

/**
 * Says which rows of a call an earlier run of the node in this execution did: n8n repeats a node with the
 * same items when it failed (Retry On Fail, and Retry in the list of executions).
 *
 * @param earlier the rows of the call that the earlier run may have done
 * @param since when the first run began
 */
export async function settleEarlierRun(
	line: Line,
	operation: Operation,
	{ call }: PlannedCall,
	earlier: PlannedRow[],
	since: When,
): Promise<SettledCall> {
	const found = await readBack(line, operation, earlier, { call, since, byOtherRun: false });
	const result: SettledCall = { rows: [], again: [] };
	for (const asked of earlier) {
		const recovered = found.get(asked) ?? { status: 'unknown' };
		if (recovered.status === 'notDone') {
			result.again.push(asked);
			continue;
		}
		const settled: Settled =
			recovered.status === 'done'
				? { done: [recovered.output] }
				: { refused: { ...(recovered.refused ?? NOT_TOLD), outcome: 'unknown' } };
		result.rows.push({ asked, settled });
	}
	return result;
}

const NOT_TOLD: Refusal = {
	cause: 'unreadable',
	message: 'without what tells whether an earlier attempt did it',
};

function reasonToAsk(
	{ settings }: Line,
	{ operation: { recover }, planned, sent, repeats }: Made,
): Reason | undefined {
	if (!recover || !sent.made) return undefined;
	if ('refused' in sent && recover.isRepeat?.(sent.refused)) {
		const isOwn = planned.rows.some(({ row }) => recover.again?.(row) !== undefined);
		if (isOwn || sent.mayHaveBeenDone || repeats !== undefined) return 'ownRequest';
		return settings.alreadyDone === 'success' ? 'otherRequest' : undefined;
	}
	const isOpen = sent.mayHaveBeenDone || ('refused' in sent && outcomeUnknown(sent.refused));
	return isOpen ? 'doubt' : undefined;
}

/** What is known of a row that was not read back as done. */
function outcomeOf(reason: Reason, { status }: Recovered, refused: Refusal): Refusal['outcome'] {
	if (status === 'unknown') return 'unknown';
	if (reason === 'otherRequest') return undefined;
	return reason === 'ownRequest' || mayStillRun(refused) ? 'unknown' : 'notDone';
}

/** The row to send once more, if that can be done. */
function nextRow(
	{ settings }: Line,
	{ operation: { recover }, planned: { call, resent = 0 }, sent }: Made,
	reason: Reason,
	asked: PlannedRow,
): PlannedRow | undefined {
	const isRetry = call.once && 'refused' in sent && isRetryable(sent.refused);
	const most = reason === 'ownRequest' ? MOST_REQUESTS : isRetry ? settings.maxRetries : 0;
	const row = resent < most ? recover?.again?.(asked.row) : undefined;
	return row === undefined ? undefined : { ...asked, row };
}

type Found = Map<PlannedRow, Recovered & { refused?: Refusal }>;

/** Reads back what became of the rows; again after a while where it may still be under way. */
async function lookFor(
	line: Line,
	{ operation, planned: { call, resent = 0 }, sent, repeats }: Made,
	reason: Reason,
	rows: PlannedRow[],
): Promise<Found> {
	const { clock, limiter: pace, settings } = line;
	const byOtherRun = reason === 'otherRequest';
	const from = byOtherRun ? Date.now() - EARLIER_RUN : sent.begunAt;
	const since = (!byOtherRun && repeats) || (() => clock.earliest(from));
	const read = async () => await readBack(line, operation, rows, { call, since, byOtherRun });
	if (!('refused' in sent)) return await read();

	if (call.once && isRetryable(sent.refused)) await pace.wait(backoff(resent, sent.refused));
	let found = await read();
	const mayCome = reason === 'ownRequest' && sent.mayHaveBeenDone;
	for (let attempt = 0; mayCome && attempt < settings.maxRetries; attempt++) {
		if ([...found.values()].some(({ status }) => status !== 'notDone')) break;
		await pace.wait(backoff(attempt, sent.refused));
		found = await read();
	}
	return found;
}

/**
 * Reads what Capillary holds, once for each entry. When it gives no answer, the others are not asked for:
 * while Capillary is down, every one of them would be waited for.
 */
async function readBack(
	line: Line,
	operation: Operation,
	rows: PlannedRow[],
	{ since, ...about }: Pick<RecoveryOf, 'call' | 'byOtherRun'> & { since: When },
): Promise<Found> {
	const { recover } = operation;
	const found: Found = new Map();
	for (const entry of recover ? entriesOf(operation, rows) : []) {
		const [{ row }] = entry;
		const sent = await send(line, recover!.call(row), { followUp: true });
		if ('refused' in sent) {
			const status = NOBODY.has(sent.refused.code ?? 0) ? 'notDone' : 'unknown';
			for (const asked of entry) found.set(asked, { status, refused: sent.refused });
			if (!sent.made || isRetryable(sent.refused)) break;
			continue;
		}
		const recovered = recover!.settle(row, sent.answer, {
			...about,
			since: since(),
			taken: line.taken,
		});
		if (recovered.status === 'done') take(line, operation, { done: [recovered.output] });
		for (const asked of entry) found.set(asked, recovered);
	}
	return found;
}

/** Notes what a row made, so that no other row is told the same. */
function take({ taken }: Line, { recover }: Operation, settled: Settled): void {
	if (!recover || !('done' in settled)) return;
	for (const output of settled.done) taken.add(recover.idOf(output));
}
