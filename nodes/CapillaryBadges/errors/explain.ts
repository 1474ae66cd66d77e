import { BADGE_CODES, CODES_ELSEWHERE, NOT_FOUND, STATUSES, type RefusalText } from './codes';
import { REASONS, reasonOf, subjectInWords } from './reasons';
import type { Refusal, RepeatSafety } from './refusal';
import { isInDoubt, outcomeUnknown } from './retry';

const NO_SUCH_THING = 404;

const RUN_AGAIN = 'Nothing was changed. Run it again in a few minutes.';

const RUN_LEFT = 'Run the workflow again for the items that are left.';

const NOT_VERIFIED =
	"With 'Count as Success', the node checks in Capillary whether that is so. It could not find out. Run it again in a few minutes.";

const MAY_BE_DONE = 'may have been carried out anyway';

/** What to do about a change that may have been made; ends a sentence. */
const IN_DOUBT: Record<RepeatSafety, string> = {
	safe: `${MAY_BE_DONE}. Run it again: nothing is done twice.`,
	whenDoneCounts: `${MAY_BE_DONE}. Set the option 'If Already Done' to 'Count as Success' and run it again: nothing is done twice.`,
	unsafe: `${MAY_BE_DONE}: look in Capillary before you run it again.`,
};

/** Whether a gateway, proxy or firewall refused the call before it reached Capillary. */
function cameFromTheWay({ status = 0 }: Refusal): boolean {
	return status >= 400 && status < 500;
}

const BY_CAUSE: Record<Refusal['cause'], (refusal: Refusal) => RefusalText> = {
	capillary: (refusal) =>
		(refusal.status ?? 0) >= 500
			? {
					why: `Capillary says '${refusal.message}'`,
					next: RUN_AGAIN,
				}
			: {
					why: `Capillary says '${refusal.message}'`,
					next: 'Check the fields of this item. If that does not help, give the request ID to Capillary support.',
				},
	unreadable: (refusal) => ({
		why: `Capillary's response ${refusal.message}`,
		next: cameFromTheWay(refusal)
			? 'Check the region or the custom host in the credential, and any proxy between n8n and Capillary. Then run it again.'
			: RUN_AGAIN,
	}),
	unanswered: ({ message }) => ({ why: message, next: RUN_AGAIN }),
	unreachable: ({ message, signingIn }) => ({
		why: message,
		next: signingIn
			? 'Nothing was changed.'
			: 'Nothing was changed. Check the region or the custom host in the credential, and the network of this n8n server.',
	}),
	signIn: ({ message }) => ({
		why: message,
		next: 'Open the credential in n8n and test it. Nothing more was sent.',
	}),
	cancelled: () => ({
		why: 'the run was canceled',
		next: RUN_LEFT,
	}),
	outage: ({ message }) => ({ why: message, next: RUN_LEFT }),
};

/** The code in brackets behind a message: Capillary's code, or else the HTTP status. */
export function codeSuffix({ code, status = 0 }: Refusal): string {
	if (code !== undefined) return ` (${code})`;
	return status >= 300 ? ` (HTTP ${status})` : '';
}

/**
 * A refusal in words: `why` completes 'Could not …:', `next` says what to do.
 * Known reasons come before known codes, codes before HTTP statuses, and Capillary's own words last.
 */
export function explain(refusal: Refusal): RefusalText {
	const text = { ...textFor(refusal), ...(refusal.notVerified ? { next: NOT_VERIFIED } : {}) };
	if (!isInDoubt(refusal)) return text;
	const subject = outcomeUnknown(refusal) ? 'It' : 'An earlier attempt got no response, so it';
	const doubt = `${subject} ${IN_DOUBT[refusal.repeat ?? 'unsafe']}`;
	return { ...text, next: text.next === RUN_AGAIN ? doubt : `${doubt} ${text.next}` };
}

function textFor(refusal: Refusal): RefusalText {
	const { cause, code = 0, status = 0, elsewhere } = refusal;
	const reason = reasonOf(refusal);
	// A web page under 401 or 403 comes from a proxy or firewall and says nothing of the account.
	const speaksForCapillary = cause !== 'unreadable' || status === 429;
	return (
		(reason === undefined ? undefined : REASONS[reason]) ??
		(code === NO_SUCH_THING ? notFound(refusal) : undefined) ??
		(elsewhere && !CODES_ELSEWHERE.has(code) ? undefined : BADGE_CODES[code]) ??
		(speaksForCapillary ? STATUSES[status] : undefined) ??
		BY_CAUSE[cause](refusal)
	);
}

/** What the call asked for; where that is a customer's badge, Capillary's words tell which of the two is missing. */
function notFound({ about = 'badge', message }: Refusal): RefusalText {
	return NOT_FOUND[about === 'badgeOfCustomer' ? subjectInWords(message) : about];
}
