import { createHash, randomBytes } from 'node:crypto';
import { sleep, type IHookFunctions } from 'n8n-workflow';

import { asText } from '../CapillaryBadges/api/values';
import { WEBHOOKS, webhooksIn, type Webhook } from '../CapillaryBadges/resources/webhook/webhook';
import type { Call, Refusal, Reply } from '../CapillaryBadges/api/call';
import { isObject } from '../CapillaryBadges/api/json';
import { openAccount, request, type Account } from '../CapillaryBadges/api/request';
import { isRetryable, outcomeUnknown, backoff } from '../CapillaryBadges/errors/retry';

/** What is to be registered. */
export interface Registration {
	/** What the names of this node's webhooks begin with. */
	namePrefix: string;
	url: string;
	events: string[];
	identifiers: string[];
	headers: Record<string, string>;
}

/** Milliseconds; somebody may be waiting before the screen. */
const TIMEOUT = 20_000;
const LONGEST_WAIT = 20_000;
const RETRIES = 2;
/** How many deliveries Capillary may make at the same time. */
const CONNECTIONS = 10;

/** Capillary refused, or could not be asked. */
export class WebHooksRefused extends Error {
	override name = 'WebHooksRefused';

	constructor(readonly refusal: Refusal) {
		super(refusal.message);
	}
}

/**
 * The webhooks of a Capillary organization. Every method throws WebHooksRefused when Capillary did
 * not do it.
 */
export class WebHooks {
	private constructor(
		private readonly context: IHookFunctions,
		private readonly account: Account,
	) {}

	/** @throws UnusableHost, or n8n's own error without a credential */
	static async open(context: IHookFunctions): Promise<WebHooks> {
		return new WebHooks(context, await openAccount(context));
	}

	/** Address of the API host. */
	get host(): string {
		return this.account.address;
	}

	/** Tells accounts apart without showing anything of them. A new secret of the same client is the same account. */
	get accountHash(): string {
		const { authentication, clientKey, username } = this.account.data;
		const name = authentication === 'basic' ? username : clientKey;
		const parts = [this.host, authentication, String(name).trim()];
		return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	}

	/** Those that are in force: https://docs.capillarytech.com/reference/get-v3-webhooks */
	async list(): Promise<Webhook[]> {
		const reply = await this.ask({ method: 'GET', path: WEBHOOKS, noDataIsEmpty: true });
		const webhooks = webhooksIn(dataOf(reply));
		if (!webhooks) throw unreadable('an answer that is not a list of webhooks');
		return webhooks.filter(({ active }) => active);
	}

	/**
	 * Adds one, under a name that was never used:
	 * https://docs.capillarytech.com/reference/add-v3-webhooks
	 *
	 * @returns its ID and name
	 */
	async add({
		namePrefix,
		url,
		events,
		identifiers,
		headers,
	}: Registration): Promise<{ webHookId: string; name: string }> {
		const name = `${namePrefix}${randomBytes(4).toString('hex')}`;
		const reply = await this.ask({
			method: 'POST',
			path: WEBHOOKS,
			once: true,
			body: {
				name,
				active: true,
				eventNames: events,
				customerIdentifiersToBeEnriched: identifiers,
				webHookType: 'HTTP',
				methodType: 'POST',
				webHookUrl: url,
				webHookHeaders: { ...headers, 'Content-Type': 'application/json' },
				maxAllowedConnections: CONNECTIONS,
			},
		});
		const data = dataOf(reply);
		const webHookId = isObject(data) ? asText(data.webHookId) : null;
		if (!webHookId) throw unreadable('an answer without the ID of the webhook');
		return { webHookId, name };
	}

	/**
	 * Deletes one; that it is gone already is fine:
	 * https://docs.capillarytech.com/reference/delete-v3-webhook
	 */
	async delete(webHookId: string): Promise<void> {
		const path = `${WEBHOOKS}/${encodeURIComponent(webHookId)}`;
		const reply = await this.ask({ method: 'DELETE', path });
		if ('refused' in reply && reply.refused.status !== 404)
			throw new WebHooksRefused(reply.refused);
	}

	/** Makes a call, a few times where that makes sense. */
	private async ask(call: Call): Promise<Reply> {
		for (let attempt = 0; ; attempt++) {
			const reply = await request(this.context, this.account, call, TIMEOUT);
			if ('answer' in reply || attempt === RETRIES || !isRetryable(reply.refused)) return reply;
			if (call.once && outcomeUnknown(reply.refused)) return reply;
			const wait = backoff(attempt, reply.refused);
			if (wait > LONGEST_WAIT) return reply;
			await sleep(wait);
		}
	}
}

function dataOf(reply: Reply): unknown {
	if ('refused' in reply) throw new WebHooksRefused(reply.refused);
	return reply.answer.data;
}

function unreadable(message: string): WebHooksRefused {
	return new WebHooksRefused({ cause: 'unreadable', message });
}
