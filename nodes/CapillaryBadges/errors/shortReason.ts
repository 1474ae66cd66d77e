import { codeSuffix } from './explain';
import { reasonOf } from './reasons';
import type { Reason, Refusal } from './refusal';

/** Reasons in two or three words, as the summary of a run counts them. */
const REASONS: Partial<Record<Reason, string>> = {
	notEarned: 'without the badge',
	notEnrolled: 'not enrolled',
	nobodyEnrolled: 'not enrolled',
	otherEnrolment: "with another customer's enrolment",
	otherEarnedBadge: "with another customer's earned badge",
	stillThere: 'refused',
};

/** The same by Capillary's code. */
const CODES: Record<number, string> = {
	404: 'not found',
	521: 'busy',
	737: 'not claimed',
	750: 'with an event date in the future',
	801: 'with a badge that is issued directly',
	809: 'with a request ID that was used before',
	810: 'with a badge that is not claimed',
	811: 'not enrolled',
	814: 'without the badge',
	815: 'with a badge that is not live',
	816: 'with an event date out of range',
	1026: 'unknown customer',
	1039: 'with a badge that is not active',
	1040: 'already enrolled',
	8015: 'unknown customer',
};

const CAUSES: Record<Refusal['cause'], string> = {
	capillary: 'refused by Capillary',
	unreadable: "not confirmed by Capillary's response",
	unanswered: 'without a response',
	unreachable: 'without a connection',
	signIn: 'because of the credential',
	cancelled: 'because the run was canceled',
	outage: 'not sent because Capillary stopped answering',
};

/** Why an item failed, short enough to be counted in a list, with Capillary's code. */
export function shortReason(refusal: Refusal): string {
	const { cause, code = 0 } = refusal;
	if (cause !== 'capillary') return CAUSES[cause];
	const reason = reasonOf(refusal);
	const text = (reason && REASONS[reason]) ?? CODES[code] ?? CAUSES.capillary;
	return `${text}${codeSuffix(refusal)}`;
}
