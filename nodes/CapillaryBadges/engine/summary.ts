import type { NodeExecutionHint } from 'n8n-workflow';

import type { CallStats } from '../api/client';
import type { Failure } from './failure';
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
		const kind = kindOf(result.failure);
		kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
	}
	const failed = [...kinds.values()].reduce((sum, count) => sum + count, 0);
	const [[onlyKind] = [], ...otherKinds] = kinds;
	const byKind = [...kinds]
		.sort(([, one], [, other]) => other - one)
		.map(([kind, count]) => `${count} ${kind}`)
		.join(', ');
	const why = otherKinds.length > 0 ? `(${byKind})` : onlyKind;
	const counts = [
		`${results.length - failed} of ${results.length} items done`,
		...(failed > 0 ? [`${failed} failed ${why}`] : []),
		`${calls} ${calls === 1 ? 'call' : 'calls'} to Capillary`,
		...(retries > 0 ? [`${retries} of them tried again`] : []),
	];
	return {
		type: failed > 0 || warning ? 'warning' : 'info',
		location: 'outputPane',
		message: [counts.join(', '), ...findings, ...(warning ? [warning] : [])].join('. '),
	};
}
/** What another run would do, when Count as Success is chosen and does not protect some of the rows. */
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

/** Failures are counted by Capillary's code; without one, by what went wrong. */
function kindOf({ refusal }: Failure): string {
	if (!refusal) return 'with an invalid field';
	if (refusal.code !== undefined) return `with code ${refusal.code}`;
	return KINDS[refusal.cause];
}

const KINDS = {
	capillary: 'refused without a code',
	unreadable: "not confirmed by Capillary's response",
	unanswered: 'without an answer',
	unreachable: 'without a connection',
	signIn: 'because of the credential',
	cancelled: 'because the run was canceled',
	outage: 'because Capillary stopped answering',
};
