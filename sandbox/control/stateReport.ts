// What GET /sandbox/state returns: counts, and what each badge and each customer holds.
import type { Badge, Customer } from '../data/model';
import type { SandboxState } from '../data/state';
import { iso } from '../data/times';

/** Describes the data. */
export function stateReport(state: SandboxState): Record<string, unknown> {
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
