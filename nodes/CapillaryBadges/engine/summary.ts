import type { NodeExecutionHint } from 'n8n-workflow';

import type { CallStats } from '../api/client';
import { isInDoubt } from '../errors/retry';
import { shortReason } from '../errors/shortReason';
import type { Operation } from './operation';
import type { ItemResult } from './output';
import type { PlannedRow } from './plan';
import type { RunOptions } from './runOptions';

/**
 * What the editor shows above the output of a run with several items: items, calls, retries, and failures
 * by kind.
 *
 * @param findings what the run found out about Capillary, in sentences
 * @param warning what the user must know before another run
 */
export function summary(
	results: ItemResult[],
	{ calls, retries }: CallStats,
	findings: string[] = [],
	warning?: string,
): NodeExecutionHint {
	const kinds = new Map<string, number>();
	for (const result of results) {
		if (result.status !== 'failed') continue;
		const { refusal } = result.failure;
		const kind = refusal ? shortReason(refusal) : 'with an invalid field';
		kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
	}
	const failed = [...kinds.values()].reduce((sum, count) => sum + count, 0);
	const byKind = [...kinds]
		.sort(([, one], [, other]) => other - one)
		.map(([kind, count]) => `${count} ${kind}`)
		.join(', ');
	const done = `${results.length - failed} of ${results.length} items done`;
	const work = [
		`${calls} ${calls === 1 ? 'call' : 'calls'} to Capillary`,
		...(retries > 0 ? [`${retries} of them ${retries === 1 ? 'a retry' : 'retries'}`] : []),
	].join(', ');
	const first = failed > 0 ? `${done}, ${failed} failed: ${byKind}. ${work}` : `${done}, ${work}`;
	return {
		type: failed > 0 || warning ? 'warning' : 'info',
		location: 'outputPane',
		message: [first, ...findings, ...(warning ? [warning] : [])].join('. '),
	};
}

/** Whether something was done for an item, or may have been. */
export function mayBeDone(result: ItemResult): boolean {
	if (result.status === 'succeeded') return true;
	const { refusal } = result.failure;
	return refusal !== undefined && isInDoubt(refusal);
}

/**
 * What another run would do to what was given without a request ID; undefined where it is safe.
 *
 * @param rows those that were done, or may have been
 */
export function givesAgain(
	{ repeat: { recover, safety, requestId } }: Operation,
	rows: PlannedRow[],
): string | undefined {
	if (!recover) return undefined;
	const unsafe = rows.filter(({ row }) => (safety?.(row) ?? 'unsafe') === 'unsafe').length;
	if (unsafe === 0) return undefined;
	const remedy = requestId
		? `give each item a '${requestId.label}', such as its order number`
		: 'leave out the items that are done';
	return `Another run does ${unsafe} of the items once more. To prevent that, ${remedy}`;
}

/**
 * What another run would do, when Count as Success is chosen and does not protect some of the rows.
 *
 * @param rows those that were done, or may have been
 */
export function unsafeToRepeat(
	{ repeat: { safety, requestId } }: Operation,
	{ alreadyDone }: Pick<RunOptions, 'alreadyDone'>,
	rows: PlannedRow[],
): string | undefined {
	if (alreadyDone !== 'success' || !safety) return undefined;
	const unsafe = rows.filter(({ row }) => safety(row) === 'unsafe').length;
	if (unsafe === 0) return undefined;
	const remedy = requestId
		? `give each item a '${requestId.label}' first`
		: 'leave out what is done';
	return `'Count as Success' does not protect ${unsafe} of the items: another run does them once more. Before you run them again, ${remedy}`;
}
