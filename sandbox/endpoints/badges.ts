// Listing, getting, activating and deactivating badges.
import {
	badgeOwners,
	badgeSorts,
	badgeStatuses,
	earnTypes,
	ownerTypes,
	type Badge,
} from '../data/model';
import type { SandboxState } from '../data/state';
import { badgeOutline, groupFields, wholeBadge } from './badgeView';
import { badgesEndpoint, ok, type ApiCall } from './endpoint';
import { paged, pageOf } from './paging';
import { badgeOf, checkFilters, oneOf, timeOf } from './reading';

/** https://docs.capillarytech.com/reference/get-badge-by-id */
const get = badgesEndpoint('GET', '/badgeMeta/:badgeId', ({ state, params, query }) => {
	const badge = badgeOf(state, params.badgeId);
	const counted = query.includeStatistics === 'true';
	const data = {
		...wholeBadge(state, badge),
		issuedCount: counted ? badge.issuedCount : 0,
		earnedCount: counted ? badge.earnedCount : 0,
	};
	return ok(data, { errors: null, warnings: null });
});

/** https://docs.capillarytech.com/reference/get-all-badges */
const list = badgesEndpoint('GET', '/badgeMeta', ({ state, query, variants }) => {
	checkFilters(query, ALLOWED);
	const from = timeOf(query, 'startOn') ?? -Infinity;
	const until = timeOf(query, 'expiresOn') ?? Infinity;
	const found = [...state.badges.values()]
		.filter(({ startOn, expiresOn }) => startOn >= from && expiresOn <= until)
		.filter((badge) => passes(state, badge, query));
	const { compare, order } = SORTS[oneOf(query.sortOn ?? 'ID', 'sortOn', badgeSorts)];
	const direction = (query.order ?? order) === 'DESC' ? -1 : 1;
	found.sort((one, other) => direction * compare(one, other));

	const { page, size, limit } = query;
	const wanted = variants.paging === 'honored' ? { page, size: size ?? limit } : { size: limit };
	const { items, pagination } = paged(found, pageOf(wanted, variants));
	return ok({
		metaBasicDetails: items.map((badge) => ({
			...badgeOutline(state, badge),
			...groupFields(state, badge),
			issuedCount: badge.issuedCount,
			earnedCount: badge.earnedCount,
		})),
		pagination,
	});
});

/** https://docs.capillarytech.com/reference/update-the-activation-status-of-badge */
const setActivation = badgesEndpoint(
	'PUT',
	'/badgeMeta/:badgeId/:activationStatus',
	({ state, params: { badgeId, activationStatus }, record }) => {
		const action = oneOf(activationStatus, 'activationStatus', ['activate', 'deactivate'] as const);
		const badge = badgeOf(state, badgeId);
		const { active, change } = ACTIVATION[action];
		if (badge.active !== active) {
			badge.active = active;
			badge.lastUpdatedOn = state.now();
			record({ change, badgeMetaId: badge.id });
		}
		return ok({ id: badge.id, isActive: badge.active });
	},
);

/** The calls that list, get, activate and deactivate badges. */
export const badges = [list, get, setActivation];

const ACTIVATION = {
	activate: { active: true, change: 'activated' },
	deactivate: { active: false, change: 'deactivated' },
} as const;

type Filter = (badge: Badge, wanted: string, state: SandboxState) => boolean;

/** The filters of the list by query parameter. */
const FILTERS: Record<string, Filter> = {
	name: ({ name }, wanted) => name.toLowerCase().includes(wanted.toLowerCase()),
	status: (badge, wanted, state) => wanted.split(',').includes(state.statusOfBadge(badge)),
	earnType: ({ earnType }, wanted) => earnType === wanted,
	badgeType: ({ earnType }, wanted) => earnType === wanted.toUpperCase(),
	action: ({ active }, wanted) => (active ? 'ACTIVATED' : 'DE_ACTIVATED') === wanted,
	owner: ({ restrictedToOwners }, wanted) => restrictedToOwners.includes(wanted),
	claimedBy: ({ claims }, wanted) =>
		claims.some(({ ownerType, isActive }) => isActive && ownerType === wanted),
	unclaimed: ({ claims }, wanted) => wanted !== 'true' || !claims.some(({ isActive }) => isActive),
};

/** The values that a filter allows. */
const ALLOWED = {
	status: badgeStatuses,
	earnType: earnTypes,
	badgeType: [...earnTypes, 'issue_earn', 'earn'],
	action: ['ACTIVATED', 'DE_ACTIVATED'],
	owner: badgeOwners,
	claimedBy: ownerTypes,
	unclaimed: ['true', 'false'],
	order: ['ASC', 'DESC'],
};

function passes(state: SandboxState, badge: Badge, query: ApiCall['query']): boolean {
	return Object.entries(FILTERS).every(
		([name, filter]) => !query[name] || filter(badge, query[name], state),
	);
}

interface Sort {
	compare: (one: Badge, other: Badge) => number;
	/** The default for the query's `order`. */
	order: 'ASC' | 'DESC';
}

/** By default, the newest ID comes first, as in the published sample. */
const SORTS: Record<(typeof badgeSorts)[number], Sort> = {
	ID: { compare: (one, other) => (one.id < other.id ? -1 : 1), order: 'DESC' },
	NAME: { compare: (one, other) => one.name.localeCompare(other.name), order: 'ASC' },
	START_DATE: { compare: (one, other) => one.startOn - other.startOn, order: 'ASC' },
};
