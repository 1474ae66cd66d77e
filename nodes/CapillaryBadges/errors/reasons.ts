import type { RefusalText } from './codes';
import type { Reason, Refusal } from './refusal';

const COUNT_NO_ENROLMENT =
	"Check the customer in Capillary. To treat this as success, set the option 'If Already Done' to 'Count as Success'.";

/** Reasons that have no code, with their texts where they have one. */
export const REASONS = {
	notEarned: {
		why: 'the customer has not earned this badge, or no longer has it',
		next: "Check the customer in Capillary. To treat this as success, set the option 'If Already Done' to 'Count as Success'.",
	},
	notEnrolled: {
		why: 'the customer is not enrolled for this badge, or no longer is',
		next: COUNT_NO_ENROLMENT,
	},
	nobodyEnrolled: {
		why: 'nobody is enrolled for this badge',
		next: 'Check the badge, and that customers are enrolled for it in Capillary.',
	},
	otherEnrolment: {
		why: 'this enrolment is for another badge or of another customer',
		next: "Pick the enrolment from the list, or check that 'Badge', 'Customer' and 'Enrolment' belong together.",
	},
	otherEarnedBadge: {
		why: 'this earned badge is for another badge or of another customer',
		next: "Pick the earned badge from the list, or check that 'Badge', 'Customer' and 'Earned Badge' belong together.",
	},
	stillThere: {
		why: 'Capillary says that nothing is left to do, but it is still there',
		next: 'Nothing was changed. Run it again in a few minutes.',
	},
	/** Capillary's response has no data. */
	noData: undefined,
	/** The badge or the owner is wrong, under a code that is also given for customers. */
	wrongBadgeOrOwner: undefined,
} satisfies Record<Reason, RefusalText | undefined>;

/** What Capillary says only in words, because it gives no code, or one that has other meanings. */
const WORDS: Array<{ says: RegExp; reason: Reason }> = [
	{ says: /doesn't have issue instance/i, reason: 'notEnrolled' },
	{ says: /not issued/i, reason: 'nobodyEnrolled' },
	{ says: /doesn't belong to customer/i, reason: 'otherEnrolment' },
	{ says: /badge is not found|invalid enum value/i, reason: 'wrongBadgeOrOwner' },
];

/** Why something was refused: what the node found out, or else Capillary's own words. */
export function reasonOf({ reason, message }: Pick<Refusal, 'reason' | 'message'>) {
	return reason ?? WORDS.find(({ says }) => says.test(message))?.reason;
}

/** What is missing, when a customer or a badge does not exist; Capillary's words tell which. */
export function subjectInWords(message: string): 'badge' | 'customer' | 'badgeOfCustomer' {
	const namesBadge = /badge/i.test(message);
	const namesCustomer = /customer/i.test(message);
	if (namesBadge === namesCustomer) return 'badgeOfCustomer';
	return namesBadge ? 'badge' : 'customer';
}
