import type { Sent } from '../api/client';
import type { Refusal } from '../errors/refusal';
import { backoff, isRetryable, mayStillRun, outcomeUnknown } from '../errors/retry';
import type { RunContext } from './context';
import type { Operation } from './operation';
import type { PlannedCall, PlannedRow } from './plan';
import { noteCreated, readBack, type Found, type When } from './readBack';
import type { Outcome, Recovered } from './results';

/** How far back the request of another run is looked for, in milliseconds. */
const EARLIER_RUN = 24 * 60 * 60_000;
/** How often rows are sent again because Capillary had their request before; each time it is a new one. */
const MOST_REQUESTS = 20;

/** The outcomes of the rows of a call. */
export interface SettledCall {
	rows: Array<{ planned: PlannedRow; outcome: Outcome }>;
	/** Rows that were not done and have to be sent again. */
	resend: PlannedRow[];
}

/** A call that was made. */
interface Made {
	planned: PlannedCall;
	sent: Sent;
	/** When the first run of the node began, if this run repeats it. */
	repeats?: When;
}

/**
 * Why Capillary is asked for the outcome of a call:
 * - `doubt`: its response, or that of an earlier attempt, does not show the outcome.
 * - `ownRequest`: it was refused because Capillary has had this request, which this node made.
 * - `otherRequest`: the same, and the request can be another run's.
 */
type Reason = 'doubt' | 'ownRequest' | 'otherRequest';

/** Settles each row of a call. When the response does not show the outcome, reads it back. */
export async function settleCall(run: RunContext, made: Made): Promise<SettledCall> {
	const { operation } = run;
	const { planned: call, sent } = made;
	const rows = call.rows.map((planned) => ({
		planned,
		outcome: sent.status === 'succeeded' ? settle(operation, planned.row, sent, call) : sent,
	}));
	for (const { outcome } of rows) noteCreated(run, outcome);
	const reason = reasonToAsk(run, made);
	if (reason === undefined) return { rows, resend: [] };

	const open = rows.flatMap(({ planned, outcome }) =>
		outcome.status === 'failed' ? [planned] : [],
	);
	const found = await lookFor(run, made, reason, open);
	const resend: PlannedRow[] = [];
	const known = rows.flatMap(({ planned, outcome }): SettledCall['rows'] => {
		if (outcome.status !== 'failed') return [{ planned, outcome }];
		const recovered = found.get(planned) ?? { status: 'unknown' };
		if (recovered.status === 'done') {
			const mark = reason === 'otherRequest' ? { alreadyDone: true } : {};
			const output = [{ ...recovered.output, ...mark }];
			return [{ planned, outcome: { status: 'succeeded', output } }];
		}
		const next = recovered.status === 'notDone' ? nextRow(run, made, reason, planned) : undefined;
		if (next) {
			resend.push(next);
			return [];
		}
		return [{ planned, outcome: withKnowledge(outcome.refusal, reason, recovered) }];
	});
	return { rows: known, resend };
}

/**
 * Settles the rows of a call that an earlier run of the node in this execution did: n8n repeats a node with
 * the same items when it failed (Retry On Fail, and Retry in the list of executions).
 *
 * @param earlier the rows of the call that the earlier run may have done
 * @param since when the first run began
 */
export async function settleEarlierRun(
	run: RunContext,
	{ call }: PlannedCall,
	earlier: PlannedRow[],
	since: When,
): Promise<SettledCall> {
	const found = await readBack(run, earlier, { call, since, byOtherRun: false });
	const result: SettledCall = { rows: [], resend: [] };
	for (const planned of earlier) {
		const recovered = found.get(planned) ?? { status: 'unknown' };
		if (recovered.status === 'notDone') {
			result.resend.push(planned);
			continue;
		}
		const outcome: Outcome =
			recovered.status === 'done'
				? { status: 'succeeded', output: [recovered.output] }
				: { status: 'failed', refusal: { ...(recovered.refusal ?? NOT_TOLD), outcome: 'unknown' } };
		result.rows.push({ planned, outcome });
	}
	return result;
}

const NOT_TOLD: Refusal = {
	cause: 'unreadable',
	message: 'does not tell whether an earlier attempt did it',
};

function settle(
	{ single, batch }: Operation,
	row: unknown,
	{ response }: Extract<Sent, { status: 'succeeded' }>,
	{ call }: PlannedCall,
): Outcome {
	return (single ?? batch)!.settle(row, response, call);
}

function reasonToAsk(
	{ options, operation }: RunContext,
	{ planned, sent, repeats }: Made,
): Reason | undefined {
	const { recover } = operation.repeat;
	if (!recover || !sent.made) return undefined;
	if (sent.status === 'failed' && recover.isRepeat?.(sent.refusal)) {
		const isOwn = planned.rows.some(({ row }) => recover.resend?.(row) !== undefined);
		if (isOwn || sent.mayHaveBeenDone || repeats !== undefined) return 'ownRequest';
		return options.alreadyDone === 'success' ? 'otherRequest' : undefined;
	}
	const isOpen = sent.mayHaveBeenDone || (sent.status === 'failed' && outcomeUnknown(sent.refusal));
	return isOpen ? 'doubt' : undefined;
}

/** The refusal of a row that was not read back as done, with what is known of the change. */
function withKnowledge(refusal: Refusal, reason: Reason, { status }: Recovered): Outcome {
	const isOpen = reason === 'ownRequest' || mayStillRun(refusal);
	if (status === 'unknown' || (reason !== 'otherRequest' && isOpen)) {
		return { status: 'failed', refusal: { ...refusal, outcome: 'unknown' } };
	}
	if (reason === 'otherRequest') return { status: 'failed', refusal };
	return { status: 'failed', refusal: { ...refusal, outcome: 'notDone' } };
}

/** The row to send once more, if that can be done. */
function nextRow(
	{ options, operation }: RunContext,
	{ planned: { call, resent = 0 }, sent }: Made,
	reason: Reason,
	planned: PlannedRow,
): PlannedRow | undefined {
	const isRetry = call.once && sent.status === 'failed' && isRetryable(sent.refusal);
	const most = reason === 'ownRequest' ? MOST_REQUESTS : isRetry ? options.maxRetries : 0;
	const row = resent < most ? operation.repeat.recover?.resend?.(planned.row) : undefined;
	return row === undefined ? undefined : { ...planned, row };
}

/** Reads back the outcomes of the rows; again after a while where the call may still be running. */
async function lookFor(
	run: RunContext,
	{ planned: { call, resent = 0 }, sent, repeats }: Made,
	reason: Reason,
	rows: PlannedRow[],
): Promise<Found> {
	const { clock, limiter } = run.client;
	const byOtherRun = reason === 'otherRequest';
	const from = byOtherRun ? Date.now() - EARLIER_RUN : sent.begunAt;
	const since = (!byOtherRun && repeats) || (() => clock.earliest(from));
	const read = async () => await readBack(run, rows, { call, since, byOtherRun });
	if (sent.status !== 'failed') return await read();

	if (call.once && isRetryable(sent.refusal)) await limiter.wait(backoff(resent, sent.refusal));
	let found = await read();
	const mayCome = reason === 'ownRequest' && sent.mayHaveBeenDone;
	for (let attempt = 0; mayCome && attempt < run.options.maxRetries; attempt++) {
		if ([...found.values()].some(({ status }) => status !== 'notDone')) break;
		await limiter.wait(backoff(attempt, sent.refusal));
		found = await read();
	}
	return found;
}
