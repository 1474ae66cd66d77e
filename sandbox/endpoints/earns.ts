import { problems, Refusal } from '../problems';
import type { Badge, Enrolment, SandboxState } from '../state';
import { DAY, readTime, timeFields } from '../times';
import { BADGES, ok, type Endpoint } from './endpoint';
import {
	asNumber,
	badgeOf,
	customerIdOf,
	customerOf,
	newRequestIdOf,
	objectOf,
	ownerTypeOf,
	textOf,
} from './reading';

/** An event may lie so far ahead (https://docs.capillarytech.com/reference/issue-badge-to-the-customer). */
const FUTURE_ALLOWED = DAY;

/** Gives a customer a badge: https://docs.capillarytech.com/reference/issue-badge-to-the-customer */
const earn: Endpoint = {
	method: 'POST',
	path: `${BADGES}/customer/earn`,
	needs: 'badges',
	handle({ state, body, record }) {
		const fields = objectOf(body);
		const requestId = newRequestIdOf(state, fields.requestId);
		const customerId = customerIdOf(fields.customerId);
		if (customerId === undefined) throw new Refusal(problems.customerIdMissing);
		const trigger = objectOf(fields.triggeredBy ?? {});
		const ownerType = ownerTypeOf(trigger.ownerType);
		const referenceId = textOf(trigger.referenceId) ?? '';
		const badge = badgeOf(state, textOf(fields.badgeMetaId));
		if (!state.customers.has(customerId)) throw new Refusal(problems.customerNotFound);
		const eventOn =
			readTime(fields.earnEventDateISO) ?? readTime(fields.earnEventDate) ?? state.now();
		if (eventOn > state.now() + FUTURE_ALLOWED) throw new Refusal(problems.eventInFuture);
		refuseIfNotLive(badge, eventOn);
		refuseIfNotClaimed(badge, ownerType, referenceId);
		const enrolment = enrolmentFor(state, badge, customerId, eventOn);

		state.requestIds.add(requestId);
		const earned = state.addEarned({
			badgeMetaId: badge.id,
			customerId,
			eventOn,
			ownerType,
			ownerReferenceId: referenceId,
			enrolmentId: enrolment?.id ?? null,
		});
		record({
			change: 'earned',
			badgeMetaId: badge.id,
			customerId,
			earnedBadgeId: earned.id,
		});
		return ok({
			badgeMetaId: badge.id,
			customerId: asNumber(customerId),
			earnedBadgeId: earned.id,
			...timeFields('expiresOn', earned.expiresOn),
			requestId,
			issuedId: enrolment?.id ?? null,
		});
	},
};

/** Takes an earned badge back: https://docs.capillarytech.com/reference/revoke-issual-of-a-badge */
const revokeEarn: Endpoint = {
	method: 'POST',
	path: `${BADGES}/customer/revokeEarn`,
	needs: 'badges',
	handle(call) {
		const { state, headers, record } = call;
		const fields = objectOf(call.body);
		const badgeMetaId = textOf(fields.badgeMetaId);
		const named = textOf(fields.customerId);
		const earnedBadgeId = textOf(fields.earnedBadgeId);
		if (badgeMetaId === undefined) throw new Refusal(problems.badgeIdMissing);
		if (named === undefined) throw new Refusal(problems.customerIdMissing);
		if (earnedBadgeId === undefined) throw new Refusal(problems.earnIdMissing);
		const byIdentifier = headers['x-cap-customer-identifier'] !== undefined;
		const customerId = byIdentifier ? customerOf(call, named).id : customerIdOf(named);

		const earned = state.earnedBadge(earnedBadgeId);
		const theirs = earned?.customerId === customerId && earned?.badgeMetaId === badgeMetaId;
		if (!earned || !theirs || state.statusOf(earned) !== 'ACTIVE') {
			throw new Refusal(problems.noActiveEarn);
		}
		earned.revokedOn = state.now();
		record({ change: 'earnRevoked', badgeMetaId, customerId: earned.customerId, earnedBadgeId });
		return ok({
			badgeMetaId,
			customerId: asNumber(earned.customerId),
			earnedBadgeId,
			isActive: false,
		});
	},
};

export const earns = [earn, revokeEarn];

/** A badge that has ended can still be given for an event while it was live. */
function refuseIfNotLive(badge: Badge, eventOn: number): void {
	const within = eventOn >= badge.startOn && eventOn < badge.expiresOn;
	if (!badge.active || !within) throw new Refusal(problems.notLive);
}

function refuseIfNotClaimed(badge: Badge, ownerType: string, referenceId: string): void {
	const claimed = badge.claims.some(
		(claim) => claim.isActive && claim.ownerType === ownerType && claim.referenceId === referenceId,
	);
	if (!claimed) throw new Refusal(problems.notClaimed);
}

/** The enrolment that a badge of type ISSUE_EARN is given on; none is needed for type EARN. */
function enrolmentFor(
	state: SandboxState,
	badge: Badge,
	customerId: string,
	eventOn: number,
): Enrolment | undefined {
	if (badge.earnType === 'EARN') return undefined;
	const enrolment = state
		.enrolmentsOf(customerId, badge.id)
		.find((one) => one.revokedOn === null && one.eventOn <= eventOn && eventOn < one.expiresOn);
	if (!enrolment) throw new Refusal(problems.notEnrolled);
	return enrolment;
}
