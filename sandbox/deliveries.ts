import type { Clock } from './clock';
import { writeJson } from './json';
import type { WebHook } from './model';

/** What Capillary notifies of (https://docs.capillarytech.com/docs/event-schema-incentives). */
export interface NotifiedEvent {
	eventName: string;
	eventId: string;
	data: { customerIdentifiers?: Record<string, unknown> } & Record<string, unknown>;
	[name: string]: unknown;
}

/** How events are sent to webhooks. */
export interface DeliverySettings {
	/** How often each event is sent: 2 and more are the duplicates that Capillary warns of. */
	copies: number;
	/** Milliseconds before the second attempt; each further wait is twice as long. */
	retryWaitMs: number;
	/** Milliseconds that a wait is at most; without it, waits grow without end. */
	longestWaitMs?: number;
	/** How often a delivery is tried. Capillary tries for seven days. */
	attempts: number;
}

/** One copy of an event on its way to one webhook. */
export interface Delivery {
	eventName: string;
	eventId: string;
	webHookId: string;
	/** What each attempt was answered. */
	answers: Array<number | 'no answer'>;
	/** `refused`: answered so that Capillary does not try again. */
	outcome: 'under way' | 'delivered' | 'refused' | 'given up';
}

const usual: DeliverySettings = { copies: 1, retryWaitMs: 1000, attempts: 10 };

/** Sends events to the webhooks that listen to them, and keeps a log of it. */
export class Deliveries {
	settings = usual;

	log: Delivery[] = [];

	/** What each connection is busy with: a webhook has as many as it allows. */
	private lanes = new Map<string, Promise<void>>();

	private end = new AbortController();

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

	/** Resolves when nothing is under way any more. */
	async settled(): Promise<void> {
		await Promise.all(this.lanes.values());
	}

	/** Breaks off what is under way, and forgets all there was. */
	clear(): void {
		this.end.abort();
		this.end = new AbortController();
		this.lanes.clear();
		this.log = [];
		this.settings = usual;
	}

	private queue({ eventName, eventId }: NotifiedEvent, webHook: WebHook, body: string): void {
		const { webHookId, maxAllowedConnections } = webHook;
		const lane = `${webHookId} ${this.log.length % maxAllowedConnections}`;
		const delivery: Delivery = {
			...{ eventName, eventId, webHookId },
			answers: [],
			outcome: 'under way',
		};
		this.log.push(delivery);
		const { settings, end } = this;
		const before = this.lanes.get(lane) ?? Promise.resolve();
		this.lanes.set(
			lane,
			before.then(async () => await this.deliver(delivery, webHook, body, settings, end.signal)),
		);
	}

	/**
	 * Tries until the webhook takes it, with growing waits; what it refuses for good is not tried
	 * again (https://docs.capillarytech.com/docs/consuming-event-notifications).
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
			...{ method: 'POST', headers, body, signal },
			redirect: 'manual',
		});
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 'no answer';
	}
}

/** The event with those of the customer's identifiers that the webhook is to be told. */
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
