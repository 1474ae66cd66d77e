import type { Subject } from './refusal';

/** What a refusal means in plain words, and what the reader can do next. */
export interface RefusalText {
	/** Completes 'Could not …:'. */
	why: string;
	/** One or two sentences. */
	next: string;
}

const LOOK_UP_BADGE = 'Pick the badge from the list, or check its ID in Capillary under Badges.';
const OWNERS = 'Open the badge in Capillary and look at its owners and claims.';
const CHECK_CUSTOMER = "Check that 'Customer' and 'Customer Identifier' match.";
/** Temporary conditions, by Capillary's code and by HTTP status. */
const BUSY: Record<number, RefusalText> = {
	461: { why: "Capillary's search is busy", next: 'Run it again in a few minutes.' },
	521: {
		why: 'Capillary is busy with another action for the same customer',
		next: 'Run it again in a few minutes.',
	},
};

/** What 404 means: the thing that the call asked for does not exist. */
export const NOT_FOUND: Record<Subject, RefusalText> = {
	badge: { why: 'there is no badge with this ID in Capillary', next: LOOK_UP_BADGE },
	badgeGroup: {
		why: 'there is no badge group with this ID in Capillary',
		next: "Pick the group from the list under 'Badge Group'.",
	},
	badgeOfCustomer: {
		why: 'there is no such customer or no badge with this ID in Capillary',
		next: `${CHECK_CUSTOMER} ${LOOK_UP_BADGE}`,
	},
	customField: {
		why: 'there is no custom field with this ID in Capillary',
		next: "Pick the field from the list under 'Custom Field'.",
	},
	customer: { why: 'there is no such customer in Capillary', next: CHECK_CUSTOMER },
	webhook: {
		why: 'there is no webhook with this ID in Capillary',
		next: 'Look at the webhooks in Capillary, under Organization Settings > Event Notifications.',
	},
};

const NOT_ACCEPTED = {
	why: 'Capillary did not accept the credential',
	next: 'Open the credential in n8n and test it.',
};
const NOT_ALLOWED = {
	why: 'the account may not do this',
	next: 'Ask your Capillary administrator to give the access group of your API client the right to badges, and to webhooks where this is about webhooks. A change takes up to an hour to apply.',
};

/**
 * Codes of the Badges service, in words for the user:
 * the error tables of https://docs.capillarytech.com/reference/create-badges-org and its sister pages.
 * Other Capillary services use the same numbers for other things, so this table serves badges only.
 */
export const BADGE_CODES: Record<number, RefusalText> = {
	...BUSY,
	401: NOT_ACCEPTED,
	403: NOT_ALLOWED,
	498: NOT_ACCEPTED,
	705: { why: 'the badge has no expiry date', next: 'Enter an expiry date.' },
	714: {
		why: 'this kind of owner is not allowed for the badge',
		next: 'Choose an owner that your organization may use.',
	},
	715: { why: 'Capillary received no badge ID', next: LOOK_UP_BADGE },
	716: { why: 'the owner type is missing', next: "Choose an 'Owner Type'." },
	717: {
		why: 'the reference ID of the owner is missing',
		next: "Enter the 'Reference ID' that the badge was claimed with.",
	},
	720: { why: 'the start date is not before the end date', next: 'Correct one of the dates.' },
	722: { why: 'the start date is in the past', next: 'Enter a start date that is still to come.' },
	723: {
		why: 'the start date of a badge that is live cannot change',
		next: 'Leave the start date as it is.',
	},
	724: {
		why: 'the expiry date is in the past',
		next: 'Enter an expiry date that is still to come.',
	},
	725: { why: 'another badge has this name', next: 'Choose another name.' },
	727: { why: 'the badge has no owner', next: 'Choose at least one owner.' },
	728: { why: 'the badge has no owner', next: 'Choose at least one owner.' },
	732: { why: 'the rank of the group is missing', next: 'Enter a rank.' },
	733: { why: 'another group has this name', next: 'Choose another name.' },
	735: { why: 'the name of the group is missing', next: 'Enter a name.' },
	737: {
		why: 'the badge is not claimed by this owner with this reference ID, or no longer is',
		next: `${OWNERS} To treat this as success, set the option 'If Already Done' to 'Count as Success'.`,
	},
	738: {
		why: 'an owner with an active claim cannot be removed',
		next: 'Unclaim the badge for that owner first.',
	},
	740: { why: 'another custom field has this name', next: 'Choose another name.' },
	741: { why: 'the data type of the custom field is missing', next: 'Choose a data type.' },
	742: {
		why: 'a mandatory custom field needs a default value',
		next: 'Enter a default value, or make the field optional.',
	},
	744: { why: 'the default value is not a number', next: 'Enter a number as the default value.' },
	745: { why: 'the default value is not true or false', next: 'Enter true or false.' },
	746: { why: 'the data type of a custom field cannot change', next: 'Create a new custom field.' },
	750: { why: 'the event date is in the future', next: 'Enter an event date that has passed.' },
	801: {
		why: 'customers cannot be enrolled for this badge, because it is issued directly',
		next: "Issue the badge to the customer with the resource 'Earn' instead.",
	},
	803: { why: 'the module that acts is missing', next: "Choose an 'Owner Type'." },
	804: { why: 'the request ID is missing', next: "Enter a 'Request ID', or leave it to the node." },
	809: {
		why: 'Capillary had a request with this request ID before',
		next: "Check whether the earlier request did what you want; if not, use another request ID. To repeat a run that gives badges safely, give each item a request ID of its own and set the option 'If Already Done' to 'Count as Success'.",
	},
	810: {
		why: 'the badge is not claimed by this owner with this reference ID',
		next: `Claim the badge first. ${OWNERS}`,
	},
	811: {
		why: 'the customer is not enrolled for this badge',
		next: "Enrol the customer first (resource 'Issue').",
	},
	812: { why: 'the customer ID is missing', next: "Fill 'Customer'." },
	813: { why: 'the earned badge ID is missing', next: "Fill 'Earned Badge'." },
	814: {
		why: 'the customer does not have this earned badge, or no longer has it',
		next: "Check the customer and the earned badge ID in Capillary. To treat this as success, set the option 'If Already Done' to 'Count as Success'.",
	},
	815: { why: 'the badge is not live', next: 'Check the dates of the badge in Capillary.' },
	816: {
		why: 'the event date is outside the dates of the badge or of the enrolment',
		next: 'Enter an event date between the start and the end of the badge; Capillary takes up to 24 hours after its end. For a customer who was enrolled first, the dates of the enrolment count.',
	},
	826: {
		why: 'a limit by fixed window and another kind of limit cannot be exchanged on this badge',
		next: 'Keep the kind of limit, or create a new badge.',
	},
	1020: {
		why: 'the earn type of a badge cannot change',
		next: 'Keep the earn type, or create a new badge.',
	},
	1026: {
		why: 'there is no such customer in Capillary',
		next: CHECK_CUSTOMER,
	},
	1028: {
		why: 'Capillary does not take this kind of customer identifier',
		next: "Choose another 'Customer Identifier'.",
	},
	1039: { why: 'the badge is not active', next: 'Activate the badge first.' },
	1040: {
		why: 'the customer is enrolled for this badge already',
		next: 'Wait until that enrolment ends, or revoke it first.',
	},
	1051: { why: 'Capillary received no customer', next: "Check that 'Customer' is filled." },
	1054: { why: 'the badge belongs to another organization', next: LOOK_UP_BADGE },
	1060: {
		why: 'one call held more customers than Capillary takes',
		next: 'The node sent this item in a call of its own. Give the request ID to Capillary support.',
	},
	4000: NOT_ALLOWED,
	4001: {
		why: 'Capillary could not check the access right just now',
		next: 'Run it again in a few minutes.',
	},
	8015: {
		why: 'Capillary found no such customer in the loyalty program',
		next: `${CHECK_CUSTOMER} Where an organization uses dual eligibility, Capillary finds customers by the primary identifier only: use that one, or the customer ID.`,
	},
	999999: {
		why: 'Capillary could not process it',
		next: 'Run it again. If it keeps failing, give the request ID to Capillary support.',
	},
};

/** Refusals by the HTTP status, where Capillary gives no code. */
export const STATUSES: Record<number, RefusalText> = {
	401: NOT_ACCEPTED,
	403: NOT_ALLOWED,
	498: NOT_ACCEPTED,
	429: {
		why: "Capillary's rate limit was reached",
		next: "Run it again later. If other programs use the same API client, set 'Calls per Minute' to the part of the limit that is left for this node.",
	},
	...BUSY,
};

/** Those that mean the same in Capillary's other services, and the one that only their lookup gives. */
export const CODES_ELSEWHERE = new Set([401, 403, 461, 498, 521, 4000, 4001, 8015]);
