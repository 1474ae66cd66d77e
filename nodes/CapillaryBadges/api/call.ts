import type { IDataObject } from 'n8n-workflow';

import type { Failed } from '../errors/refusal';

/** One HTTP call to Capillary as plain data: what to send, without the host and without the credential. */
export interface Call {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** The part of the URL after the host, with a leading slash. Every part that came from a person is URL-encoded. */
	path: string;
	query?: Record<string, string | number | boolean>;
	headers?: Record<string, string>;
	body?: IDataObject | IDataObject[];
	/** Set when the numbers of the response must keep every digit, as ExactNumber. */
	exact?: true;
	/** Set for a call that is never sent again when it may have been carried out: that would do it twice. */
	once?: true;
	/** Set when the response has the envelope of GET /v1.1/customer/get. */
	opensCustomers?: true;
	/** Set when a response without data is an empty list. */
	noDataIsEmpty?: true;
}

/** A warning in a successful response. */
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

/** The result of a call. */
export type Reply = { status: 'succeeded'; response: Response } | Failed;

/** Base path of the Badges API: https://docs.capillarytech.com/reference/create-badges-org and its sister pages. */
export const BADGES_API = '/api_gateway/v1/badges';
