import type { Sent } from '../api/client';
import type { RunContext } from './context';
import { inTurns } from './eventLoop';
import type { LookUp } from './operation';
import { lookUpTogether } from './lookUpTogether';
import { planLookUps, type PlannedCall, type PlannedRow } from './plan';
import { runConcurrently } from './pool';

/**
 * Looks up what must be known before the requests of the rows can be built, and completes the rows with it.
 * Rows for which the look-up fails are reported and left out.
 */
export async function lookUp(run: RunContext, rows: PlannedRow[]): Promise<PlannedRow[]> {
	const { client, memory, operation, options } = run;
	const rule = operation.lookUp;
	if (!rule) return rows;
	const complete = new Map<number, PlannedRow[]>();
	await inTurns(rows, (planned) => complete.set(planned.index, [withKnown(rule, planned)]));
	const taken = new Map<string, unknown>();
	const calls = await planLookUps(rule, rows);
	const known =
		options.lookUpTogether && rule.together
			? await lookUpTogether(run, rule, rule.together, calls)
			: new Map<PlannedCall, Sent>();
	await runConcurrently(calls, options.concurrency, async (planned) => {
		const { call, rows: needed } = planned;
		const sent = known.get(planned) ?? (await client.send(call));
		for (const one of needed) {
			const { index, row } = one;
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
				run.report(one, found, { ...sent, mayHaveBeenDone: isEarlier });
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
