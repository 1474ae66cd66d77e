import type { FastifyInstance } from 'fastify';

import type { Sandbox } from './sandbox';
import { isOwnCaller } from './callers';
import { deliveryControl } from './deliveryControl';
import { readJson, writeJson } from './json';
import type { Badge, Customer } from './model';
import type { SandboxState } from './state';
import { iso } from './times';

type Handler = (body: unknown) => unknown;

/**
 * The sandbox's own addresses, for reading and steering it from another process. Calls to them are
 * not in the ledger and no fault meets them. Web pages of other sites are refused.
 *
 * | call | what |
 * | --- | --- |
 * | GET /sandbox/ledger | every call and what it changed |
 * | DELETE /sandbox/ledger | begins a new one |
 * | DELETE /sandbox/unpublished | in what calls differed from Capillary's published shapes; forgets them |
 * | GET, PUT, DELETE /sandbox/faults | what is wrong; a list of rules, or FaultSettings; nothing any more |
 * | GET /sandbox/state | counts, and what each badge and each customer holds |
 * | POST /sandbox/state | adds `{badges, groups, customFields, customers, claims, enrolments, earned}` |
 * | POST /sandbox/expire-tokens | every token stops working |
 * | /sandbox/deliveries, /sandbox/events | what it notifies of: see deliveryControl.ts |
 * | POST /sandbox/reset | as it was started; with `{"seed": "empty"}` or `"demo"`, with that data |
 */
export function addControl(app: FastifyInstance, sandbox: Sandbox): void {
	const { ledger, faults } = sandbox;
	const handlers: Record<string, Handler> = {
		'GET /sandbox/ledger': () => {
			const { calls, changes, mostInFlight, connections } = ledger;
			return { calls, changes, mostInFlight, connections };
		},
		'DELETE /sandbox/ledger': () => ledger.clear(),
		'DELETE /sandbox/unpublished': () => ledger.takeUnpublished(),
		'GET /sandbox/faults': () => faults.current,
		'PUT /sandbox/faults': (body) => {
			faults.set((body ?? []) as Parameters<typeof faults.set>[0]);
			return faults.current;
		},
		'DELETE /sandbox/faults': () => faults.clear(),
		'GET /sandbox/state': () => describe(sandbox.state),
		'POST /sandbox/state': (body) => add(sandbox.state, body as Additions),
		'POST /sandbox/expire-tokens': () => sandbox.expireTokens(),
		...deliveryControl(sandbox),
		'POST /sandbox/reset': (body) => sandbox.reset((body ?? {}) as { seed?: 'demo' | 'empty' }),
	};

	for (const [name, handle] of Object.entries(handlers)) {
		const [method, url] = name.split(' ');
		app.route({
			method,
			url,
			handler: async (request, reply) => {
				reply.header('Content-Type', 'application/json');
				if (!isOwnCaller(request.headers, sandbox.port)) {
					const error = 'Other web pages may not use this address. Open it at 127.0.0.1.';
					return reply.code(403).send(writeJson({ error }));
				}
				try {
					const body = typeof request.body === 'string' && request.body ? request.body : 'null';
					return writeJson(handle(readJson(body)) ?? { done: true });
				} catch (error) {
					return reply.code(400).send(writeJson({ error: (error as Error).message }));
				}
			},
		});
	}
}

interface Additions {
	badges?: Array<Parameters<SandboxState['addBadge']>[0]>;
	groups?: Array<Parameters<SandboxState['addGroup']>[0]>;
	customFields?: Array<Parameters<SandboxState['addCustomField']>[0]>;
	customers?: Array<Parameters<SandboxState['addCustomer']>[0]>;
	claims?: Array<Parameters<SandboxState['addClaim']>[0]>;
	enrolments?: Array<Parameters<SandboxState['addEnrolment']>[0]>;
	earned?: Array<Parameters<SandboxState['addEarned']>[0]>;
}

/** Adds what is given; answers the ids, in the order given. */
function add(state: SandboxState, wanted: Additions): Record<string, unknown> {
	return {
		badges: (wanted.badges ?? []).map((fields) => state.addBadge(fields).id),
		groups: (wanted.groups ?? []).map((fields) => state.addGroup(fields).id),
		customFields: (wanted.customFields ?? []).map((fields) => state.addCustomField(fields).id),
		customers: (wanted.customers ?? []).map((fields) => state.addCustomer(fields).id),
		claims: (wanted.claims ?? []).map((fields) => state.addClaim(fields)),
		enrolments: (wanted.enrolments ?? []).map((fields) => state.addEnrolment(fields).id),
		earned: (wanted.earned ?? []).map((fields) => state.addEarned(fields).id),
	};
}

function describe(state: SandboxState): Record<string, unknown> {
	const earned = state.allEarned();
	const enrolments = state.allEnrolments();
	const held = <Held extends { customerId: string; badgeMetaId: string }>(all: Held[]) => ({
		byCustomer: grouped(all, ({ customerId }) => customerId),
		byBadge: grouped(all, ({ badgeMetaId }) => badgeMetaId),
	});
	const earns = held(earned.map((one) => holding(state, one, 'earnedBadgeId')));
	const issues = held(enrolments.map((one) => holding(state, one, 'issuedId')));
	const active = (list: Array<{ status: string }> = []) =>
		list.filter(({ status }) => status === 'ACTIVE').length;

	const describeBadge = (badge: Badge) => ({
		id: badge.id,
		name: badge.name,
		earnType: badge.earnType,
		status: state.statusOfBadge(badge),
		active: badge.active,
		claims: badge.claims,
		activeEarned: active(earns.byBadge.get(badge.id)),
		activeEnrolments: active(issues.byBadge.get(badge.id)),
	});
	const describeCustomer = (customer: Customer) => ({
		...customer,
		earned: earns.byCustomer.get(customer.id) ?? [],
		enrolments: issues.byCustomer.get(customer.id) ?? [],
	});
	return {
		counts: {
			badges: state.badges.size,
			groups: state.groups.size,
			customFields: state.customFields.size,
			customers: state.customers.size,
			earned: earned.length,
			activeEarned: active([...earns.byBadge.values()].flat()),
			enrolments: enrolments.length,
			activeEnrolments: active([...issues.byBadge.values()].flat()),
		},
		badges: [...state.badges.values()].map(describeBadge),
		groups: [...state.groups.values()],
		customFields: [...state.customFields.values()],
		customers: [...state.customers.values()].map(describeCustomer),
	};
}

function holding(
	state: SandboxState,
	held: Parameters<SandboxState['statusOf']>[0],
	idName: 'earnedBadgeId' | 'issuedId',
) {
	const { id, badgeMetaId, customerId, givenOn, expiresOn } = held;
	return {
		[idName]: id,
		badgeMetaId,
		customerId,
		status: state.statusOf(held),
		givenOn: iso(givenOn),
		expiresOn: iso(expiresOn),
	};
}

function grouped<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		const group = groups.get(keyOf(item));
		if (group) group.push(item);
		else groups.set(keyOf(item), [item]);
	}
	return groups;
}
