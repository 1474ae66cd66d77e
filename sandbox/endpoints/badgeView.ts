// Badges as the responses show them.
import { cycleDuring, isFixedWindow } from '../data/fixedWindows';
import type { Badge, Constraint, Expiry } from '../data/model';
import type { SandboxState } from '../data/state';
import { timeFields } from '../data/times';

type Json = Record<string, unknown>;

/** The fields that the list of badges and the single badge share. */
export function badgeOutline(state: SandboxState, badge: Badge): Json {
	const { id, orgId, name, badgeGroupId, badgeRank, description, images, tags, earnType } = badge;
	return {
		id,
		orgId,
		name,
		badgeGroupId,
		badgeRank,
		description,
		...timeFields({ startOn: badge.startOn, expiresOn: badge.expiresOn }),
		status: state.statusOfBadge(badge),
		images,
		tags,
		earnType,
		earnedBadgeExpiry: expiryView(badge.earnedBadgeExpiry),
		ownership: { restrictedToOwners: badge.restrictedToOwners, claims: badge.claims },
		...timeFields({ createdOn: badge.createdOn }),
		createdBy: badge.createdBy,
		...timeFields({ lastUpdatedOn: badge.lastUpdatedOn }),
		lastUpdatedBy: badge.lastUpdatedBy,
		customFields: badge.customFields,
		active: badge.active,
	};
}

/**
 * A badge with all fields, as create, update and get return it
 * (https://docs.capillarytech.com/reference/create-badges-org). Benefits can no longer be linked
 * (https://docs.capillarytech.com/docs/january-february-march-2025); their list remains.
 */
export function wholeBadge(state: SandboxState, badge: Badge): Json {
	return {
		...badgeOutline(state, badge),
		badgeNumericId: badge.badgeNumericId,
		issuedBadgeExpiry: badge.issuedBadgeExpiry && expiryView(badge.issuedBadgeExpiry),
		...limitsView(state, badge),
		benefits: [],
	};
}

/** The limits of a badge; a fixed window has its current cycle. */
export function limitsView(state: SandboxState, badge: Badge): Json {
	const { customerConstraints, badgeConstraints } = badge;
	return {
		customerConstraints: customerConstraints.map((one) => limitView(state, badge, one)),
		badgeConstraints: badgeConstraints.map((one) => limitView(state, badge, one)),
	};
}

/** When an enrolment or earned badge ends; a fixed date has its ISO field. */
export function expiryView(expiry: Expiry): Json {
	return expiry.expiryType === 'ABSOLUTE' && expiry.type === 'FIXED_DATE'
		? { ...expiry, ...timeFields({ expiresOn: expiry.expiresOn * 1000 }) }
		: expiry;
}

/** The ID and name of a badge's group, or null. */
export function groupFields(state: SandboxState, { badgeGroupId }: Badge): Json {
	const group = state.groups.get(badgeGroupId ?? '');
	return { badgeGroupId, badgeGroupName: group?.name ?? null };
}

function limitView(state: SandboxState, badge: Badge, constraint: Constraint): Json {
	if (!isFixedWindow(constraint)) return { ...constraint };
	const cycle = cycleDuring(badge, constraint, state.now());
	return {
		...constraint,
		...timeFields({ startDate: badge.startOn, endDate: badge.expiresOn }),
		...(cycle
			? {
					cycleStatus: 'ACTIVE',
					currentCycle: {
						...timeFields({ startDate: cycle.startDate, endDate: cycle.endDate }),
					},
				}
			: {}),
	};
}
