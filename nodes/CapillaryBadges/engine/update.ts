import type { Call } from '../api/call';
import type { Retries } from '../api/retries';
import type { Sent } from '../api/client';
import { isRetryable, outcomeUnknown } from '../errors/retry';
import type { RunContext } from './context';
import { withLock } from './keyedLock';
import type { Update } from './requests';
import { plan, type PlannedCall, type PlannedRow } from './plan';
import { runConcurrently } from './pool';
import type { Outcome } from './results';

type Rows = [PlannedRow, ...PlannedRow[]];

/** The outcomes of the rows of an update, and the last reply to it. */
interface Updated {
	status: 'updated';
	sent: Sent;
	outcomes: Outcome[];
	/** Whether Capillary refused it because of one of the rows, as far as the refusal shows. */
	isRefusedForRows: boolean;
}

/** Changes each thing once for all its rows, with limited concurrency; in a preview, only plans the calls. */
export async function executeUpdates(
	run: RunContext,
	update: Update<unknown>,
	rows: PlannedRow[],
): Promise<PlannedCall[]> {
	const { concurrency, dryRun } = run.options;
	const planned: PlannedCall[] = [];
	await runConcurrently(await rowsByThing(update, rows), concurrency, async (together) => {
		if (dryRun) planned.push(...(await planUpdate(run, update, together)));
		else await updateThing(run, update, together);
		return [];
	});
	return planned.sort((one, other) => one.rows[0].index - other.rows[0].index);
}

/** Rows that change the same thing, in the order of the rows. */
async function rowsByThing({ groupKey }: Update<unknown>, rows: PlannedRow[]): Promise<Rows[]> {
	// No call is built yet, as it needs the thing.
	const noCall: Call = { method: 'GET', path: '' };
	const request = { groupKey, dedupeKey: groupKey, maxEntries: 1, build: () => noCall };
	return (await plan(request, rows, 1)).map((planned) => planned.rows as Rows);
}

/** The call for rows that change the same thing. The thing is read for it; no call when reading fails. */
async function planUpdate(
	run: RunContext,
	update: Update<unknown>,
	rows: Rows,
): Promise<PlannedCall[]> {
	const current = await readCurrent(run, update, rows);
	if (current.status === 'ready') return [{ call: current.call, rows, sequence: 0 }];
	reportAll(run, rows, current);
	return [];
}

/**
 * Changes a thing for all rows that ask for it in one call. Where that is refused because of one of them,
 * they are tried one after the other. Within this process nobody else changes the thing meanwhile.
 */
async function updateThing(run: RunContext, update: Update<unknown>, rows: Rows): Promise<void> {
	const { account, limiter } = run.client;
	const { path } = update.read(rows[0].row);
	await withLock(`${account.address}${path}`, limiter, async () => {
		const together = await write(run, update, rows);
		if (!together.isRefusedForRows || rows.length === 1) {
			reportAll(run, rows, together);
			return;
		}
		for (const planned of rows) reportAll(run, [planned], await write(run, update, [planned]));
	});
}

function reportAll(run: RunContext, rows: Rows, { sent, outcomes }: Updated): void {
	rows.forEach((planned, nth) => run.report(planned, outcomes[nth], sent));
}

/** Reads, writes, and reads again before each retry, as others may have changed the thing meanwhile. */
async function write(run: RunContext, update: Update<unknown>, rows: Rows): Promise<Updated> {
	const { client } = run;
	let retries: Retries | undefined;
	for (;;) {
		const current = await readCurrent(run, update, rows);
		if (current.status !== 'ready') return current;
		if (retries) client.countRetry();
		retries ??= client.retries(current.call);
		const sent = await client.send(current.call, { retries });
		if (sent.status === 'succeeded') return settled(update, rows, current.call, sent);
		const { refusal } = sent;
		if (sent.made && outcomeUnknown(refusal)) {
			const found = await settledByReading(run, update, rows, current.call);
			if (found) return found;
		}
		const wait = sent.made ? retries.waitAfter(refusal) : undefined;
		if (wait === undefined) {
			const isRefusedForRows = refusal.cause === 'capillary' && !isRetryable(refusal);
			return { ...settled(update, rows, current.call, sent), isRefusedForRows };
		}
		await client.limiter.wait(wait);
	}
}

/** The current thing and the call for the rows, or why there is no call. */
async function readCurrent(
	{ client }: RunContext,
	update: Update<unknown>,
	planned: Rows,
): Promise<{ status: 'ready'; call: Call } | Updated> {
	const sent = await client.send(update.read(planned[0].row));
	const failed = (outcome: Outcome): Updated => ({
		status: 'updated',
		sent,
		outcomes: planned.map(() => outcome),
		isRefusedForRows: false,
	});
	if (sent.status === 'failed') return failed(sent);
	const rows: unknown[] = [];
	for (const { row } of planned) {
		const completed = update.complete(row, sent.response);
		if (completed.status === 'failed') return failed(completed);
		rows.push(completed.row);
	}
	return { status: 'ready', call: update.build(rows as [unknown, ...unknown[]]) };
}

/** The outcomes of a call whose response was lost, when the thing shows that all of it was done. */
async function settledByReading(
	{ client }: RunContext,
	update: Update<unknown>,
	rows: Rows,
	call: Call,
): Promise<Updated | undefined> {
	const sent = await client.send({ ...update.read(rows[0].row), exact: undefined });
	if (sent.status === 'failed') return undefined;
	const found = settled(update, rows, call, sent);
	return found.outcomes.every(({ status }) => status === 'succeeded') ? found : undefined;
}

function settled({ settle }: Update<unknown>, rows: Rows, call: Call, sent: Sent): Updated {
	const outcomes = rows.map(({ row }) =>
		sent.status === 'succeeded' ? settle(row, sent.response, call) : sent,
	);
	return { status: 'updated', sent, outcomes, isRefusedForRows: false };
}
