import { HookContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWebhookData,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { additionalData } from './harness/additionalData';
import { engineDifferences } from './harness/engineDifferences';
import { loadPackage, type LoadedPackage } from './harness/loadedPackage';
import { projectRoot } from './harness/projectRoot';
import { StoredCredential } from './harness/storedCredential';
import { expectNoSecrets } from './secrets';

const type = 'n8n-nodes-capillary-badges.capillaryBadgesTrigger';

interface TriggerOptions {
	parameters?: INodeParameters;
	credential?: StoredCredential;
	/** A test execution from the editor, which has its own address and memory. */
	isTest?: boolean;
	/** The credential with the secret of a webhook that is set up by hand. */
	secretCredential?: StoredCredential;
	/** The address of this n8n. */
	n8n?: string;
	/** Runs between the response of the node and the start of the workflow. */
	whileStarting?: () => Promise<unknown>;
}

/** A request to the webhook's address. */
export interface Request {
	method?: string;
	headers?: Record<string, string>;
	/** Bytes and text are sent unchanged, anything else as JSON. */
	body?: unknown;
	/** n8n cannot start the workflow and responds so. */
	failsToStart?: boolean;
	/** The connection closes before n8n responds. */
	senderHangsUp?: boolean;
}

export interface Reply {
	status: number;
	message?: string;
	/** The items that the workflow starts with, or undefined when it does not start. */
	started?: IDataObject[];
}

/** A trigger in a workflow. Its memory outlives each call, as in n8n. */
export class PlacedTrigger {
	/** The memory in n8n's database. */
	memory: IDataObject = {};

	/** What n8n would log. */
	readonly warnings: string[] = [];

	constructor(
		private readonly loaded: LoadedPackage,
		public options: TriggerOptions &
			Required<Omit<TriggerOptions, 'secretCredential' | 'whileStarting'>>,
	) {}

	/**
	 * Calls a lifecycle method, as n8n does when it publishes, activates or unpublishes a workflow.
	 */
	async call(
		method: 'checkExists' | 'create' | 'delete',
		activation: WorkflowActivateMode = 'activate',
	): Promise<boolean> {
		return await this.runInWorkflow(async (workflow, node) => {
			const data = this.additionalData();
			const webhookData = this.webhookData(data);
			const context = this.withLogger(
				new HookContext(workflow, node, data, 'trigger', activation, webhookData),
			);
			return await this.nodeType.webhookMethods!.default![method]!.call(context);
		});
	}

	/** Publishes the workflow like n8n: packages/cli/src/webhooks/webhook.service.ts */
	async publish(activation?: WorkflowActivateMode): Promise<'was there' | 'created'> {
		if (await this.call('checkExists', activation)) return 'was there';
		await this.call('create', activation);
		return 'created';
	}

	/**
	 * Delivers a request and responds like n8n: packages/cli/src/webhooks/webhook-helpers.ts. n8n
	 * starts the workflow, reads the response and saves the memory, in this order. The start makes
	 * a second workflow with the same memory, which resets the mark that the memory has changed.
	 */
	async receive(request: Request): Promise<Reply> {
		const { method = 'POST', headers = {}, body, failsToStart, senderHangsUp } = request;
		const rawBody = Buffer.isBuffer(body)
			? body
			: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
		const response = new FakeResponse();
		const result = await this.runInWorkflow(async (workflow, node) => {
			const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
			const data = Object.assign(this.additionalData(), {
				httpRequest: {
					method,
					headers: Object.fromEntries(lowerCase),
					rawBody,
					...{ body: parsed(rawBody.toString()), query: {}, params: {} },
				},
				httpResponse: response,
			});
			const mode = this.options.isTest ? 'manual' : 'webhook';
			const webhookData = this.webhookData(data);
			const context = this.withLogger(
				new WebhookContext(workflow, node, data, mode, webhookData, [], null),
			);
			const returned = await this.nodeType.webhook!.call(context);
			const { workflowData } = returned;
			if (senderHangsUp) response.close();
			if (!workflowData) return { webhookResponse: returned.webhookResponse as unknown };
			workflow.staticData.__dataChanged = false;
			if (failsToStart) {
				response.status(500);
				return { workflowData };
			}
			await this.options.whileStarting?.();
			return { workflowData, webhookResponse: returned.webhookResponse as unknown };
		});
		const started = result.workflowData?.[0].map(({ json }) => json);
		if (!senderHangsUp) response.end();
		const answered = result.webhookResponse as { message?: string } | undefined;
		const message = { ...response.body, ...answered };
		return { status: response.statusCode, ...message, ...(started && { started }) };
	}

	private withLogger<Context extends object>(context: Context): Context {
		return Object.defineProperty(context, 'logger', {
			value: { warn: (message: string) => this.warnings.push(message) },
		});
	}

	private get credentials(): StoredCredential[] {
		const { credential, secretCredential } = this.options;
		return [credential, ...(secretCredential ? [secretCredential] : [])];
	}

	private get nodeType() {
		return this.loaded.nodeTypes.getByNameAndVersion(type, 1);
	}

	private additionalData() {
		const { n8n } = this.options;
		return Object.assign(additionalData(this.loaded, this.credentials, 'trigger'), {
			webhookBaseUrl: `${n8n}/webhook`,
			webhookTestBaseUrl: `${n8n}/webhook-test`,
		});
	}

	private webhookData(
		workflowExecuteAdditionalData: IWebhookData['workflowExecuteAdditionalData'],
	) {
		return {
			...{ workflowExecuteAdditionalData, isTest: this.options.isTest, workflowId: 'workflow1' },
			...{ httpMethod: 'POST', node: 'Trigger', path: 'webhook-id/webhook' },
			webhookDescription: this.nodeType.description.webhooks![0],
		} as IWebhookData;
	}

	private async runInWorkflow<T>(
		work: (workflow: Workflow, node: INode) => Promise<T>,
	): Promise<T> {
		const { parameters, credential } = this.options;
		const workflow = new Workflow({
			id: 'workflow1',
			nodes: [
				{
					...{ id: 'node1', name: 'Trigger', webhookId: 'webhook-id', position: [0, 0] },
					...{ type, typeVersion: 1, parameters },
					credentials: Object.fromEntries(
						this.credentials.map(({ type, details }) => [type, details]),
					),
				},
			],
			connections: {},
			active: true,
			nodeTypes: this.loaded.nodeTypes,
			staticData: structuredClone(this.memory),
		});
		try {
			const node = workflow.nodes.Trigger;
			return await engineDifferences.withExpressions(workflow, async () => work(workflow, node));
		} catch (error) {
			throw expectNoSecrets(error, credential);
		} finally {
			// n8n saves the memory only when it is marked as changed.
			if (workflow.staticData.__dataChanged === true) {
				this.memory = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
			}
		}
	}
}

/** The built trigger in n8n's engine, and a sandbox that registers webhooks and delivers events. */
export class TriggerHarness {
	constructor(
		private readonly loaded: LoadedPackage,
		readonly sandbox: Sandbox,
	) {}

	credential(fields: IDataObject = {}, authentication: 'oAuth' | 'basic' = 'oAuth') {
		return new StoredCredential('capillaryApi', {
			authentication,
			...{ host: 'custom', customHost: this.sandbox.url },
			...this.sandbox.accounts[authentication],
			...fields,
		} as StoredCredential['data']);
	}

	/** Puts the trigger into a workflow. */
	place({ parameters = {}, ...options }: TriggerOptions = {}): PlacedTrigger {
		return new PlacedTrigger(this.loaded, {
			...{ credential: this.credential(), isTest: false, n8n: 'http://127.0.0.1:5678' },
			...options,
			parameters,
		});
	}

	/** The active webhooks. */
	get webHooks() {
		return [...this.sandbox.state.webHooks.values()].filter(({ active }) => active);
	}

	/** The calls to the webhook endpoints. */
	get calls() {
		return this.sandbox.ledger.calls.filter(({ path }) => path.startsWith('/v3/webHooks'));
	}
}

/** Sets up one harness for all tests of a file. Its sandbox is empty before each test. */
export function useTriggerHarness(): () => TriggerHarness {
	let harness: TriggerHarness;
	beforeAll(async () => {
		harness = new TriggerHarness(await loadPackage(projectRoot), await startSandbox());
	});
	beforeEach(() => harness.sandbox.reset());
	afterEach(() => expect(harness.sandbox.ledger.takeUnpublished()).toEqual([]));
	afterAll(async () => await harness.sandbox.close());
	return () => harness;
}

/** The part of Express's response that the node uses. */
class FakeResponse {
	statusCode = 200;

	body?: { message: string };

	writableFinished = false;

	private readonly whenClosed: Array<() => void> = [];

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: { message: string }): this {
		this.body = body;
		return this;
	}

	once(_event: 'close', listener: () => void): this {
		this.whenClosed.push(listener);
		return this;
	}

	end(): void {
		this.writableFinished = true;
		this.close();
	}

	close(): void {
		for (const listener of this.whenClosed) listener();
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return {};
	}
}
