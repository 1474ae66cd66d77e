import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeListSearchResult,
	INodeParameters,
	OnError,
} from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { LedgerCall } from '../../sandbox/data/ledger';
import { listSearch } from './harness/listSearch';
import { loadPackage, type LoadedPackage } from './harness/loadedPackage';
import { projectRoot } from './harness/projectRoot';
import { startNode, type NodeRun, type RunningNode } from './harness/runNode';
import { runTool, type ToolRun } from './harness/runTool';
import { StoredCredential } from './harness/storedCredential';
import { testCredential } from './harness/testCredential';
import { expectNoSecrets } from './secrets';

export const authentications = ['oAuth', 'basic'] as const;
export type Authentication = (typeof authentications)[number];

interface HarnessRun {
	/** The node's resource, operation and fields, with `={{ … }}` for what differs by item. */
	parameters: INodeParameters;
	/** The node's version. The default is 1. */
	typeVersion?: number;
	items?: IDataObject[];
	onError?: OnError;
	/** The default is a valid OAuth credential. */
	credential?: StoredCredential;
	/** How often n8n tries the node (Retry On Fail). */
	maxTries?: number;
	/** A failed execution, to retry it as in n8n's list of executions. */
	retryOf?: NodeRun['run'];
}

interface HarnessList {
	method: string;
	parameters?: INodeParameters;
	filter?: string;
	paginationToken?: unknown;
	credential?: StoredCredential;
}

const type = 'n8n-nodes-capillary-badges.capillaryBadges';

/** The built node in n8n's engine, and the sandbox that it calls. */
export class TestHarness {
	constructor(
		private readonly loaded: LoadedPackage,
		readonly sandbox: Sandbox,
	) {}

	/** A credential for the sandbox as a user fills it in. `fields` replace its values. */
	credential(
		authentication: Authentication,
		fields: ICredentialDataDecryptedObject = {},
	): StoredCredential {
		return new StoredCredential('capillaryApi', {
			authentication,
			host: 'custom',
			customHost: this.sandbox.url,
			...this.sandbox.accounts[authentication],
			...fields,
		});
	}

	/** Runs the node to the end. */
	async run(options: HarnessRun): Promise<NodeRun> {
		return await this.start(options).done;
	}

	/** Starts the node, and checks that its result contains no secret. */
	start({ credential = this.credential('oAuth'), ...options }: HarnessRun): RunningNode {
		const { done, cancel } = startNode(this.loaded, { type, credential, ...options });
		return { done: done.then((run) => expectNoSecrets(run, credential)), cancel };
	}

	/** Runs the node as the tool of an agent. */
	async tool(parameters: INodeParameters, toolArguments: IDataObject): Promise<ToolRun> {
		const credential = this.credential('oAuth');
		const run = await runTool(this.loaded, { type, parameters, toolArguments, credential });
		return expectNoSecrets(run, credential);
	}

	/** Loads a page of one of the node's lists. */
	async list({
		credential = this.credential('oAuth'),
		...options
	}: HarnessList): Promise<INodeListSearchResult> {
		const list = await listSearch(this.loaded, { type, credential, ...options });
		return expectNoSecrets(list, credential);
	}

	/** The result of the credential's test, as n8n shows it. */
	async testCredential(credential: StoredCredential) {
		return expectNoSecrets(await testCredential(this.loaded, credential), credential);
	}

	/** The calls that the sandbox got, except token requests. */
	get calls(): LedgerCall[] {
		return this.sandbox.ledger.calls.filter((call) => !isTokenCall(call));
	}

	/** The token requests. */
	get tokenCalls(): LedgerCall[] {
		return this.sandbox.ledger.calls.filter(isTokenCall);
	}

	/** What changed in the sandbox, except tokens. */
	get changes() {
		return this.sandbox.ledger.changes.filter(({ change }) => change !== 'tokenIssued');
	}
}

/** Sets up one test harness for all tests of a file. Its sandbox is empty before each test. */
export function useHarness(): () => TestHarness {
	let harness: TestHarness;
	beforeAll(async () => {
		harness = new TestHarness(await loadPackage(projectRoot), await startSandbox());
	});
	beforeEach(() => harness.sandbox.reset());
	afterEach(() => expect(harness.sandbox.ledger.takeUnpublished()).toEqual([]));
	afterAll(async () => await harness?.sandbox.close());
	return () => harness;
}

/** A resource locator in the mode By ID, as a workflow stores it. */
export function byId(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value };
}

function isTokenCall({ path }: LedgerCall): boolean {
	return path === '/v3/oauth/token/generate';
}
