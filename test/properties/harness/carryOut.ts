import type { INodeParameters } from 'n8n-workflow';

import type { Fault, FaultRule } from '../../../sandbox/faults';
import type { LedgerCall } from '../../../sandbox/ledger';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import type { LoadedPackage } from '../../engine/harness/loadedPackage';
import { startNode, type NodeRun } from '../../engine/harness/runNode';
import { StoredCredential } from '../../engine/harness/storedCredential';
import type { Circumstances } from './circumstances';
import { virtualTime } from './virtualTime';
import type { Trial, Work } from './work';

/** A run that is over: what the node was given, what it said, and what the sandbox knows. */
export interface CarriedOut {
	work: Work;
	circumstances: Circumstances;
	/** What came out of the node. */
	said: NodeRun;
	calls: LedgerCall[];
	mostInFlight: number;
	/** In what calls differed from the shapes that Capillary has published. */
	unpublished: string[];
	/** How many calls had come in when the run was canceled; undefined when it was not. */
	canceledAt?: number;
	/** Milliseconds of each wait that was asked for. */
	waits: number[];
	/** Everything that must stand nowhere in what the node says. */
	secrets: string[];
}

/** Runs the node once, on a sandbox of its own: what a run leaves behind can never reach the next one. */
export async function carryOut<Plan>(
	loaded: LoadedPackage,
	trial: Trial<Plan>,
	plan: Plan,
	circumstances: Circumstances,
): Promise<CarriedOut> {
	const { onError, options, tokenTtlSeconds, latencyMs, clockSkewMs, rateLimit, variants } =
		circumstances;
	const faults = circumstances.faults.map((rule) => byClockOf(clockSkewMs, rule));
	virtualTime.restart();
	const sandbox = await startSandbox({
		...{ now: virtualTime.tick, tokenTtlSeconds, faults, latencyMs, clockSkewMs, variants },
		...(rateLimit ? { rateLimit } : {}),
	});
	const work = trial.setUp(plan, sandbox.state);

	const credential = credentialFor(sandbox, circumstances);
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
	const canceledAt = await canceled(sandbox, run, circumstances.cancelAfter);
	const said = await run.done;
	if (canceledAt !== undefined) await quiet(sandbox);
	await sandbox.close();
	const { calls, mostInFlight } = sandbox.ledger;
	const unpublished = sandbox.ledger.takeUnpublished();
	return {
		...{ work, circumstances, said, calls, mostInFlight, canceledAt, unpublished },
		waits: virtualTime.waits(),
		secrets: secretsOf(sandbox, credential),
	};
}

/** A rule with the date that it has a client come again by in Capillary's time. */
function byClockOf(skewMs: number, { fault, ...rule }: FaultRule): FaultRule {
	const retryAfter = 'headers' in fault ? fault.headers?.['Retry-After'] : undefined;
	if (retryAfter === undefined || /^\d+$/.test(retryAfter)) return { ...rule, fault };
	const date = new Date(Date.parse(retryAfter) + skewMs).toUTCString();
	return { ...rule, fault: { ...fault, headers: { 'Retry-After': date } } as Fault };
}

function credentialFor(sandbox: Sandbox, { authentication, storedToken }: Circumstances) {
	return new StoredCredential('capillaryApi', {
		...{ authentication, host: 'custom', customHost: sandbox.url },
		...sandbox.accounts.oAuth,
		...sandbox.accounts.basic,
		accessToken: storedToken,
	});
}

/** Cancels the run when so many calls have come in, unless it is over before. */
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

/** n8n does not wait for a node that it canceled; what the node still does shows in this many turns. */
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
