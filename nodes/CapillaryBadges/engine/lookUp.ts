import type { RunContext } from './context';
import { inTurns } from './eventLoop';
import type { LookUp } from './operation';
import { planLookUps, type PlannedRow } from './plan';
import { runConcurrently } from './pool';

/** Completes the rows by what must be known before their request can be built. Rows that cannot be completed are reported. */
export async function lookUp(run: RunContext, rows: PlannedRow[]): Promise<PlannedRow[]> {
	const { client, memory, operation, options } = run;
	const rule = operation.lookUp;
	if (!rule) return rows;
	const complete = new Map<number, PlannedRow[]>();
	await inTurns(rows, (planned) => complete.set(planned.index, [withKnown(rule, planned)]));
	const taken = new Map<string, unknown>();
	const calls = await planLookUps(rule, rows);
	await runConcurrently(calls, options.concurrency, async ({ call, rows: needed }) => {
		const sent = await client.send(call);
		for (const planned of needed) {
			const { index, row } = planned;
			const isEarlier = memory?.isEarlier(index) ?? false;
			const repeats = isEarlier ? memory?.since(client.clock) : undefined;
			const found =
				sent.status === 'succeeded' ? rule.complete(row, sent.response, taken, repeats) : sent;
			if (found.status === 'found') {
				run.results.expectRows(index, found.found.length);
				complete.set(
					index,
					found.found.map((added, part) => ({
						index,
						part,
						row: { ...(row as object), ...added },
					})),
				);
			} else {
				complete.delete(index);
				run.report(planned, found, { ...sent, mayHaveBeenDone: isEarlier });
			}
		}
		return [];
	});
	return [...complete.values()].flat();
}

function withKnown({ find }: LookUp<unknown, object>, planned: PlannedRow): PlannedRow {
	const missing = find(planned.row);
	if (missing.status === 'call') return planned;
	return { ...planned, row: { ...(planned.row as object), ...missing.added } };
}
