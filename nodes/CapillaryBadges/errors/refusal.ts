/** What a call asks for, so that 'not found' can name it. */
export type Subject =
	| 'badge'
	| 'badgeGroup'
	| 'badgeOfCustomer'
	| 'customField'
	| 'customer'
	| 'webhook';

/** Why something was refused, where there is no code; `REASONS` has the texts. */
export type Reason =
	| 'noData'
	| 'nobodyEnrolled'
	| 'notEarned'
	| 'notEnrolled'
	| 'otherEarnedBadge'
	| 'otherEnrolment'
	| 'stillThere'
	| 'wrongBadgeOrOwner';

/** Why a call, or one customer's part of it, did not succeed. */
export interface Refusal {
	/**
	 * - `capillary`: Capillary said no, with a code or at least a message.
	 * - `unreadable`: the response is a web page, is empty, or does not confirm what was asked.
	 * - `unanswered`: the call was sent and got no response, so it may or may not have been carried out.
	 * - `unreachable`: no connection was made, so nothing was carried out.
	 * - `signIn`: Capillary did not accept the credential.
	 * - `cancelled`: the run was canceled.
	 * - `outage`: nothing was sent, because Capillary had not been answering for minutes.
	 */
	cause:
		| 'capillary'
		| 'unreadable'
		| 'unanswered'
		| 'unreachable'
		| 'signIn'
		| 'cancelled'
		| 'outage';
	/** Capillary's own code, such as 814. */
	code?: number;
	/** HTTP status of the response, when there was one. */
	status?: number;
	/** Capillary's message, or ours where there is none. Only `reasonOf` evaluates it. */
	message: string;
	/** Why, where there is no code. */
	reason?: Reason;
	/** Set when the response is from another service than Badges, whose codes can mean something else. */
	elsewhere?: true;
	/** What the call asked for; a badge by default. */
	about?: Subject;
	/** Set when the request for a token had no success; the message then says what to do. */
	signingIn?: true;
	/** Set when the call only reads, so that nothing can have been carried out. */
	readOnly?: true;
	/** Set when every further call would certainly fail in the same way. */
	lasting?: true;
	/** A whole sentence to add for the user, such as what was done in spite of the refusal. */
	note?: string;
	/** Set when the time ran out, so that the call may still be carried out. */
	timedOut?: true;
	/** What is known of a change whose call failed; without it, what the refusal itself says. */
	outcome?: 'notDone' | 'unknown';
	/** Whether a change in doubt can be made again without doing it twice. */
	repeat?: RepeatSafety;
	/** Set when it would count as success, but could not be verified. */
	notVerified?: true;
	/** Names the call in Capillary's logs. */
	requestId?: string;
	/** Milliseconds that Capillary asked to wait before the next call. */
	retryAfter?: number;
	/** The response's Date header in epoch milliseconds, which are whole seconds. Unset without that header. */
	serverTime?: number;
}

/**
 * Whether running an item again can do a thing twice:
 * - `safe`: it cannot.
 * - `whenDoneCounts`: it cannot, and the item succeeds when what was done before counts as success.
 * - `unsafe`: it can.
 */
export type RepeatSafety = 'safe' | 'whenDoneCounts' | 'unsafe';

/** A call, or the change that a row asks for, was not made or is not confirmed. */
export interface Failed {
	status: 'failed';
	refusal: Refusal;
}
