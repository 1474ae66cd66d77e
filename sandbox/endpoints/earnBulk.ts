// Earning a badge, for many customers.
import type { EarnedBadge } from '../data/model';
import { problemEntry, type Problem } from '../http/problem';
import { problems } from '../http/problems';
import { Refusal } from '../http/refusal';
import type { SandboxState } from '../data/state';
import { timeFields } from '../data/times';
import { badgesEndpoint, ok, type ApiCall } from './endpoint';
import {
	earnedView,
	enrolmentFor,
	earnBadge,
	readEarnRequest,
	problemFor,
	type EarnRequest,
} from './earning';
import { asNumber, customerIdOf, entriesOf, newRequestIdOf, objectOf } from './reading';

type Json = Record<string, unknown>;

/** The outcome for one customer: the earned badge, or the problem and the badge that causes it. */
interface Outcome {
	customerId: string;
	earned?: EarnedBadge;
	problem?: Problem;
	held?: EarnedBadge;
}

/** The content of a response. */
interface Result {
	wanted: EarnRequest;
	outcomes: Outcome[];
	requestId: string;
}

/**
 * https://docs.capillarytech.com/reference/issue-badge-to-multiple-customers
 * The whole call is refused (811) when no customer is enrolled; otherwise each customer has an
 * outcome. The date of the event has the name of the earn call; the sample has the enrolment's.
 */
export const earnBulk = badgesEndpoint('POST', '/customer/earnBulk', (call) => {
	const { state } = call;
	const fields = objectOf(call.body);
	const requestId = newRequestIdOf(call, fields.requestId);
	const customerIds = entriesOf(call, fields.customerIds).map(customerIdOf);
	if (customerIds.length === 0) throw new Refusal('customerIdMissing');
	const wanted = readEarnRequest(state, fields, ['earnEventDate', 'issueEventDate']);
	const reasons = customerIds.map(
		(customerId = '') => findProblem(call, wanted, customerId).problem,
	);
	const refused = reasons.find((reason) => reason !== undefined);
	const noneEnrolled = reasons.every((reason) => reason === problems.notEnrolled);
	if (refused && (noneEnrolled || call.variants.refusals === 'whole')) {
		throw new Refusal(refused);
	}

	state.requestIds.add(requestId);
	const outcomes = customerIds.map((customerId = '') => tryToEarn(call, wanted, customerId));
	return ok(responseOf(call, { wanted, outcomes, requestId }));
});

/**
 * The page lists 1040 ("Badge Overlapping") for this call and does not say when. Here it is for a
 * customer who still has the badge from the same enrolment.
 */
function findProblem(
	call: ApiCall,
	wanted: EarnRequest,
	customerId: string,
): Omit<Outcome, 'earned'> {
	const problem = problemFor(call, wanted, customerId);
	const held = problem ? undefined : heldFromEnrolment(call.state, wanted, customerId);
	return { customerId, problem: held ? problems.alreadyEnrolled : problem, held };
}

function tryToEarn(call: ApiCall, wanted: EarnRequest, customerId: string): Outcome {
	const against = findProblem(call, wanted, customerId);
	return against.problem ? against : { customerId, earned: earnBadge(call, wanted, customerId) };
}

function heldFromEnrolment(
	state: SandboxState,
	wanted: EarnRequest,
	customerId: string,
): EarnedBadge | undefined {
	const enrolment = enrolmentFor(state, wanted, customerId);
	return (
		enrolment &&
		state
			.earnedOf(customerId, wanted.badge.id)
			.find((one) => one.enrolmentId === enrolment.id && state.statusOf(one) === 'ACTIVE')
	);
}

/** The response in the form of the variant; `single` is for a call with one customer. */
function responseOf({ variants }: ApiCall, result: Result): Json {
	const [first, ...others] = result.outcomes;
	const single = others.length === 0 && first.earned && earnedView(first.earned, result.requestId);
	const forms = {
		earnedBadgesList: () => withCounts(result, ERRORS[variants.failedEarn]),
		issuedBadges: () => asEnrolments(result),
		single: () => single || forms.earnedBadgesList(),
	};
	return forms[variants.earnBulkAnswer]();
}

/** The response of the newest documents. */
function withCounts({ wanted, outcomes }: Result, errorOf: (problem: Problem) => Json): Json {
	const earned = outcomes.flatMap((one) => (one.earned ? [one.earned] : []));
	const failed = outcomes.flatMap(({ customerId, problem }) =>
		problem ? [{ customerId: asNumber(customerId), ...errorOf(problem) }] : [],
	);
	return {
		badgeMetaId: wanted.badge.id,
		...timeFields({ expiresOn: earned[0]?.expiresOn ?? null }),
		earnedBadgesList: earned.map((one) => ({
			customerId: asNumber(one.customerId),
			earnedBadgeId: one.id,
		})),
		totalCount: outcomes.length,
		earnedCount: earned.length,
		failedCount: failed.length,
		triggeredBy: { ownerType: wanted.ownerType, referenceId: wanted.referenceId },
		failedEarnBadgeErrorList: failed,
	};
}

/** The error of an entry of `failedEarnBadgeErrorList`; no page publishes an entry. */
const ERRORS = {
	errorCode: ({ code, message }: Problem) => ({ errorCode: code, errorMessage: message }),
	code: problemEntry,
};

/** The older response, with the names of an enrolment. */
function asEnrolments({ wanted, outcomes, requestId }: Result): Json {
	const expiresOn = outcomes.find(({ earned }) => earned)?.earned?.expiresOn ?? null;
	return {
		badgeMetaId: wanted.badge.id,
		triggeredBy: { ownerType: wanted.ownerType, referenceId: wanted.referenceId },
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
