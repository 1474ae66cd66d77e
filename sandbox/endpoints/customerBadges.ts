// The lists of a customer's badges.
import {
	badgeKinds,
	badgeOwners,
	badgeStatuses,
	customerSorts,
	managementSorts,
	ownerTypes,
	type Customer,
} from '../data/model';
import type { SandboxState } from '../data/state';
import {
	customerView,
	lastOf,
	managementView,
	NOW_KINDS,
	type CustomerBadge,
	type Kind,
} from './customerBadgeViews';
import { badgesEndpoint, ok, type ApiCall } from './endpoint';
import { paged, pageOf, pageWithin } from './paging';
import { checkFilters, customerOf, oneOf, timeOf } from './reading';

type Query = ApiCall['query'];

/**
 * https://docs.capillarytech.com/reference/get-badges-for-customer
 * It has `Limit`, with a capital letter, and no pages.
 */
const forCustomer = badgesEndpoint('GET', '/customer/:customerId', (call) => {
	const { state, query, params } = call;
	const customer = customerOf(call, params.customerId);
	const kind = oneOf(query.badgeType ?? 'AVAILABLE', 'badgeType', badgeKinds);
	const sortOn = oneOf((query.sortOn ?? 'RANK').toUpperCase(), 'sortOn', customerSorts);
	const direction = sortOn === 'RANK' ? 1 : -1;
	const found = badgesOf(state, customer)
		.map((one) => (query.includeExpired === 'true' ? one : withoutExpired(state, one)))
		.filter((one) => KINDS[kind](one) && (!NOW_KINDS.includes(kind) || isActiveNow(one)))
		.filter((one) => passes(one, query, ['groupId']))
		.sort((one, other) => direction * (SORTS[sortOn](one) - SORTS[sortOn](other)));
	const page = pageWithin(found, pageOf({ size: query.Limit }, call.variants));
	const { items, pagination } = paged(found, page);
	return ok({ badges: items.map((one) => customerView(state, one)), pagination });
});

/** https://docs.capillarytech.com/reference/get-all-customer-badges */
const forManagement = badgesEndpoint('GET', '/management/:customerId', (call) => {
	const { state, query, params } = call;
	const customer = customerOf(call, params.customerId);
	const kind = oneOf(query.badgeType ?? 'AVAILABLE_TO_ISSUE', 'badgeType', badgeKinds);
	checkFilters(query, ALLOWED);
	const sort = SORTS[oneOf(query.sortOn ?? 'EXPIRES_ON', 'sortOn', managementSorts)];
	const direction = oneOf(query.order ?? 'DESC', 'order', ['ASC', 'DESC']) === 'DESC' ? -1 : 1;
	const found = badgesOf(state, customer)
		.filter((one) => KINDS[kind](one) && passes(one, query, MANAGEMENT_FILTERS))
		.sort((one, other) => direction * (sort(one) - sort(other)));
	const { items, pagination } = paged(found, pageWithin(found, pageOf(query, call.variants)));
	return ok({ customerBadges: items.map((one) => managementView(state, one, kind)), pagination });
});

/** The calls that list the badges of a customer: one to show them, one to manage them. */
export const customerBadges = [forCustomer, forManagement];

/** The badges of each kind. */
const KINDS: Record<Kind, (seen: CustomerBadge) => boolean> = {
	AVAILABLE: ({ badge, status, enrolled }) =>
		status !== 'EXPIRED' && (badge.earnType === 'EARN' || enrolled),
	AVAILABLE_TO_ISSUE: ({ badge, status, enrolled }) =>
		status !== 'EXPIRED' && badge.earnType === 'ISSUE_EARN' && !enrolled,
	EARNED: ({ earned }) => earned.length > 0,
	EXPIRED: ({ status }) => status === 'EXPIRED',
};

function isActiveNow({ badge, status }: CustomerBadge): boolean {
	return badge.active && status === 'LIVE';
}

function badgesOf(state: SandboxState, customer: Customer): CustomerBadge[] {
	return [...state.badges.values()].map((badge) => {
		const enrolments = state.enrolmentsOf(customer.id, badge.id);
		const statuses = enrolments.map((one) => state.statusOf(one));
		const last = enrolments.length - 1;
		return {
			badge,
			status: state.statusOfBadge(badge),
			earned: state.earnedOf(customer.id, badge.id).filter(({ revokedOn }) => revokedOn === null),
			issueStatus: statuses[last] ?? null,
			lastIssuedOn: enrolments[last]?.givenOn ?? 0,
			enrolled: statuses.includes('ACTIVE'),
		};
	});
}

function withoutExpired(state: SandboxState, seen: CustomerBadge): CustomerBadge {
	const earned = seen.earned.filter((one) => state.statusOf(one) === 'ACTIVE');
	return { ...seen, earned };
}

type Filter = (seen: CustomerBadge, wanted: string, query: Query) => boolean;

/** The filters, by the name of their query parameter. */
const FILTERS = {
	name: ({ badge }, wanted) => badge.name.toLowerCase().includes(wanted.toLowerCase()),
	action: ({ badge }, wanted) => (badge.active ? 'ACTIVATED' : 'DEACTIVATED') === wanted,
	badgeStatus: ({ status }, wanted) => wanted.split(',').includes(status),
	owner: ({ badge }, wanted) => badge.restrictedToOwners.includes(wanted),
	claimedBy: ({ badge }, wanted) =>
		badge.claims.some(({ ownerType, isActive }) => isActive && ownerType === wanted),
	startOn: ({ badge }, _wanted, query) =>
		compares(badge.startOn, query.startOnOperator ?? 'GREATER_THAN', timeOf(query, 'startOn')),
	expiresOn: ({ badge }, _wanted, query) =>
		compares(badge.expiresOn, query.expiresOnOperator ?? 'LESS_THAN', timeOf(query, 'expiresOn')),
	groupId: ({ badge }, wanted) => badge.badgeGroupId === wanted,
} satisfies Record<string, Filter>;

const MANAGEMENT_FILTERS = Object.keys(FILTERS) as Array<keyof typeof FILTERS>;

/** The values that a filter can have. */
const ALLOWED = {
	action: ['ACTIVATED', 'DEACTIVATED'],
	badgeStatus: badgeStatuses,
	owner: badgeOwners,
	claimedBy: ownerTypes,
};

function passes(seen: CustomerBadge, query: Query, names: Array<keyof typeof FILTERS>): boolean {
	return names.every((name) => !query[name] || FILTERS[name](seen, query[name], query));
}

function compares(time: number, operator: string, other = NaN): boolean {
	const less = oneOf(operator, 'operator', ['LESS_THAN', 'GREATER_THAN']) === 'LESS_THAN';
	return less ? time < other : time > other;
}

type SortName = (typeof customerSorts | typeof managementSorts)[number];

/** The value that each sort compares, in ascending order. */
const SORTS: Record<SortName, (seen: CustomerBadge) => number> = {
	RANK: ({ badge }) => badge.badgeRank ?? Number.MAX_SAFE_INTEGER,
	EXPIRES_ON: ({ badge }) => badge.expiresOn,
	LAST_EXPIRED_BADGE: ({ badge }) => badge.expiresOn,
	LAST_MODIFIED_DATE: ({ badge }) => badge.lastUpdatedOn,
	LAST_ISSUED_DATE: ({ lastIssuedOn }) => lastIssuedOn,
	LAST_EARNED_ON_DATE: ({ earned }) => lastOf(earned)?.givenOn ?? 0,
	LAST_EARNED_EVENT_DATE: ({ earned }) => lastOf(earned)?.eventOn ?? 0,
};
