// One badge of one customer.
import type { Badge, EarnedBadge, Enrolment } from '../data/model';
import type { SandboxState } from '../data/state';
import { timeFields } from '../data/times';
import { expiryView, groupFields } from './badgeView';
import { badgesEndpoint, ok } from './endpoint';
import { limitStatistics } from './limitStatistics';
import { badgeOf, customerOf } from './reading';

/**
 * https://docs.capillarytech.com/reference/get-individual-badge-details-of-a-customer
 * It returns the IDs needed for revoking. No sample has an entry in `earns`; these entries have the
 * form of those in `issuals`.
 */
export const customerBadge = badgesEndpoint(
	'GET',
	'/management/:customerId/badge/:badgeId',
	(call) => {
		const { state, params, query } = call;
		const customer = customerOf(call, params.customerId);
		const badge = badgeOf(state, params.badgeId);
		const listed = call.variants.revokedEarns === 'listed';
		const earned = state
			.earnedOf(customer.id, badge.id)
			.filter(({ revokedOn }) => listed || revokedOn === null);
		const enrolments = state.enrolmentsOf(customer.id, badge.id);
		const active = earned.filter((one) => state.statusOf(one) === 'ACTIVE');
		return ok({
			...outline(state, badge),
			...(query.includeStatistics === 'true' ? statistics(state, badge, enrolments, earned) : {}),
			activeEarnedCount: active.length,
			customFields: badge.customFields,
		});
	},
);

function outline(state: SandboxState, badge: Badge): Record<string, unknown> {
	return {
		id: badge.id,
		name: badge.name,
		description: badge.description,
		...timeFields({
			createdOn: badge.createdOn,
			lastUpdatedOn: badge.lastUpdatedOn,
			startsOn: badge.startOn,
			expiresOn: badge.expiresOn,
		}),
		action: badge.active ? 'ACTIVATED' : 'DE_ACTIVATED',
		badgeType: badge.earnType,
		badgeStatus: state.statusOfBadge(badge),
		owner: badge.restrictedToOwners,
		claimedBy: badge.claims.filter(({ isActive }) => isActive).map(({ ownerType }) => ownerType),
		images: badge.images,
		earnExpiry: expiryView(badge.earnedBadgeExpiry),
		...(badge.issuedBadgeExpiry ? { issueExpiry: expiryView(badge.issuedBadgeExpiry) } : {}),
		...(badge.badgeGroupId ? groupFields(state, badge) : {}),
		badgeRank: badge.badgeRank,
	};
}

function statistics(
	state: SandboxState,
	badge: Badge,
	enrolments: Enrolment[],
	earned: EarnedBadge[],
): Record<string, unknown> {
	const lastEnrolment = enrolments[enrolments.length - 1];
	const lastEarned = earned[earned.length - 1];
	return {
		customerConstraints: badge.customerConstraints.map((limit) =>
			limitStatistics(state, badge, limit, earned),
		),
		badgeConstraints: badge.badgeConstraints.map((limit) =>
			limitStatistics(state, badge, limit, state.earnedOfBadge(badge.id)),
		),
		issualDetails: {
			issuedCount: enrolments.length,
			issuals: enrolments.map((one) => enrolmentDetails(state, one)),
		},
		...(lastEnrolment ? { issuedStatus: state.statusOf(lastEnrolment) } : {}),
		earnDetails: {
			earnCount: earned.length,
			earns: earned.map((one) => earnedDetails(state, one)),
		},
		...(lastEarned ? timeFields({ lastEarnedOn: lastEarned.givenOn }) : {}),
	};
}

function enrolmentDetails(state: SandboxState, enrolment: Enrolment): Record<string, unknown> {
	return {
		...timeFields({ issuedOn: enrolment.givenOn }),
		issuedStatus: state.statusOf(enrolment),
		...timeFields({ issueExpiresOn: enrolment.expiresOn }),
		issueId: enrolment.id,
		ownerType: enrolment.ownerType,
		ownerReferenceId: enrolment.ownerReferenceId,
		...(enrolment.revokedOn === null ? {} : timeFields({ revokedOn: enrolment.revokedOn })),
		...timeFields({ issueEventDate: enrolment.eventOn }),
	};
}

function earnedDetails(state: SandboxState, earned: EarnedBadge): Record<string, unknown> {
	return {
		...timeFields({ earnedOn: earned.givenOn }),
		earnStatus: state.statusOf(earned),
		...timeFields({ expiresOn: earned.expiresOn }),
		earnId: earned.id,
		ownerType: earned.ownerType,
		ownerReferenceId: earned.ownerReferenceId,
		issueId: earned.enrolmentId,
		...(earned.revokedOn === null ? {} : timeFields({ revokedOn: earned.revokedOn })),
		...timeFields({ earnEventDate: earned.eventOn }),
	};
}
