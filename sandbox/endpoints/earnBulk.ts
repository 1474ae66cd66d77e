import type { EarnedBadge } from '../model';
import { problemEntry, type Problem } from '../problem';
import { problems } from '../problems';
import { Refusal } from '../refusal';
import type { SandboxState } from '../state';
import { timeFields } from '../times';
import { badgesEndpoint, ok, type ApiCall } from './endpoint';
import { earnedView, enrolmentFor, give, giftOf, reasonAgainst, type Gift } from './giving';
import { asNumber, customerIdOf, entriesOf, newRequestIdOf, objectOf } from './reading';

type Json = Record<string, unknown>;

/** What came of it for one customer: the badge, or why not and the badge that stands in the way. */
interface Outcome {
	customerId: string;
	earned?: EarnedBadge;
	problem?: Problem;
	held?: EarnedBadge;
}

/** What an answer is made of. */
interface Result {
	gift: Gift;
	outcomes: Outcome[];
	requestId: string;
}

/**
 * Gives many customers a badge:
 * https://docs.capillarytech.com/reference/issue-badge-to-multiple-customers
 * It is refused as a whole (811) when none of the customers is enrolled, otherwise by customer.
 * The date of the event goes by the name of the earn call; the page's sample has that of the
 * enrolment.
 */
export const earnBulk = badgesEndpoint('POST', '/customer/earnBulk', (call) => {
	const { state } = call;
	const fields = objectOf(call.body);
	const requestId = newRequestIdOf(call, fields.requestId);
	const customerIds = entriesOf(call, fields.customerIds).map(customerIdOf);
	if (customerIds.length === 0) throw new Refusal('customerIdMissing');
	const gift = giftOf(state, fields, ['earnEventDate', 'issueEventDate']);
	const reasons = customerIds.map((customerId = '') => whyNot(call, gift, customerId).problem);
	const refused = reasons.find((reason) => reason !== undefined);
	const nobodyIsEnrolled = reasons.every((reason) => reason === problems.notEnrolled);
	if (refused && (nobodyIsEnrolled || call.variants.refusals === 'whole')) {
		throw new Refusal(refused);
	}

	state.requestIds.add(requestId);
	const outcomes = customerIds.map((customerId = '') => giveOrSayWhyNot(call, gift, customerId));
	return ok(answerOf(call, { gift, outcomes, requestId }));
});

/**
 * The page gives 1040 ("Badge Overlapping") for this call too, and does not say when. Here it is
 * for a customer who still holds the badge from the enrolment it would be given on again.
 */
function whyNot(call: ApiCall, gift: Gift, customerId: string): Omit<Outcome, 'earned'> {
	const problem = reasonAgainst(call, gift, customerId);
	const held = problem ? undefined : heldFromEnrolment(call.state, gift, customerId);
	return { customerId, problem: held ? problems.alreadyEnrolled : problem, held };
}

function giveOrSayWhyNot(call: ApiCall, gift: Gift, customerId: string): Outcome {
	const against = whyNot(call, gift, customerId);
	return against.problem ? against : { customerId, earned: give(call, gift, customerId) };
}

function heldFromEnrolment(
	state: SandboxState,
	gift: Gift,
	customerId: string,
): EarnedBadge | undefined {
	const enrolment = enrolmentFor(state, gift, customerId);
	return (
		enrolment &&
		state
			.earnedOf(customerId, gift.badge.id)
			.find((one) => one.enrolmentId === enrolment.id && state.statusOf(one) === 'ACTIVE')
	);
}

/** In the form that is switched on; that of one customer's call stands for one customer only. */
function answerOf({ variants }: ApiCall, result: Result): Json {
	const [first, ...others] = result.outcomes;
	const single = others.length === 0 && first.earned && earnedView(first.earned, result.requestId);
	const forms = {
		earnedBadgesList: () => withCounts(result, ERRORS[variants.failedEarn]),
		issuedBadges: () => asEnrolments(result),
		single: () => single || forms.earnedBadgesList(),
	};
	return forms[variants.earnBulkAnswer]();
}

/** The answer of the newest documents. */
function withCounts({ gift, outcomes }: Result, errorOf: (problem: Problem) => Json): Json {
	const earned = outcomes.flatMap((one) => (one.earned ? [one.earned] : []));
	const failed = outcomes.flatMap(({ customerId, problem }) =>
		problem ? [{ customerId: asNumber(customerId), ...errorOf(problem) }] : [],
	);
	return {
		badgeMetaId: gift.badge.id,
		...timeFields({ expiresOn: earned[0]?.expiresOn ?? null }),
		earnedBadgesList: earned.map((one) => ({
			customerId: asNumber(one.customerId),
			earnedBadgeId: one.id,
		})),
		totalCount: outcomes.length,
		earnedCount: earned.length,
		failedCount: failed.length,
		triggeredBy: { ownerType: gift.ownerType, referenceId: gift.referenceId },
		failedEarnBadgeErrorList: failed,
	};
}

/** How one entry of `failedEarnBadgeErrorList` names its error; no page publishes an entry. */
const ERRORS = {
	errorCode: ({ code, message }: Problem) => ({ errorCode: code, errorMessage: message }),
	code: problemEntry,
};

/** The older answer, in which everything is called as in an enrolment. */
function asEnrolments({ gift, outcomes, requestId }: Result): Json {
	const expiresOn = outcomes.find(({ earned }) => earned)?.earned?.expiresOn ?? null;
	return {
		badgeMetaId: gift.badge.id,
		triggeredBy: { ownerType: gift.ownerType, referenceId: gift.referenceId },
		...timeFields({ expiresOn }),
		issuedBadges: outcomes.map(({ customerId, earned, problem, held }) => ({
			customerId: asNumber(customerId),
			issuedId: earned?.id ?? held?.id ?? null,
			...(problem ? { error: problemEntry(problem) } : {}),
			status: earned ? 'LIVE' : 'EXPIRED',
		})),
		requestId,
	};
}
