import type { Call } from '../api/call';
import { outcomeUnknown, isRetryable, isRateLimit, backoff } from '../errors/retry';
import { withLock } from './keyedLock';
import type { Operation, Settled } from './operation';
import type { PlannedRow, PlannedCall } from './plan';
import { send, type Line, type Sent } from '../api/client';

/** An operation whose call replaces a thing as a whole, with what was read of it just before. */
export type Update = Operation & Required<Pick<Operation, 'update'>>;

/** What came of an update for its rows, and the last reply to it. */
interface Updated {
	sent: Sent;
	settled: Settled[];
	/** Whether Capillary refused it because of what one of the rows asks for, as far as that can be told. */
	isRefusedForRows: boolean;
}

/** Whether the operation reads what it replaces. */
export function isUpdate(operation: Operation): operation is Update {
	return operation.update !== undefined;
}

/** Rows that change the same thing, in the order of the rows. */
export function rowsByThing({ update: { thing } }: Update, rows: PlannedRow[]): PlannedRow[][] {
	const things = new Map<string, PlannedRow[]>();
	for (const asked of rows) {
		const key = thing(asked.row);
		const same = things.get(key);
		if (same) same.push(asked);
		else things.set(key, [asked]);
	}
	return [...things.values()];
}

/** Takes what came of a row, and the last reply for it. */
type Conclude = (asked: PlannedRow, settled: Settled, sent: Sent) => void;

/** The call that would be made for rows that change the same thing, which is read for it; none when that fails. */
export async function planUpdate(
	line: Line,
	operation: Update,
	serves: PlannedRow[],
	conclude: Conclude,
): Promise<PlannedCall[]> {
	const current = await readFor(line, operation, serves);
	if ('call' in current) return [{ call: current.call, rows: serves, sequence: 0 }];
	serves.forEach((asked, nth) => conclude(asked, current.settled[nth], current.sent));
	return [];
}

/**
 * Changes a thing for all rows that ask for it in one call. Where that is refused because of one of
 * them, they are tried one after the other. Within this process nobody else changes the thing meanwhile.
 */
export async function update(
	line: Line,
	operation: Update,
	serves: PlannedRow[],
	conclude: Conclude,
): Promise<void> {
	const { path } = readCall(operation, serves);
	await withLock(`${line.account.address}${path}`, line.limiter, async () => {
		const joint = await write(line, operation, serves);
		const alone = joint.isRefusedForRows && serves.length > 1;
		if (!alone) serves.forEach((asked, nth) => conclude(asked, joint.settled[nth], joint.sent));
		for (const asked of alone ? serves : []) {
			const { sent, settled } = await write(line, operation, [asked]);
			conclude(asked, settled[0], sent);
		}
	});
}

/** Reads, writes, and reads again before each further attempt, as others may have changed it meanwhile. */
async function write(line: Line, operation: Update, serves: PlannedRow[]): Promise<Updated> {
	const { settings, limiter: pace, stats: tally } = line;
	for (let attempt = 0; ; attempt++) {
		const current = await readFor(line, operation, serves);
		if (!('call' in current)) return current;
		const once: Line = { ...line, settings: { ...settings, maxRetries: 0 } };
		const sent = await send(once, current.call);
		if (attempt > 0) tally.retries++;
		if ('answer' in sent) return settledBy(operation, serves, current.call, sent);
		const { refused } = sent;
		if (sent.made && outcomeUnknown(refused)) {
			const found = await settledByReading(line, operation, serves, current.call);
			if (found) return found;
		}
		if (!sent.made || !isRetryable(refused) || attempt >= settings.maxRetries) {
			const isRefusedForRows = refused.cause === 'capillary' && !isRetryable(refused);
			return { ...settledBy(operation, serves, current.call, sent), isRefusedForRows };
		}
		if (!isRateLimit(refused)) await pace.wait(backoff(attempt, refused));
	}
}

/** The thing as it is, and the call for the rows; or why there is none. */
async function readFor(
	line: Line,
	operation: Update,
	serves: PlannedRow[],
): Promise<{ call: Call } | Updated> {
	const sent = await send(line, readCall(operation, serves));
	const failed = (settled: Settled) => ({
		sent,
		settled: serves.map(() => settled),
		isRefusedForRows: false,
	});
	if (!('answer' in sent)) return failed(sent);
	const rows: unknown[] = [];
	for (const { row } of serves) {
		const taken = operation.update.take(row, sent.answer);
		if ('refused' in taken) return failed(taken);
		rows.push(taken.row);
	}
	return { call: operation.call(rows as [unknown, ...unknown[]]) };
}

/** What came of the rows of a call whose answer was lost, when the thing shows that all of it was done. */
async function settledByReading(
	line: Line,
	operation: Update,
	serves: PlannedRow[],
	call: Call,
): Promise<Updated | undefined> {
	const sent = await send(line, { ...readCall(operation, serves), exact: undefined });
	if (!('answer' in sent)) return undefined;
	const found = settledBy(operation, serves, call, sent);
	return found.settled.every((settled) => 'done' in settled) ? found : undefined;
}

function settledBy({ settle }: Update, serves: PlannedRow[], call: Call, sent: Sent): Updated {
	const settled = serves.map(({ row }) =>
		'answer' in sent ? settle(row, sent.answer, call) : sent,
	);
	return { sent, settled, isRefusedForRows: false };
}

function readCall({ update: { read } }: Update, [{ row }]: PlannedRow[]): Call {
	return read(row);
}
