import { invalidEnum, unreadable } from '../problems';
import type { Badge, SandboxState } from '../state';
import { readTime, timeFields } from '../times';
import { BADGES, ok, type ApiCall, type Endpoint } from './endpoint';
import { badgeOf } from './reading';

const DEFAULT_SIZE = 10;

/** https://docs.capillarytech.com/reference/get-badge-by-id */
const get: Endpoint = {
	method: 'GET',
	path: `${BADGES}/badgeMeta/:badgeId`,
	needs: 'badges',
	handle({ state, params, query }) {
		const badge = badgeOf(state, params.badgeId);
		const counted = query.includeStatistics === 'true';
		const data = {
			...basics(state, badge),
			badgeNumericId: badge.badgeNumericId,
			issuedBadgeExpiry: badge.issuedBadgeExpiry,
			customerConstraints: badge.customerConstraints,
			badgeConstraints: badge.badgeConstraints,
			issuedCount: counted ? badge.issuedCount : 0,
			earnedCount: counted ? badge.earnedCount : 0,
		};
		return ok(data, { errors: null, warnings: null });
	},
};

/** https://docs.capillarytech.com/reference/get-all-badges */
const list: Endpoint = {
	method: 'GET',
	path: `${BADGES}/badgeMeta`,
	needs: 'badges',
	handle({ state, query, variants }) {
		const found = [...state.badges.values()].filter((badge) => passes(state, badge, query));
		const { compare, order } = SORTS[query.sortOn ?? 'ID'] ?? noSort(query.sortOn);
		const direction = (query.order ?? order) === 'DESC' ? -1 : 1;
		found.sort((one, other) => direction * compare(one, other));

		const honoured = variants.paging === 'honoured';
		const size = whole('size', (honoured ? query.size : undefined) ?? query.limit, DEFAULT_SIZE);
		const page = honoured ? whole('page', query.page, 0) : 0;
		const total = found.length;
		return ok({
			metaBasicDetails: found.slice(page * size, (page + 1) * size).map((badge) => ({
				...basics(state, badge),
				badgeGroupName: null,
				issuedCount: badge.issuedCount,
				earnedCount: badge.earnedCount,
			})),
			pagination: { page, size, total, totalPages: Math.ceil(total / size) },
		});
	},
};

/** https://docs.capillarytech.com/reference/update-the-activation-status-of-badge */
const setActivation: Endpoint = {
	method: 'PUT',
	path: `${BADGES}/badgeMeta/:badgeId/:activationStatus`,
	needs: 'badges',
	handle({ state, params: { badgeId, activationStatus }, record }) {
		if (!(activationStatus in ACTIVATION)) {
			throw invalidEnum(activationStatus, 'activationStatus', Object.keys(ACTIVATION));
		}
		const badge = badgeOf(state, badgeId);
		const { active, change } = ACTIVATION[activationStatus as keyof typeof ACTIVATION];
		if (badge.active !== active) {
			badge.active = active;
			badge.lastUpdatedOn = state.now();
			record({ change, badgeMetaId: badge.id });
		}
		return ok({ id: badge.id, isActive: badge.active });
	},
};

export const badges = [list, get, setActivation];

const ACTIVATION = {
	activate: { active: true, change: 'activated' },
	deactivate: { active: false, change: 'deactivated' },
} as const;

type Filter = (badge: Badge, wanted: string, state: SandboxState) => boolean;

/** The filters of the list, by the name of their query parameter. */
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
	startOn: ({ startOn }, wanted) => startOn >= (readTime(wanted) ?? NaN),
	expiresOn: ({ expiresOn }, wanted) => expiresOn <= (readTime(wanted) ?? NaN),
};

function passes(state: SandboxState, badge: Badge, query: ApiCall['query']): boolean {
	return Object.entries(FILTERS).every(
		([name, filter]) => !query[name] || filter(badge, query[name], state),
	);
}

interface Sort {
	compare: (one: Badge, other: Badge) => number;
	/** Unless the query's `order` says otherwise. */
	order: 'ASC' | 'DESC';
}

/** Newest first by id, as in the published sample. */
const SORTS: Record<string, Sort> = {
	ID: { compare: (one, other) => (one.id < other.id ? -1 : 1), order: 'DESC' },
	NAME: { compare: (one, other) => one.name.localeCompare(other.name), order: 'ASC' },
	START_DATE: { compare: (one, other) => one.startOn - other.startOn, order: 'ASC' },
};

function noSort(sortOn: string): never {
	throw invalidEnum(sortOn, 'sortOn', Object.keys(SORTS));
}

function whole(name: string, value: string | undefined, otherwise: number): number {
	if (value === undefined) return otherwise;
	if (!/^\d+$/.test(value) || (name === 'size' && Number(value) === 0)) {
		throw unreadable(`Invalid value '${value}' for the parameter: '${name}'`);
	}
	return Number(value);
}

/** What both the list and the single badge tell. */
function basics(state: SandboxState, badge: Badge): Record<string, unknown> {
	const { id, orgId, name, badgeGroupId, badgeRank, description, images, tags, earnType } = badge;
	return {
		id,
		orgId,
		name,
		badgeGroupId,
		badgeRank,
		description,
		...timeFields('startOn', badge.startOn),
		...timeFields('expiresOn', badge.expiresOn),
		status: state.statusOfBadge(badge),
		images,
		tags,
		earnType,
		earnedBadgeExpiry: badge.earnedBadgeExpiry,
		ownership: { restrictedToOwners: badge.restrictedToOwners, claims: badge.claims },
		...timeFields('createdOn', badge.createdOn),
		createdBy: badge.createdBy,
		...timeFields('lastUpdatedOn', badge.lastUpdatedOn),
		lastUpdatedBy: badge.lastUpdatedBy,
		customFields: badge.customFields,
		active: badge.active,
	};
}
