import type { IDataObject } from 'n8n-workflow';

/** One HTTP call to Capillary as plain data: what to send, without the host and without the credential. */
export interface Call {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** From the host on, with a leading slash; every part that came from a person is URL-encoded. */
	path: string;
	query?: Record<string, string | number | boolean>;
	headers?: Record<string, string>;
	body?: IDataObject | IDataObject[];
	/** Set when the numbers of the answer are wanted digit by digit, as ExactNumber. */
	exact?: true;
	/** Never made again when it may have been carried out unheard: it would be done twice. */
	once?: true;
	/** An answer without data is an empty list. */
	noDataIsEmpty?: true;
}

/** What a call asks for, so that 'not found' can name it. */
export type Subject =
	| 'badge'
	| 'badgeGroup'
	| 'badgeOfCustomer'
	| 'customField'
	| 'customer'
	| 'enrolment'
	| 'webhook';

/** A remark that Capillary adds to an answer that it gave all the same. */
export interface Warning {
	code?: number;
	message: string;
}

/** Capillary did what was asked; `data` is the content of its envelope. */
export interface Response {
	data: unknown;
	warnings: Warning[];
	requestId?: string;
	/** When it was given, by the server's clock: epoch milliseconds, cut to the second. Unset without a Date header. */
	serverTime?: number;
}

/** Why a call, or one customer's part of it, did not succeed. */
export interface Refusal {
	/**
	 * - `capillary`: Capillary said no, with a code or at least a message.
	 * - `unreadable`: an answer that is not Capillary's: a web page, nothing, or data that does not speak of what was asked.
	 * - `unanswered`: the call went out and no answer came, so it may or may not have been carried out.
	 * - `unreachable`: no connection came about, so nothing was carried out.
	 * - `signIn`: Capillary did not accept the credential.
	 * - `cancelled`: the run was canceled.
	 */
	cause: 'capillary' | 'unreadable' | 'unanswered' | 'unreachable' | 'signIn' | 'cancelled';
	/** Capillary's own code, such as 814. */
	code?: number;
	/** HTTP status of the answer, when there was one. */
	status?: number;
	/** Capillary's own words, or ours where it said none. */
	message: string;
	/** Set when it was not the Badges service, whose codes the others use for other things. */
	elsewhere?: true;
	/** What the call asked for; a badge unless told. */
	about?: Subject;
	/** Set when the call only reads, so that nothing can have been carried out. */
	readOnly?: true;
	/** Set when every further call would certainly go the same way. */
	lasting?: true;
	/** A whole sentence to add for the reader, such as what was done in spite of the refusal. */
	note?: string;
	/** Set when the time ran out, so that the call may still be carried out. */
	timedOut?: true;
	/** What is known of a change whose call failed; without it, what the refusal itself says. */
	outcome?: 'notDone' | 'unknown';
	/** Whether a change in doubt can be made again without doing it twice. */
	repeat?: RepeatSafety;
	/** Names the call in Capillary's logs. */
	requestId?: string;
	/** Milliseconds that Capillary asked to wait before the next call. */
	retryAfter?: number;
	/** When it was answered, by the server's clock: epoch milliseconds, cut to the second. Unset without a Date header. */
	serverTime?: number;
}

/**
 * Whether running an item again can do a thing twice:
 * - `safe`: it cannot.
 * - `whenDoneCounts`: it cannot, and the item succeeds when what was done before counts as success.
 * - `unsafe`: it can.
 */
export type RepeatSafety = 'safe' | 'whenDoneCounts' | 'unsafe';

/** What came of a call. */
export type Reply = { answer: Response } | { refused: Refusal };

/** Base path of the Badges API: https://docs.capillarytech.com/reference/create-badges-org and its sister pages. */
export const BADGES_API = '/api_gateway/v1/badges';
