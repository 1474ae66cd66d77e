import type { IWebhookFunctions } from 'n8n-workflow';

import { memoryOf } from './memory';

/** How many events each node keeps in n8n's database, where every event is one write. */
const KEPT_IN_DATABASE = 200;
/** How many events this process keeps of each node. */
const KEPT_IN_PROCESS = 5000;

/**
 * Events of the published workflows that this process has begun to handle, by node. The database
 * alone would let two copies through that come at the same moment.
 */
const begun = new Map<string, Set<string>>();

/**
 * Notes an event, and says whether it was noted before. Capillary sends an event again when it did
 * not hear the answer (https://docs.capillarytech.com/docs/consuming-event-notifications); an event
 * without an ID is taken for new.
 */
export function isRepeated(context: IWebhookFunctions, eventId: string | undefined): boolean {
	if (!eventId) return false;
	const memory = memoryOf(context);
	const { seen = [] } = memory;
	if (seen.includes(eventId) || hasBegun(context, eventId)) return true;
	memory.seen = [...seen, eventId].slice(-KEPT_IN_DATABASE);
	return false;
}

function hasBegun(context: IWebhookFunctions, eventId: string): boolean {
	// Whoever tries a workflow out may send the same event as often as they like.
	if (context.getMode() === 'manual') return false;
	const node = `${context.getWorkflow().id} ${context.getNode().id}`;
	const events = begun.get(node) ?? new Set();
	begun.set(node, events);
	if (events.has(eventId)) return true;

	events.add(eventId);
	const [oldest] = events;
	if (events.size > KEPT_IN_PROCESS) events.delete(oldest);
	// When n8n could not start the workflow, it answers so, and the repetition is welcome.
	const response = context.getResponseObject();
	response.once('close', () => {
		if (!response.writableFinished || response.statusCode >= 400) events.delete(eventId);
	});
	return false;
}
