import type { Sent } from '../api/client';
import { isInDoubt } from '../errors/retry';
import type { RunContext } from './context';
import { Divider } from './divide';
import { readList } from './list';
import { bySequence, entriesOf, type PlannedCall, type PlannedRow } from './plan';
import { runConcurrently } from './pool';
import { settleCall, settleEarlierRun } from './recover';
import { requestOf } from './request';
import type { Outcome } from './results';
import { verify } from './verify';

/** Used as the reply when the outcome of a row was read back without sending its call. */
const READ_BACK: Sent = {
	status: 'succeeded',
	response: { data: null, warnings: [] },
	...{ made: true, mayHaveBeenDone: false, begunAt: 0 },
};

/** Makes the planned calls with limited concurrency, and reports the outcome of each row. */
export async function execute(run: RunContext, calls: PlannedCall[]): Promise<void> {
	const divider = new Divider(requestOf(run.operation));
	for (const together of bySequence(await withoutEarlierRun(run, calls))) {
		await runConcurrently(
			together,
			run.options.concurrency,
			async (planned) => await executeCall(run, divider, planned),
		);
	}
}

/**
 * Makes a call and settles its rows.
 *
 * @returns the calls to make instead, when it must be divided, or for rows to send again
 */
async function executeCall(
	run: RunContext,
	divider: Divider,
	planned: PlannedCall,
): Promise<PlannedCall[]> {
	const { client, memory, operation } = run;
	const smaller = divider.beforeSending(planned);
	if (smaller.length > 0) return smaller;

	memory?.sending(planned.rows.map(({ index }) => index));
	const sent = withDoubtOf(planned, await client.send(planned.call));
	const parts = divider.afterRefusal(planned, sent);
	if (parts.length > 0) return parts;

	if (operation.list) {
		// Only equal rows share the pages of a list.
		const list = await readList(client, operation.list, planned.rows[0].row, sent);
		if (list.status === 'succeeded' && list.notice) run.notice(list.notice);
		for (const row of planned.rows) run.report(row, list, sent);
		return [];
	}
	const since = () => memory?.since(client.clock) ?? 0;
	const repeats = memory?.isRepetition ? since : undefined;
	const { rows, resend } = await settleCall(run, { planned, sent, repeats });
	for (const { planned: row, outcome } of rows) {
		const isEarlier = memory?.isEarlier(row.index) ?? false;
		const verified =
			outcome.status === 'failed'
				? await verify(run, row.row, outcome, sent, isEarlier ? since() : undefined)
				: outcome;
		const isVerified =
			verified !== outcome && !(verified.status === 'failed' && verified.refusal.notVerified);
		const mayHaveBeenDone = !isVerified && (sent.mayHaveBeenDone || isEarlier);
		run.report(row, verified, { ...sent, mayHaveBeenDone });
		if (!mayBeDone(verified, mayHaveBeenDone)) memory?.notDone([row.index]);
	}
	memory?.since(client.clock);
	return resend.length > 0 ? [callFor(run, planned, resend, (planned.resent ?? 0) + 1)] : [];
}

/**
 * Leaves out the rows that an earlier run of the node did, when n8n repeats the node. All rows are read back
 * before anything is sent, so that none of them is reported as not sent when the run stops.
 */
async function withoutEarlierRun(run: RunContext, calls: PlannedCall[]): Promise<PlannedCall[]> {
	const { client, memory, operation, options } = run;
	if (!memory?.isRepetition || !operation.repeat.recover) return calls;
	const since = () => memory.since(client.clock);
	const left = new Map<PlannedCall, PlannedCall | undefined>();
	for (const together of bySequence(calls)) {
		await runConcurrently(together, options.concurrency, async (planned) => {
			const earlier = planned.rows.filter(({ index }) => memory.isEarlier(index));
			const { rows } = await settleEarlierRun(run, planned, earlier, since);
			for (const { planned: row, outcome } of rows) run.report(row, outcome, READ_BACK);
			left.set(planned, without(run, planned, new Set(rows.map((one) => one.planned))));
			return [];
		});
	}
	run.readBack(calls.flatMap(({ rows }) => rows));
	return calls.flatMap((planned) => left.get(planned) ?? []);
}

/** A call for the rows that are not done. When none is done, the same call, so that it keeps its request ID. */
function without(
	run: RunContext,
	planned: PlannedCall,
	done: Set<PlannedRow>,
): PlannedCall | undefined {
	const left = planned.rows.filter((row) => !done.has(row));
	if (left.length === planned.rows.length) return planned;
	return left.length > 0 ? callFor(run, planned, left) : undefined;
}

/** A call for some of the rows of another. */
function callFor(
	{ operation }: RunContext,
	planned: PlannedCall,
	rows: PlannedRow[],
	resent?: number,
): PlannedCall {
	const request = requestOf(operation);
	const entries = entriesOf(request, rows).map(([{ row }]) => row);
	const call = request.build(entries as [unknown, ...unknown[]]);
	return { ...planned, call, rows, resent };
}

/**
 * Whether something was done for a row, or may have been.
 *
 * @param isOpen whether an attempt before the last may have done it, unless reading has shown that it did not
 */
function mayBeDone(outcome: Outcome, isOpen: boolean): boolean {
	if (outcome.status !== 'failed') return true;
	const { outcome: known } = outcome.refusal;
	return (isOpen && known === undefined) || isInDoubt(outcome.refusal);
}

/** The reply, marked as in doubt when its call is a part of a divided call that may have been carried out. */
function withDoubtOf({ inDoubtSince }: PlannedCall, sent: Sent): Sent {
	if (inDoubtSince === undefined) return sent;
	return { ...sent, mayHaveBeenDone: true, begunAt: inDoubtSince };
}
