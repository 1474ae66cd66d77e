import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../../../sandbox/faults/faults';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import type { Variants } from '../../../sandbox/faults/variants';
import { loadPackage, type LoadedPackage } from '../../engine/harness/loadedPackage';
import { projectRoot } from '../../engine/harness/projectRoot';
import { startNode, type NodeRun } from '../../engine/harness/runNode';
import { StoredCredential } from '../../engine/harness/storedCredential';
import { startCorruptingServer, type RawResponse, type MadeCall } from './corruptingServer';
import { virtualTime } from './virtualTime';

/** A run of the node while others work in Capillary. */
export interface Scene {
	parameters: INodeParameters;
	items: IDataObject[];
	faults: FaultRule[];
	variants: Partial<Variants>;
	/** Runs before Capillary gets a call. The first call has the number 0. */
	before(call: MadeCall, number: number): void;
	/** Returns the response. */
	respond(call: MadeCall, given: RawResponse): RawResponse;
}

/** One sandbox for all runs of a test file. It is empty before each run. */
export class SceneRunner {
	private scene?: Scene;

	private calls = 0;

	private constructor(
		private readonly loaded: LoadedPackage,
		readonly sandbox: Sandbox,
	) {}

	/** Starts the sandbox and the server in front of it. */
	static async start(): Promise<{ runner: SceneRunner; close: () => Promise<void> }> {
		const sandbox = await startSandbox({ now: virtualTime.tick });
		const runner = new SceneRunner(await loadPackage(projectRoot), sandbox);
		const server = await startCorruptingServer({
			to: sandbox.url,
			before: (call) => runner.scene?.before(call, runner.calls++),
			respond: (call, given) => runner.scene?.respond(call, given) ?? given,
		});
		runner.url = server.url;
		const close = async () => {
			await server.close();
			await sandbox.close();
		};
		return { runner, close };
	}

	private url = '';

	/** Clears the sandbox for the next run. */
	empty(): Sandbox['state'] {
		virtualTime.restart();
		this.sandbox.reset();
		this.calls = 0;
		return this.sandbox.state;
	}

	async run(scene: Scene): Promise<NodeRun> {
		this.scene = scene;
		const { parameters, items, faults, variants } = scene;
		this.sandbox.faults.set({ variants });
		this.sandbox.faults.set(faults);
		const credential = new StoredCredential('capillaryApi', {
			...{ authentication: 'basic', host: 'custom', customHost: this.url },
			...this.sandbox.accounts.basic,
		});
		const type = 'n8n-nodes-capillary-badges.capillaryBadges';
		const onError = 'continueRegularOutput';
		return await startNode(this.loaded, { type, parameters, items, onError, credential }).done;
	}
}
