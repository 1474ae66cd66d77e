import { isLimitReached } from '../limits';
import type { Badge, EarnedBadge, Enrolment } from '../model';
import { type Problem } from '../problem';
import { problems } from '../problems';
import { Refusal } from '../refusal';
import type { SandboxState } from '../state';
import { DAY, timeFields } from '../times';
import type { Variants } from '../variants';
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

/** An event may lie so far ahead (https://docs.capillarytech.com/reference/issue-badge-to-the-customer). */
const FUTURE_ALLOWED = DAY;

/** What is to be given, for what event and by whom, whoever it is given to. */
export interface Gift {
	badge: Badge;
	ownerType: string;
	referenceId: string;
	/** Epoch milliseconds. */
	eventOn: number;
}

/**
 * Reads what is to be given, and refuses what cannot be given to anybody.
 *
 * @param dateNames names of the event's date, the one that counts first; each has its ISO twin
 */
export function giftOf(
	state: SandboxState,
	fields: Record<string, unknown>,
	dateNames: string[],
): Gift {
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

/** Why this customer cannot have it; undefined when they can. */
export function reasonAgainst(
	{ state, variants }: ApiCall,
	gift: Gift,
	customerId: string,
): Problem | undefined {
	if (!state.customers.has(customerId)) return customerUnknown(variants);
	const { badge, eventOn } = gift;
	const needed = badge.earnType === 'ISSUE_EARN';
	if (needed && !enrolmentFor(state, gift, customerId)) return problems.notEnrolled;
	return isLimitReached(state, badge, customerId, eventOn)
		? LIMIT_REACHED[variants.limitReached]
		: undefined;
}

const LIMIT_REACHED: Record<Variants['limitReached'], Problem> = {
	none: problems.limitReached,
	400: { ...problems.limitReached, code: 400, status: 400 },
	409: { ...problems.limitReached, code: 409 },
};

/** The enrolment that a badge of type ISSUE_EARN is given on; none for type EARN. */
export function enrolmentFor(
	state: SandboxState,
	{ badge, eventOn }: Gift,
	customerId: string,
): Enrolment | undefined {
	if (badge.earnType === 'EARN') return undefined;
	return state
		.enrolmentsOf(customerId, badge.id)
		.find((one) => one.revokedOn === null && one.eventOn <= eventOn && eventOn < one.expiresOn);
}

/** Gives it, and enters it in the ledger. */
export function give({ state, record }: ApiCall, gift: Gift, customerId: string): EarnedBadge {
	const badgeMetaId = gift.badge.id;
	const earned = state.addEarned({
		badgeMetaId,
		customerId,
		eventOn: gift.eventOn,
		ownerType: gift.ownerType,
		ownerReferenceId: gift.referenceId,
		enrolmentId: enrolmentFor(state, gift, customerId)?.id ?? null,
	});
	record({ change: 'earned', badgeMetaId, customerId, earnedBadgeId: earned.id });
	return earned;
}

/** An earned badge as the call that made it answers it. */
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
 * A badge that has ended can still be given for an event while it was live; with one of type
 * ISSUE_EARN the dates of the enrolment count, not those of the badge.
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
