import { createHash, randomBytes } from 'node:crypto';
import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import type { Webhook } from '../CapillaryBadges/api/webhooks';
import { isRetryable } from '../CapillaryBadges/errors/retry';
import { whyUndeliverable } from './address';
import { memoryOf, type Memory } from './memory';
import { asError } from './refusal';
import { SECRET_HEADER } from './secret';
import { checkFields, isByHand, readIdentifiers, readSelection } from './selection';
import { WebHooks, WebHooksRefused, type Registration } from './webHooks';

/** n8n starts, or another main process takes over, so no user is waiting. */
const UNATTENDED = ['init', 'leadershipChange'];

/**
 * Whether the webhook is registered just as the fields ask for it, and only once. n8n calls `create`
 * if not.
 *
 * n8n asks this when a workflow is published. At a start it asks only while
 * N8N_USE_WORKFLOW_PUBLICATION_SERVICE is off, which was the default up to n8n 2.39. From 2.40 on a
 * webhook that is gone, or an n8n that has another address, is noticed only when the workflow is
 * unpublished and published again.
 *
 * @throws NodeOperationError for fields that cannot be right, NodeApiError when Capillary cannot say
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	await checkFields(this);
	if (isByHand(this)) return true;
	const memory = memoryOf(this);
	const wanted = wantedOf(this);
	if (!memory.webHookId || memory.registered !== textOf(wanted)) return false;
	try {
		const webHooks = await WebHooks.open(this);
		if (isOtherAccount(memory, webHooks)) return false;
		const [first, ...others] = ownOf(await webHooks.list(), wanted, memory);
		const isRight = first?.webHookId === memory.webHookId && first.webHookUrl === wanted.url;
		return isRight && others.length === 0;
	} catch (error) {
		if (isPassing(error) && UNATTENDED.includes(this.getActivationMode())) {
			this.logger.warn('Capillary cannot be asked about the webhook now; it was there last time');
			return true;
		}
		throw asExplained(this, error, wanted);
	}
}

/**
 * Registers the webhook. What a crash left behind at the same address is deleted first, so that there
 * is never more than one.
 *
 * @throws NodeApiError when Capillary refuses
 */
export async function create(this: IHookFunctions): Promise<boolean> {
	const memory = memoryOf(this);
	const wanted = wantedOf(this);
	try {
		const webHooks = await WebHooks.open(this);
		refuseUndeliverable(this, wanted, webHooks.host);
		await deleteOwn(this, webHooks, wanted);
		// The earlier account knows the earlier secret.
		if (isOtherAccount(memory, webHooks)) delete memory.secret;
		memory.secret ??= randomBytes(32).toString('hex');
		memory.account = webHooks.accountHash;
		const { webHookId, name } = await webHooks.add({
			...wanted,
			headers: { [SECRET_HEADER]: memory.secret },
		});
		Object.assign(memory, { webHookId, webHookName: name, registered: textOf(wanted) });
		return true;
	} catch (error) {
		throw asExplained(this, error, wanted);
	}
}

/**
 * Deletes the webhook. When that fails, n8n continues, and the next publishing
 * at the same address finds what is left.
 */
export async function remove(this: IHookFunctions): Promise<boolean> {
	const memory = memoryOf(this);
	if (!memory.webHookId && isByHand(this)) return true;
	try {
		await deleteOwn(this, await WebHooks.open(this), placeOf(this));
		return true;
	} catch (error) {
		// n8n also calls this after a failed attempt to publish, when there is no webhook yet.
		if (memory.webHookId) warnLeft(this, memory, (error as Error).message);
		return false;
	}
}

type OwnWebhook = Webhook & { webHookId: string; webHookUrl: string };

type Place = Pick<Registration, 'namePrefix' | 'url'>;

/** Where this node's webhook leads. n8n has an address for test executions, and another for all others. */
function placeOf(context: IHookFunctions): Place {
	const url = context.getNodeWebhookUrl('default') ?? '';
	const address = createHash('sha256').update(url).digest('hex').slice(0, 12);
	return { namePrefix: `n8n-${context.getWorkflow().id}-${address}-`, url };
}

/** What the fields ask for. */
function wantedOf(context: IHookFunctions): Omit<Registration, 'headers'> {
	const identifiers = readIdentifiers(context);
	return {
		...placeOf(context),
		events: [...readSelection(context).events].sort(),
		// Card numbers belong to a source, of which InStore is the one with the other identifiers.
		identifiers: identifiers.length > 0 ? [...new Set(['Instore', ...identifiers])] : [],
	};
}

function textOf({ url, events, identifiers }: Omit<Registration, 'headers'>): string {
	return JSON.stringify({ url, events, identifiers });
}

/**
 * This node's webhooks: the one that it remembers, and those that have its name and lead to it. A
 * webhook that leads to another n8n is that one's, even when it is remembered: the database of this
 * n8n may be a copy.
 */
function ownOf(
	webHooks: Webhook[],
	{ namePrefix, url }: Place,
	{ webHookId }: Memory,
): OwnWebhook[] {
	return webHooks.filter((one): one is OwnWebhook => {
		if (one.webHookId === null || one.webHookUrl === null) return false;
		return one.webHookId === webHookId
			? baseOf(one.webHookUrl) === baseOf(url)
			: one.webHookUrl === url && one.name?.startsWith(namePrefix) === true;
	});
}

/** The webhook address of an n8n, without the two parts that tell its nodes apart. */
function baseOf(url: string): string {
	return url.split('/').slice(0, -2).join('/');
}

/** Deletes this node's webhooks, and forgets the one it remembers; names it where it stays. */
async function deleteOwn(context: IHookFunctions, webHooks: WebHooks, place: Place): Promise<void> {
	const memory = memoryOf(context);
	const list = await webHooks.list();
	const own = ownOf(list, place, memory);
	for (const { webHookId } of own) await webHooks.delete(webHookId);
	const remembered = list.find(({ webHookId }) => webHookId === memory.webHookId);
	if (remembered && !own.some((one) => one === remembered)) {
		warnLeft(context, memory, `it leads to another address, ${remembered.webHookUrl}`);
	} else if (memory.webHookId && !remembered && isOtherAccount(memory, webHooks)) {
		warnLeft(context, memory, 'it belongs to the account that the credential had before');
	}
	delete memory.webHookId;
	delete memory.webHookName;
	delete memory.registered;
}

function warnLeft(context: IHookFunctions, { webHookId, webHookName }: Memory, why: string): void {
	context.logger.warn(
		`The webhook of '${context.getNode().name}' stays in Capillary: ${why}. Its name there is '${webHookName ?? webHookId}'. Delete it, unless another n8n uses it.`,
	);
}

/** Whether the webhook was registered with another account of Capillary. */
function isOtherAccount({ account }: Memory, { accountHash }: WebHooks): boolean {
	return account !== undefined && account !== accountHash;
}

function refuseUndeliverable(context: IHookFunctions, { url }: Place, host: string): void {
	const why = whyUndeliverable(url, host);
	if (why === undefined) return;
	throw new NodeOperationError(context.getNode(), `${why} The address now is ${url}`);
}

function isPassing(error: unknown): boolean {
	return error instanceof WebHooksRefused && isRetryable(error.refusal);
}

/** An error in words; one that is in words already stays as it is. */
function asExplained(context: IHookFunctions, error: unknown, { url }: Place): Error {
	return error instanceof WebHooksRefused ? asError(context, error.refusal, url) : (error as Error);
}
