// Sends events to webhooks, as Capillary does.
import type { Clock } from '../data/clock';
import { writeJson } from '../http/json';
import type { WebHook } from '../data/model';

/** An event (https://docs.capillarytech.com/docs/event-schema-incentives). */
export interface NotifiedEvent {
	eventName: string;
	eventId: string;
	data: { customerIdentifiers?: Record<string, unknown> } & Record<string, unknown>;
	[name: string]: unknown;
}

/** How events are sent to webhooks. */
export interface DeliverySettings {
	/** How often each event is sent; above 1 are the duplicates that Capillary warns of. */
	copies: number;
	/** The wait before the second attempt in milliseconds; each further wait is twice as long. */
	retryWaitMs: number;
	/** The longest wait in milliseconds; by default, there is none. */
	longestWaitMs?: number;
	/** The maximum number of attempts. Capillary tries for seven days. */
	attempts: number;
}

/** The delivery of one copy of an event to one webhook. */
export interface Delivery {
	eventName: string;
	eventId: string;
	webHookId: string;
	/** The response to each attempt. */
	answers: Array<number | 'no answer'>;
	/** `refused`: Capillary does not try again after this response. */
	outcome: 'under way' | 'delivered' | 'refused' | 'given up';
}

const DEFAULTS: DeliverySettings = { copies: 1, retryWaitMs: 1000, attempts: 10 };

/** Sends events to the webhooks that listen to them, and keeps a log. */
export class Deliveries {
	settings = DEFAULTS;

	log: Delivery[] = [];

	/** The last delivery of each connection; a webhook has as many as it allows. */
	private connections = new Map<string, Promise<void>>();

	private abort = new AbortController();

	constructor(private readonly clock: Clock) {}

	/** Sends an event to each webhook that listens to it. */
	send(event: NotifiedEvent, webHooks: Iterable<WebHook>): void {
		for (const webHook of webHooks) {
			const listens =
				webHook.webHookType === 'HTTP' && webHook.eventNames.includes(event.eventName);
			if (!webHook.active || !listens) continue;
			const body = writeJson(enriched(event, webHook));
			for (let copy = 0; copy < this.settings.copies; copy++) this.queue(event, webHook, body);
		}
	}

	/** Resolves when every delivery has ended. */
	async settled(): Promise<void> {
		await Promise.all(this.connections.values());
	}

	/** Stops all deliveries and clears the log. */
	clear(): void {
		this.abort.abort();
		this.abort = new AbortController();
		this.connections.clear();
		this.log = [];
		this.settings = DEFAULTS;
	}

	private queue({ eventName, eventId }: NotifiedEvent, webHook: WebHook, body: string): void {
		const { webHookId, maxAllowedConnections } = webHook;
		const connection = `${webHookId} ${this.log.length % maxAllowedConnections}`;
		const delivery: Delivery = {
			eventName,
			eventId,
			webHookId,
			answers: [],
			outcome: 'under way',
		};
		this.log.push(delivery);
		const { settings, abort } = this;
		const before = this.connections.get(connection) ?? Promise.resolve();
		this.connections.set(
			connection,
			before.then(async () => await this.deliver(delivery, webHook, body, settings, abort.signal)),
		);
	}

	/**
	 * Tries with growing waits until the webhook accepts or refuses the event
	 * (https://docs.capillarytech.com/docs/consuming-event-notifications).
	 */
	private async deliver(
		delivery: Delivery,
		webHook: WebHook,
		body: string,
		{ attempts, retryWaitMs, longestWaitMs = Infinity }: DeliverySettings,
		signal: AbortSignal,
	): Promise<void> {
		for (let attempt = 0; attempt < attempts && webHook.active && !signal.aborted; attempt++) {
			const wait = Math.min(retryWaitMs * 2 ** (attempt - 1), longestWaitMs);
			if (attempt > 0) await this.clock.pause(wait);
			const answer = await post(webHook, body, signal);
			delivery.answers.push(answer);
			if (answer === 'no answer' || answer === 429 || answer >= 500) continue;
			delivery.outcome = answer < 300 ? 'delivered' : 'refused';
			return;
		}
		delivery.outcome = 'given up';
	}
}

async function post(
	{ webHookUrl, webHookHeaders }: WebHook,
	body: string,
	signal: AbortSignal,
): Promise<number | 'no answer'> {
	const headers = { 'Content-Type': 'application/json', ...webHookHeaders };
	try {
		const response = await fetch(webHookUrl, {
			method: 'POST',
			headers,
			body,
			signal,
			redirect: 'manual',
		});
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 'no answer';
	}
}

/** The event with the identifiers of the customer that the webhook asks for. */
function enriched(event: NotifiedEvent, webHook: WebHook): NotifiedEvent {
	const { customerIdentifiers } = event.data;
	if (!customerIdentifiers) return event;
	const { instore, ...others } = customerIdentifiers;
	const asked = webHook.customerIdentifiersToBeEnriched.map((name) => name.toLowerCase());
	const { cardNumbers, ...identifiers } = (instore ?? {}) as Record<string, unknown>;
	const told = asked.includes('cardnumbers') ? { ...identifiers, cardNumbers } : identifiers;
	return {
		...event,
		data: {
			...event.data,
			customerIdentifiers: { ...others, ...(asked.includes('instore') ? { instore: told } : {}) },
		},
	};
}
