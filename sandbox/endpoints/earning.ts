// What the calls that let customers earn a badge share.
import { isLimitReached } from '../data/limits';
import type { Badge, EarnedBadge, Enrolment } from '../data/model';
import type { Problem } from '../http/problem';
import { problems } from '../http/problems';
import { Refusal } from '../http/refusal';
import type { SandboxState } from '../data/state';
import { DAY, timeFields } from '../data/times';
import type { Variants } from '../faults/variants';
import type { ApiCall } from './endpoint';
import {
	asNumber,
	badgeOf,
	customerUnknown,
	objectOf,
	ownerTypeOf,
	textOf,
	timeOf,
} from './reading';

/**
 * How far an event may be in the future
 * (https://docs.capillarytech.com/reference/issue-badge-to-the-customer).
 */
const FUTURE_ALLOWED = DAY;

/** What an earn request asks for, apart from the customer. */
export interface EarnRequest {
	badge: Badge;
	ownerType: string;
	referenceId: string;
	eventOn: number;
}

/**
 * Reads an earn request; refuses what no customer can earn.
 *
 * @param dateNames the names of the event's date; the first one found counts
 */
export function readEarnRequest(
	state: SandboxState,
	fields: Record<string, unknown>,
	dateNames: string[],
): EarnRequest {
	const trigger = objectOf(fields.triggeredBy ?? {});
	const ownerType = ownerTypeOf(trigger.ownerType);
	const referenceId = textOf(trigger.referenceId) ?? '';
	const badge = badgeOf(state, textOf(fields.badgeMetaId));
	const dates = dateNames.map((name) => timeOf(fields, name));
	const eventOn = dates.find((date) => date !== undefined) ?? state.now();
	if (eventOn > state.now() + FUTURE_ALLOWED) throw new Refusal('eventInFuture');
	refuseIfNotLive(badge, eventOn);
	refuseIfNotClaimed(badge, ownerType, referenceId);
	return { badge, ownerType, referenceId, eventOn };
}

/** Why this customer cannot earn the badge; undefined when they can. */
export function problemFor(
	{ state, variants }: ApiCall,
	wanted: EarnRequest,
	customerId: string,
): Problem | undefined {
	if (!state.customers.has(customerId)) return customerUnknown(variants);
	const { badge, eventOn } = wanted;
	const needed = badge.earnType === 'ISSUE_EARN';
	if (needed && !enrolmentFor(state, wanted, customerId)) return problems.notEnrolled;
	return isLimitReached(state, badge, customerId, eventOn)
		? LIMIT_REACHED[variants.limitReached]
		: undefined;
}

const LIMIT_REACHED: Record<Variants['limitReached'], Problem> = {
	none: problems.limitReached,
	400: { ...problems.limitReached, code: 400, status: 400 },
	409: { ...problems.limitReached, code: 409 },
};

/** The enrolment for which a badge of type ISSUE_EARN is earned; none for type EARN. */
export function enrolmentFor(
	state: SandboxState,
	{ badge, eventOn }: EarnRequest,
	customerId: string,
): Enrolment | undefined {
	if (badge.earnType === 'EARN') return undefined;
	return state
		.enrolmentsOf(customerId, badge.id)
		.find((one) => one.revokedOn === null && one.eventOn <= eventOn && eventOn < one.expiresOn);
}

/** Adds the earned badge and records the change. */
export function earnBadge(
	{ state, record }: ApiCall,
	wanted: EarnRequest,
	customerId: string,
): EarnedBadge {
	const badgeMetaId = wanted.badge.id;
	const earned = state.addEarned({
		badgeMetaId,
		customerId,
		eventOn: wanted.eventOn,
		ownerType: wanted.ownerType,
		ownerReferenceId: wanted.referenceId,
		enrolmentId: enrolmentFor(state, wanted, customerId)?.id ?? null,
	});
	record({ change: 'earned', badgeMetaId, customerId, earnedBadgeId: earned.id });
	return earned;
}

/** An earned badge as the earn call returns it. */
export function earnedView(earned: EarnedBadge, requestId: string): Record<string, unknown> {
	return {
		badgeMetaId: earned.badgeMetaId,
		customerId: asNumber(earned.customerId),
		earnedBadgeId: earned.id,
		...timeFields({ expiresOn: earned.expiresOn }),
		requestId,
		issuedId: earned.enrolmentId,
	};
}

/**
 * An expired badge can still be earned for an event while it was live. For type ISSUE_EARN, the dates
 * of the enrolment count, not those of the badge.
 */
function refuseIfNotLive(badge: Badge, eventOn: number): void {
	const within =
		badge.earnType === 'ISSUE_EARN' || (eventOn >= badge.startOn && eventOn < badge.expiresOn);
	if (!badge.active || !within) throw new Refusal('notLive');
}

function refuseIfNotClaimed(badge: Badge, ownerType: string, referenceId: string): void {
	const claimed = badge.claims.some(
		(claim) => claim.isActive && claim.ownerType === ownerType && claim.referenceId === referenceId,
	);
	if (!claimed) throw new Refusal('notClaimed');
}
