import type { INodeParameters } from 'n8n-workflow';

import type { Fault, FaultRule } from '../../../sandbox/faults/faults';
import type { LedgerCall } from '../../../sandbox/data/ledger';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import type { LoadedPackage } from '../../engine/harness/loadedPackage';
import { startNode, type NodeRun } from '../../engine/harness/runNode';
import { StoredCredential } from '../../engine/harness/storedCredential';
import type { RunConditions } from '../generators/runConditions';
import { virtualTime } from './virtualTime';
import type { Trial, Work } from '../generators/work';

/** A completed run: what the node got, what it reported, and what the sandbox did. */
export interface CompletedRun {
	work: Work;
	conditions: RunConditions;
	/** The result of the node. */
	result: NodeRun;
	calls: LedgerCall[];
	mostInFlight: number;
	/** Differences between calls and the published forms. */
	unpublished: string[];
	/** The number of calls when the run was canceled, or undefined when it was not. */
	canceledAt?: number;
	/** The length of each requested wait in milliseconds. */
	waits: number[];
	/** The values that the node must not output. */
	secrets: string[];
}

/** Runs the node once, with a sandbox of its own, so that runs do not affect each other. */
export async function runTrial<Plan>(
	loaded: LoadedPackage,
	trial: Trial<Plan>,
	plan: Plan,
	conditions: RunConditions,
): Promise<CompletedRun> {
	const { onError, options, tokenTtlSeconds, latencyMs, clockSkewMs, rateLimit, variants } =
		conditions;
	const faults = conditions.faults.map((rule) => byClockOf(clockSkewMs, rule));
	virtualTime.restart();
	const sandbox = await startSandbox({
		...{ now: virtualTime.tick, tokenTtlSeconds, faults, latencyMs, clockSkewMs, variants },
		...(rateLimit ? { rateLimit } : {}),
	});
	const work = trial.setUp(plan, sandbox.state);

	const credential = credentialFor(sandbox, conditions);
	const run = startNode(loaded, {
		type: 'n8n-nodes-capillary-badges.capillaryBadges',
		parameters: {
			...work.parameters,
			options: { ...(options as unknown as INodeParameters), ...work.options },
		},
		items: work.items,
		maxTries: trial.maxTries,
		onError,
		credential,
	});
	const canceledAt = await canceled(sandbox, run, conditions.cancelAfter);
	const result = await run.done;
	if (canceledAt !== undefined) await quiet(sandbox);
	await sandbox.close();
	const { calls, mostInFlight } = sandbox.ledger;
	const unpublished = sandbox.ledger.takeUnpublished();
	return {
		...{ work, conditions, result, calls, mostInFlight, canceledAt, unpublished },
		waits: virtualTime.waits(),
		secrets: secretsOf(sandbox, credential),
	};
}

/** The rule with the date in Retry-After in Capillary's time. */
function byClockOf(skewMs: number, { fault, ...rule }: FaultRule): FaultRule {
	const retryAfter = 'headers' in fault ? fault.headers?.['Retry-After'] : undefined;
	if (retryAfter === undefined || /^\d+$/.test(retryAfter)) return { ...rule, fault };
	const date = new Date(Date.parse(retryAfter) + skewMs).toUTCString();
	return { ...rule, fault: { ...fault, headers: { 'Retry-After': date } } as Fault };
}

function credentialFor(sandbox: Sandbox, { authentication, storedToken }: RunConditions) {
	return new StoredCredential('capillaryApi', {
		...{ authentication, host: 'custom', customHost: sandbox.url },
		...sandbox.accounts.oAuth,
		...sandbox.accounts.basic,
		accessToken: storedToken,
	});
}

/** Cancels the run after that many calls, unless it ends before. */
async function canceled(
	{ ledger }: Sandbox,
	{ done, cancel }: ReturnType<typeof startNode>,
	after: number | null,
): Promise<number | undefined> {
	if (after === null) return undefined;
	let over = false;
	void done.then(() => (over = true));
	while (!over && ledger.calls.length < after) await virtualTime.nextTurn();
	if (over) return undefined;
	cancel();
	return ledger.calls.length;
}

/**
 * n8n does not wait for a canceled node. Calls that the node still sends arrive within this many
 * turns.
 */
const TURNS_TO_SHOW = 200;

async function quiet({ ledger }: Sandbox): Promise<void> {
	for (let calls = -1; calls !== ledger.calls.length; ) {
		calls = ledger.calls.length;
		for (let turn = 0; turn < TURNS_TO_SHOW; turn++) await virtualTime.nextTurn();
	}
}

function secretsOf({ accounts }: Sandbox, { data }: StoredCredential): string[] {
	return [
		...Object.values(accounts.oAuth),
		accounts.basic.password,
		'sandbox-token-',
		'Basic ',
		...(data.accessToken === '' ? [] : [String(data.accessToken)]),
	];
}
