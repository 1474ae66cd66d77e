import { createHash, randomBytes } from 'node:crypto';
import type { IHookFunctions } from 'n8n-workflow';

import type { Reply } from '../CapillaryBadges/api/call';
import { Client } from '../CapillaryBadges/api/client';
import type { Policy } from '../CapillaryBadges/api/policy';
import { isObject } from '../CapillaryBadges/api/json';
import { openAccount } from '../CapillaryBadges/api/account';
import { asText } from '../CapillaryBadges/api/values';
import { WEBHOOKS, webhooksIn, type Webhook } from '../CapillaryBadges/api/webhooks';
import type { Refusal } from '../CapillaryBadges/errors/refusal';

/** What is to be registered. */
export interface Registration {
	/** What the names of this node's webhooks begin with. */
	namePrefix: string;
	url: string;
	events: string[];
	identifiers: string[];
	headers: Record<string, string>;
}

/** Somebody may be waiting before the screen. */
const POLICY: Policy = { timeout: 20_000, maxRetries: 2, callsPerMinute: 0, longestWait: 20_000 };
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
	private constructor(private readonly client: Client) {}

	/** @throws UnusableHost, or n8n's own error without a credential */
	static async open(context: IHookFunctions): Promise<WebHooks> {
		return new WebHooks(new Client(context, await openAccount(context), POLICY));
	}

	/** Address of the API host. */
	get host(): string {
		return this.client.account.address;
	}

	/** Tells accounts apart without showing anything of them. A new secret of the same client is the same account. */
	get accountHash(): string {
		const { authentication, clientKey, username } = this.client.account.data;
		const name = authentication === 'basic' ? username : clientKey;
		const parts = [this.host, authentication, String(name).trim()];
		return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	}

	/** Those that are in force: https://docs.capillarytech.com/reference/get-v3-webhooks */
	async list(): Promise<Webhook[]> {
		const reply = await this.client.send({ method: 'GET', path: WEBHOOKS, noDataIsEmpty: true });
		const webhooks = webhooksIn(dataOf(reply));
		if (!webhooks) throw unreadable('is not a list of webhooks');
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
		const reply = await this.client.send({
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
		if (!webHookId) throw unreadable('does not have the ID of the webhook');
		return { webHookId, name };
	}

	/**
	 * Deletes one; that it is gone already is fine:
	 * https://docs.capillarytech.com/reference/delete-v3-webhook
	 */
	async delete(webHookId: string): Promise<void> {
		const path = `${WEBHOOKS}/${encodeURIComponent(webHookId)}`;
		const reply = await this.client.send({ method: 'DELETE', path });
		if (reply.status === 'failed' && reply.refusal.status !== 404) {
			throw new WebHooksRefused(reply.refusal);
		}
	}
}

function dataOf(reply: Reply): unknown {
	if (reply.status === 'failed') throw new WebHooksRefused(reply.refusal);
	return reply.response.data;
}

function unreadable(message: string): WebHooksRefused {
	return new WebHooksRefused({ cause: 'unreadable', message });
}
