// Enrolling customers for a badge and revoking enrolments: what the API calls issuing.
import type { Badge, Enrolment } from '../data/model';
import { problemEntry, type Problem } from '../http/problem';
import { problems } from '../http/problems';
import { Refusal } from '../http/refusal';
import { endOf } from '../data/expiry';
import type { SandboxState } from '../data/state';
import { timeFields } from '../data/times';
import { badgesEndpoint, ok, type ApiCall } from './endpoint';
import {
	asNumber,
	badgeOf,
	customerIdOf,
	customerUnknown,
	entriesOf,
	newRequestIdOf,
	objectOf,
	ownerTypeOf,
	textOf,
	timeOf,
} from './reading';

/**
 * The maximum number of entries of a revocation
 * (https://docs.capillarytech.com/reference/revoke-enrolment-of-a-badge).
 */
const BATCH_LIMIT = 20;

type Item = Record<string, unknown>;

/**
 * https://docs.capillarytech.com/reference/enrol-customers-for-badges
 * Every module can enrol customers, also one that does not own the badge.
 */
const issueBulk = badgesEndpoint('POST', '/badgeMeta/customer/issueBulk', (call) => {
	const { state } = call;
	const fields = objectOf(call.body);
	const requestId = newRequestIdOf(call, fields.requestId);
	if (!fields.triggeredBy) throw new Refusal('triggerMissing');
	const trigger = objectOf(fields.triggeredBy);
	const ownerType = ownerTypeOf(trigger.ownerType);
	const referenceId = textOf(trigger.referenceId) ?? null;
	const customerIds = entriesOf(call, fields.customers).map(customerIdOf);
	if (customerIds.length === 0) throw new Refusal('customerIdMissing');
	const badge = badgeOf(state, textOf(fields.badgeMetaId));
	const eventOn = timeOf(fields, 'issueEventDate') ?? state.now();
	refuseIfNotEnrollable(badge, eventOn);

	if (call.variants.refusals === 'whole') {
		for (const id of customerIds)
			refuseWhole(enrolmentProblem(call, badge, id ?? '', eventOn).problem);
	}
	state.requestIds.add(requestId);
	const issuedBadges = customerIds.map((customerId = '') =>
		enrol(call, badge, customerId, { eventOn, ownerType, ownerReferenceId: referenceId ?? '' }),
	);
	const expiresOn = issuedBadges.find(({ enrolment }) => enrolment)?.enrolment?.expiresOn;
	return ok({
		badgeMetaId: badge.id,
		triggeredBy: { ownerType, referenceId },
		...timeFields({ expiresOn: expiresOn ?? null }),
		issuedBadges: issuedBadges.map(({ item }) => item),
		requestId,
	});
});

/** https://docs.capillarytech.com/reference/revoke-enrolment-of-a-badge */
const revokeIssue = badgesEndpoint('POST', '/badgeMeta/customer/revokeIssue', (call) => {
	const fields = objectOf(call.body);
	const customers = entriesOf(call, fields.customers).map(customerIdOf);
	const named = entriesOf(call, fields.revokeIssuals).map((entry) => {
		const { customerId, issueId } = objectOf(entry);
		return { customerId: customerIdOf(customerId) ?? '', issueId: textOf(issueId) ?? '' };
	});
	const badgeMetaId = textOf(fields.badgeMetaId);
	if (badgeMetaId === undefined) throw new Refusal('badgeIdMissing');
	if (Math.max(customers.length, named.length) > BATCH_LIMIT) {
		throw new Refusal('batchTooLarge');
	}
	if (customers.length + named.length === 0) throw new Refusal('nobodyNamed');
	const badge = badgeOf(call.state, badgeMetaId);
	if (call.variants.refusals === 'whole')
		refuseUnknownCustomers(call, [...customers, ...named.map(({ customerId }) => customerId)]);

	const revokedIssuedBadges =
		named.length > 0
			? named.map(({ customerId, issueId }) => revokeOne(call, badge, customerId, issueId))
			: customers.flatMap((customerId = '') => revokeAll(call, badge, customerId));
	return ok({ badgeMetaId: badge.id, revokedIssuedBadges, requestId: null });
});

/** The calls that enrol customers and revoke enrolments. */
export const issues = [issueBulk, revokeIssue];

function refuseIfNotEnrollable(badge: Badge, eventOn: number): void {
	if (badge.earnType !== 'ISSUE_EARN') throw new Refusal('notEnrollable');
	if (!badge.active) throw new Refusal('notActive');
	if (!(eventOn >= badge.startOn && eventOn < badge.expiresOn)) {
		throw new Refusal('eventOutsideBadge');
	}
}

/**
 * Why this customer cannot be enrolled, and the enrolment that causes it: the times of two must not
 * overlap (https://docs.capillarytech.com/reference/multiple-badge-issuances).
 */
function enrolmentProblem(
	{ state, variants }: ApiCall,
	badge: Badge,
	customerId: string,
	eventOn: number,
) {
	if (!state.customers.has(customerId)) return { problem: customerUnknown(variants) };
	const end = endOf(badge.issuedBadgeExpiry, badge, eventOn);
	const other = state
		.enrolmentsOf(customerId, badge.id)
		.find((one) => one.revokedOn === null && one.eventOn < end && eventOn < one.expiresOn);
	return other ? { problem: problems.alreadyEnrolled, other } : {};
}

function refuseWhole(problem: Problem | undefined): void {
	if (problem) throw new Refusal(problem);
}

function enrol(
	call: ApiCall,
	badge: Badge,
	customerId: string,
	given: Pick<Enrolment, 'eventOn' | 'ownerType' | 'ownerReferenceId'>,
): { item: Item; enrolment?: Enrolment } {
	const item = { customerId: asNumber(customerId) };
	const { state, record } = call;
	const { problem, other } = enrolmentProblem(call, badge, customerId, given.eventOn);
	if (problem) {
		const refused = { ...item, issuedId: other?.id ?? null, error: problemEntry(problem) };
		return { item: other ? { ...refused, status: state.statusOf(other) } : refused };
	}
	const enrolment = state.addEnrolment({ badgeMetaId: badge.id, customerId, ...given });
	record({ change: 'issued', badgeMetaId: badge.id, customerId, issuedId: enrolment.id });
	return { item: { ...item, issuedId: enrolment.id, status: 'ACTIVE' }, enrolment };
}

/** A missing enrolment is always an entry's error; only an unknown customer can refuse the call. */
function refuseUnknownCustomers(
	{ state, variants }: ApiCall,
	customerIds: Array<string | undefined>,
) {
	const unknown = customerIds.some((id = '') => !state.customers.has(id));
	refuseWhole(unknown ? customerUnknown(variants) : undefined);
}

/** Revokes all active enrolments of a customer; returns an entry for each. */
function revokeAll(call: ApiCall, badge: Badge, customerId: string): Item[] {
	const active = activeEnrolments(call.state, customerId, badge);
	if (active.length === 0) {
		const error = problemEntry(problems.noEnrolment);
		return [{ customerId: asNumber(customerId), issuedId: null, error }];
	}
	return active.map((enrolment) => {
		revoke(call, enrolment);
		return { customerId: asNumber(customerId), issuedId: enrolment.id, error: null };
	});
}

/** Revokes one enrolment. As documented, the error for another customer's has no code. */
function revokeOne(call: ApiCall, badge: Badge, customerId: string, issueId: string): Item {
	const item = { customerId: asNumber(customerId), issuedId: issueId };
	const enrolment = call.state.enrolment(issueId);
	if (enrolment?.customerId !== customerId || enrolment.badgeMetaId !== badge.id) {
		return { ...item, error: { message: "issue doesn't belong to customer", reference: null } };
	}
	if (call.state.statusOf(enrolment) !== 'ACTIVE') {
		return { ...item, error: problemEntry(problems.noEnrolment) };
	}
	revoke(call, enrolment);
	return item;
}

function revoke({ state, record }: ApiCall, enrolment: Enrolment): void {
	enrolment.revokedOn = state.now();
	const { badgeMetaId, customerId, id } = enrolment;
	record({ change: 'issueRevoked', badgeMetaId, customerId, issuedId: id });
}

function activeEnrolments(state: SandboxState, customerId: string, badge: Badge): Enrolment[] {
	return state
		.enrolmentsOf(customerId, badge.id)
		.filter((enrolment) => state.statusOf(enrolment) === 'ACTIVE');
}
