// Events that the control addresses send to webhooks.
import { randomUUID } from 'node:crypto';

import { badgeEarned } from '../webhooks/badgeEarned';
import type { NotifiedEvent } from '../webhooks/deliveries';
import type { Sandbox } from '../sandbox';

/** An event to send; what is missing is filled in. */
export type EventFields = Partial<NotifiedEvent> & { eventName: string };

/** Sends an event to each webhook that listens to it. */
export function sendEvent({ state, deliveries }: Sandbox, fields: EventFields) {
	const event = { eventId: randomUUID(), createdAt: state.now(), data: {}, ...fields };
	deliveries.send(event, state.webHooks.values());
	return { eventId: event.eventId };
}

/** Gives a random customer a random active badge and sends the event. */
export function earnAtRandom({ state, deliveries }: Sandbox) {
	const badge = randomOf([...state.badges.values()].filter(({ active }) => active));
	const customer = randomOf([...state.customers.values()]);
	if (!badge || !customer) throw new Error('There is no active badge, or no customer.');
	const { id } = state.addEarned({ badgeMetaId: badge.id, customerId: customer.id });
	deliveries.send(badgeEarned(state, id, randomUUID()), state.webHooks.values());
	return { badge: badge.name, customerId: customer.id, earnedBadgeId: id };
}

function randomOf<Item>(items: Item[]): Item | undefined {
	return items[Math.floor(Math.random() * items.length)];
}
