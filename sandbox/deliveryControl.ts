import { randomUUID } from 'node:crypto';

import { badgeEarned } from './badgeEarned';
import type { DeliverySettings, NotifiedEvent } from './deliveries';
import type { Sandbox } from './sandbox';

/**
 * The sandbox's own addresses for what it notifies of.
 *
 * | call | what |
 * | --- | --- |
 * | GET /sandbox/deliveries | every event sent to a webhook, and what it was answered |
 * | PUT /sandbox/deliveries | sets `copies`, `retryWaitMs`, `longestWaitMs` or `attempts` |
 * | POST /sandbox/earn | gives a customer a badge and notifies of it; which ones is left to chance |
 * | POST /sandbox/events | notifies of an event `{eventName, data}`; with an `eventId`, again |
 */
export function deliveryControl(
	sandbox: Sandbox,
): Record<string, (body: unknown) => Record<string, unknown>> {
	const { deliveries } = sandbox;
	return {
		'GET /sandbox/deliveries': () => ({ settings: deliveries.settings, log: deliveries.log }),
		'PUT /sandbox/deliveries': (body) => {
			deliveries.settings = { ...deliveries.settings, ...checked(body) };
			return { settings: deliveries.settings };
		},
		'POST /sandbox/earn': () => {
			const { state } = sandbox;
			const badge = anyOf([...state.badges.values()].filter(({ active }) => active));
			const customer = anyOf([...state.customers.values()]);
			if (!badge || !customer) throw new Error('There is no active badge, or no customer.');
			const { id } = state.addEarned({ badgeMetaId: badge.id, customerId: customer.id });
			deliveries.send(badgeEarned(state, id, randomUUID()), state.webHooks.values());
			return { badge: badge.name, customerId: customer.id, earnedBadgeId: id };
		},
		'POST /sandbox/events': (body) => {
			const { eventName, data = {}, ...others } = (body ?? {}) as Partial<NotifiedEvent>;
			if (!eventName) throw new Error('An event needs an eventName.');
			const createdAt = sandbox.state.now();
			const event = { eventId: randomUUID(), createdAt, ...others, eventName, data };
			deliveries.send(event, sandbox.state.webHooks.values());
			return { eventId: event.eventId };
		},
	};
}

function anyOf<Thing>(things: Thing[]): Thing | undefined {
	return things[Math.floor(Math.random() * things.length)];
}

/** The least that each setting can be. */
const LEAST = {
	...{ copies: 1, retryWaitMs: 0, attempts: 1 },
	longestWaitMs: 0,
} satisfies DeliverySettings;

function checked(body: unknown): Partial<DeliverySettings> {
	const wanted = (body ?? {}) as Partial<DeliverySettings>;
	for (const [name, value] of Object.entries(wanted)) {
		const least = LEAST[name as keyof DeliverySettings];
		if (!(Number(value) >= least)) {
			throw new Error(`There is no delivery setting ${name}: ${JSON.stringify(value)}.`);
		}
	}
	return wanted;
}
