// The entries in the lists of a customer's badges.
import type { badgeKinds, Badge, BadgeStatus, EarnedBadge } from '../data/model';
import type { SandboxState } from '../data/state';
import { timeFields } from '../data/times';
import { groupFields, limitsView } from './badgeView';

/** A badge as seen by one customer. The calls do not return the IDs of earned badges. */
export interface CustomerBadge {
	badge: Badge;
	status: BadgeStatus;
	/** Earned and not revoked, oldest first. */
	earned: EarnedBadge[];
	/** The status of the last enrolment. */
	issueStatus: 'ACTIVE' | 'REVOKED' | 'EXPIRED' | null;
	lastIssuedOn: number;
	/** Whether an enrolment is active. */
	enrolled: boolean;
}

/** A kind of badges that the calls list. */
export type Kind = (typeof badgeKinds)[number];

/** Of these kinds, a customer sees only active, live badges. */
export const NOW_KINDS: Kind[] = ['AVAILABLE', 'AVAILABLE_TO_ISSUE'];

/** The badge that was earned last. */
export function lastOf(earned: EarnedBadge[]): EarnedBadge | undefined {
	return earned[earned.length - 1];
}

function lastEarnedFields({ earned }: CustomerBadge): Record<string, unknown> {
	const last = lastOf(earned);
	return {
		...timeFields({
			lastEarnedOnDate: last?.givenOn ?? null,
			lastEarnEventDate: last?.eventOn ?? null,
		}),
	};
}

/** An entry of the list that shows a customer's badges. */
export function customerView(state: SandboxState, seen: CustomerBadge): Record<string, unknown> {
	const { badge, earned } = seen;
	return {
		badgeMetaId: badge.id,
		orgId: badge.orgId,
		name: badge.name,
		description: badge.description,
		...timeFields({ startOn: badge.startOn, expiresOn: badge.expiresOn }),
		images: badge.images,
		tags: badge.tags,
		...groupFields(state, badge),
		badgeRank: badge.badgeRank,
		ownership: { restrictedToOwners: badge.restrictedToOwners, claims: badge.claims },
		earnType: badge.earnType,
		benefits: [],
		...limitsView(state, badge),
		earnedCount: earned.length || null,
		...lastEarnedFields(seen),
		customFields: badge.customFields,
		active: badge.active,
	};
}

/**
 * An entry of the list that manages a customer's badges. As published, `earnCount` is null for a
 * badge without earns in lists of available badges.
 */
export function managementView(
	state: SandboxState,
	seen: CustomerBadge,
	kind: Kind,
): Record<string, unknown> {
	const { badge, status, earned, issueStatus } = seen;
	return {
		name: badge.name,
		description: badge.description,
		badgeMetaId: badge.id,
		badgeType: badge.earnType,
		...groupFields(state, badge),
		badgeRank: badge.badgeRank,
		...timeFields({ createdOn: badge.createdOn, lastUpdatedOn: badge.lastUpdatedOn }),
		images: badge.images,
		badgeStatus: status,
		...timeFields({
			lastEarnedOn: lastOf(earned)?.givenOn ?? null,
			startsOn: badge.startOn,
			expiresOn: badge.expiresOn,
		}),
		earnCount: NOW_KINDS.includes(kind) ? earned.length || null : earned.length,
		ownership: { restrictedToOwners: badge.restrictedToOwners, claims: badge.claims },
		issueStatus,
		active: badge.active,
		...lastEarnedFields(seen),
	};
}
