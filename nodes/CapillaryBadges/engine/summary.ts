import type { NodeExecutionHint } from 'n8n-workflow';

import type { Failure, Outcome } from './outcome';
import type { Line } from '../api/client';

/**
 * What the editor shows above the output of a run with several items: rows, calls, retries, and failures by kind.
 *
 * @param again what another run of the same items would do, where that is not what the options let expect
 */
export function summary(
	outcomes: Outcome[],
	{ calls, retries }: Line['stats'],
	again?: string,
): NodeExecutionHint {
	const kinds = new Map<string, number>();
	for (const outcome of outcomes) {
		if (!('failed' in outcome)) continue;
		const kind = kindOf(outcome.failed);
		kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
	}
	const failed = [...kinds.values()].reduce((sum, count) => sum + count, 0);
	const [[onlyKind] = [], ...otherKinds] = kinds;
	const byKind = [...kinds]
		.sort(([, one], [, other]) => other - one)
		.map(([kind, count]) => `${count} ${kind}`)
		.join(', ');
	const why = otherKinds.length > 0 ? `(${byKind})` : onlyKind;
	return {
		type: failed > 0 || again ? 'warning' : 'info',
		location: 'outputPane',
		message: [
			`${outcomes.length - failed} of ${outcomes.length} items done`,
			...(failed > 0 ? [`${failed} failed ${why}`] : []),
			`${calls} ${calls === 1 ? 'call' : 'calls'} to Capillary`,
			...(retries > 0 ? [`${retries} of them tried again`] : []),
		]
			.join(', ')
			.concat(again ? `. ${again}` : ''),
	};
}

/**
 * What another run would do, when Count as Success is to let it be repeated and does not for some rows.
 *
 * @param unsafe how many rows would be done once more
 * @param field the label of the field that would prevent it, if there is one
 */
export function repeatedInSpiteOf(unsafe: number, field?: string): string | undefined {
	if (unsafe === 0) return undefined;
	const remedy = field ? `give each item a '${field}' first` : 'leave out what is done';
	return `'Count as Success' does not protect ${unsafe} of the items: another run does them once more. Before you run them again, ${remedy}`;
}

/** Failures are counted by Capillary's code; without one, by what went wrong. */
function kindOf({ refusal }: Failure): string {
	if (!refusal) return 'with a field to correct';
	if (refusal.code !== undefined) return `with code ${refusal.code}`;
	return KINDS[refusal.cause];
}

const KINDS = {
	capillary: 'by a refusal without a code',
	unreadable: 'with an answer that does not confirm them',
	unanswered: 'without an answer',
	unreachable: 'without a connection',
	signIn: 'because of the credential',
	cancelled: 'because the run was canceled',
};
