import { createHash } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import type { CapillaryEvent } from './event';
import { memoryOf } from './memory';

/** How many events each node keeps in n8n's database. Each delivery writes all of them. */
const KEPT_IN_DATABASE = 200;
/** How many events this process keeps of each node. */
const KEPT_IN_PROCESS = 5000;
/** Characters of an ID. A longer one is kept as its hash. */
const LONGEST_ID = 128;

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * Events of the published workflows that this process has received, by node, the newest last. The
 * response to the sender is kept until n8n has started the workflow: an error status tells that
 * n8n could not. A connection that closed early says nothing, because n8n still starts the workflow.
 */
const received = new Map<string, Map<string, Response | 'started'>>();

/** The events that start the workflow, and what to call when it has started. */
export interface NewEvents {
	events: CapillaryEvent[];
	noteStarted: () => void;
}

/**
 * Removes the events that came before. Capillary sends an event again when it got no response
 * (https://docs.capillarytech.com/docs/consuming-event-notifications). An event without an ID counts
 * as new.
 *
 * The database alone would let two copies through that come at the same moment, and the process alone
 * would forget everything at a restart.
 */
export function newEvents(context: IWebhookFunctions, events: CapillaryEvent[]): NewEvents {
	const inDatabase = new Set(memoryOf(context).seen);
	const inProcess = receivedBy(context);
	const response = context.getResponseObject();
	const ids: string[] = [];
	const isNew = (event: CapillaryEvent) => {
		const id = idOf(event);
		if (id === undefined) return true;
		if (inDatabase.has(id) || ids.includes(id) || isUnderWay(inProcess.get(id))) return false;
		ids.push(id);
		return true;
	};
	const fresh = events.filter(isNew);
	for (const id of ids) inProcess.set(id, response);
	for (const oldest of inProcess.keys()) {
		if (inProcess.size <= KEPT_IN_PROCESS) break;
		inProcess.delete(oldest);
	}
	return {
		events: fresh,
		noteStarted() {
			for (const id of ids) inProcess.set(id, 'started');
			keep(context, inProcess);
		},
	};
}

/** Of the published workflow. Whoever tries a workflow out may send the same event again and again. */
function receivedBy(context: IWebhookFunctions): Map<string, Response | 'started'> {
	if (context.getMode() === 'manual') return new Map();
	const node = `${context.getWorkflow().id} ${context.getNode().id}`;
	const events = received.get(node) ?? new Map<string, Response | 'started'>();
	received.set(node, events);
	return events;
}

/** Whether an event has started the workflow, or n8n is about to start it. */
function isUnderWay(state: Response | 'started' | undefined): boolean {
	return state === 'started' || (state !== undefined && state.statusCode < 400);
}

/**
 * Writes the events that started the workflow into the node's memory. Deliveries at the same time
 * have each read the memory before the others wrote it, so each writes also what the others began.
 */
function keep(context: IWebhookFunctions, inProcess: Map<string, Response | 'started'>): void {
	const memory = memoryOf(context);
	const started = [...inProcess].filter(([, state]) => state === 'started').map(([id]) => id);
	const seen = new Set([...(memory.seen ?? []), ...started.slice(-KEPT_IN_DATABASE)]);
	memory.seen = [...seen].slice(-KEPT_IN_DATABASE);
}

function idOf({ eventId }: CapillaryEvent): string | undefined {
	if (typeof eventId !== 'string' && typeof eventId !== 'number') return undefined;
	const id = String(eventId).trim();
	if (id === '') return undefined;
	return id.length > LONGEST_ID ? createHash('sha256').update(id).digest('hex') : id;
}
