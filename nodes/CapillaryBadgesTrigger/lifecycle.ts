import { createHash, randomBytes } from 'node:crypto';
import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { isLoopback } from '../CapillaryBadges/transport/host';
import { mayPass } from '../CapillaryBadges/transport/retry';
import { memoryOf, type Memory } from './memory';
import { asError } from './refusal';
import { SECRET_HEADER } from './secret';
import { checkFields, readSelection } from './selection';
import { WebHooks, WebHooksRefused, type Registration } from './webHooks';

/** n8n starts, or another of its main processes takes over: nobody waits before a screen. */
const UNATTENDED = ['init', 'leadershipChange'];

/**
 * Whether the webhook is registered just as the fields ask for it, and only once. n8n asks this
 * whenever it takes the workflow up, and calls `create` if not.
 *
 * @throws NodeOperationError for fields that cannot be right, NodeApiError when Capillary cannot say
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	checkFields(this);
	if (isByHand(this)) return true;
	const memory = memoryOf(this);
	const wanted = wantedOf(this, memory);
	if (!memory.webHookId || memory.registered !== textOf(wanted)) return false;
	try {
		const [first, ...others] = await ownOf(await WebHooks.open(this), wanted, memory);
		const isRight = first?.webHookId === memory.webHookId && first.webHookUrl === wanted.url;
		return isRight && others.length === 0;
	} catch (error) {
		if (isPassing(error) && UNATTENDED.includes(this.getActivationMode())) {
			this.logger.warn('Capillary cannot be asked about the webhook now; it was there last time');
			return true;
		}
		throw told(this, error, wanted);
	}
}

/**
 * Registers the webhook. What a crash or a change of address left behind is deleted first, so that
 * there is never more than one.
 *
 * @throws NodeApiError when Capillary refuses
 */
export async function create(this: IHookFunctions): Promise<boolean> {
	const memory = memoryOf(this);
	memory.secret ??= randomBytes(32).toString('hex');
	const wanted = wantedOf(this, memory);
	try {
		const webHooks = await WebHooks.open(this);
		refuseLoopback(this, wanted, webHooks.host);
		await deleteOwn(webHooks, wanted, memory);
		memory.webHookId = await webHooks.add(wanted);
		memory.registered = textOf(wanted);
		return true;
	} catch (error) {
		throw told(this, error, wanted);
	}
}

/**
 * Deletes the webhook. When that does not work, n8n goes on all the same, and the next publishing
 * finds what is left.
 */
export async function remove(this: IHookFunctions): Promise<boolean> {
	const memory = memoryOf(this);
	if (isByHand(this) && !memory.webHookId) return true;
	try {
		await deleteOwn(await WebHooks.open(this), wantedOf(this, memory), memory);
		return true;
	} catch (error) {
		const { message } = error as Error;
		this.logger.warn(`The webhook of '${this.getNode().name}' stays in Capillary: ${message}`);
		return false;
	}
}

function isByHand(context: IHookFunctions): boolean {
	return context.getNodeParameter('registration') === 'byHand';
}

/** What the fields ask for. n8n has an address for test executions, and another for all others. */
function wantedOf(context: IHookFunctions, { secret = '' }: Memory): Registration {
	const url = context.getNodeWebhookUrl('default') ?? '';
	const identifiers = context.getNodeParameter('identifiers', []) as string[];
	const address = createHash('sha256').update(url).digest('hex').slice(0, 12);
	return {
		namePrefix: `n8n-${context.getWorkflow().id}-${address}-`,
		url,
		events: [...readSelection(context).events].sort(),
		// Card numbers belong to a source, of which InStore is the one with the other identifiers.
		identifiers: identifiers.length > 0 ? [...new Set(['Instore', ...identifiers])] : [],
		headers: { [SECRET_HEADER]: secret },
	};
}

function textOf({ url, events, identifiers }: Registration): string {
	return JSON.stringify({ url, events, identifiers });
}

/** This node's webhooks: the one it remembers, and those that its name tells. */
async function ownOf(webHooks: WebHooks, { namePrefix }: Registration, { webHookId }: Memory) {
	return (await webHooks.list()).filter(
		(one) => one.webHookId === webHookId || one.name.startsWith(namePrefix),
	);
}

async function deleteOwn(webHooks: WebHooks, wanted: Registration, memory: Memory): Promise<void> {
	for (const { webHookId } of await ownOf(webHooks, wanted, memory)) {
		await webHooks.delete(webHookId);
	}
	delete memory.webHookId;
	delete memory.registered;
}

/** Capillary can reach a loopback address only when it is the sandbox on the same machine. */
function refuseLoopback(context: IHookFunctions, { url }: Registration, host: string): void {
	if (!isLoopback(url) || isLoopback(host)) return;
	throw new NodeOperationError(
		context.getNode(),
		`Capillary cannot reach this n8n at ${url}. Set n8n's environment variable WEBHOOK_URL to the address under which it can be reached from outside, and restart n8n`,
	);
}

function isPassing(error: unknown): boolean {
	return error instanceof WebHooksRefused && mayPass(error.refusal);
}

/** An error in words; one that is in words already stays as it is. */
function told(context: IHookFunctions, error: unknown, { url }: Registration): Error {
	return error instanceof WebHooksRefused ? asError(context, error.refusal, url) : (error as Error);
}
