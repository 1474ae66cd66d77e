import type { IDataObject } from 'n8n-workflow';

import type { Call, Response } from '../api/call';
import type { PagedList } from '../api/paging';
import type { Failed, Refusal } from '../errors/refusal';
import type { Outcome } from './results';

/**
 * One request that serves one row. Equal rows share it. Rows that differ have a request each, even when the
 * requests are equal.
 */
export interface Single<Row> {
	build(row: Row): Call;
	/** The outcome of the row, such as `succeeded()` with its output, or `notConfirmed()`. */
	settle(row: Row, response: Response, call: Call): Outcome;
}

/** One request that serves several rows. */
export interface Batch<Row> {
	/** Most entries that Capillary takes in one request. With 1, only rows with the same dedupeKey share it. */
	maxEntries: number;
	/** Rows with the same key can share a request. */
	groupKey(row: Row): string;
	/** Names the entry that the row puts into its request. No two entries of a request have the same key. */
	dedupeKey(row: Row): string;
	/** Whether the row has an entry of its own, even if another row has the same dedupeKey. */
	isSeparate?(row: Row): boolean;
	/** Rows with the same key are sent one after the other, never together. */
	sequenceKey?(row: Row): string;
	/**
	 * Whether a refusal of the whole request is about what its rows have in common. After any other
	 * refusal the request is divided, so that only the rows at fault are refused. Without it, requests
	 * are never divided.
	 */
	isShared?(refusal: Refusal): boolean;
	build(rows: [Row, ...Row[]]): Call;
	settle(row: Row, response: Response, call: Call): Outcome;
}

/** A request that replaces a whole thing. The thing is read first, changed, and sent back. */
export interface Update<Row> {
	/** Rows with the same key change the same thing and share a request. */
	groupKey(row: Row): string;
	/** The call that reads the thing. */
	read(row: Row): Call;
	/** The row completed by the current thing. */
	complete(row: Row, response: Response): { status: 'found'; row: Row } | Failed;
	build(rows: [Row, ...Row[]]): Call;
	settle(row: Row, response: Response, call: Call): Outcome;
}

/** A list that is read page by page. Each entry becomes an output item: a list cannot leave one out. */
export interface List<Row> {
	/** Most entries that the row asks for; Infinity for all. */
	limit(row: Row): number;
	/** The call without its page. */
	call(row: Row): Call;
	/** Where the entries are in a response, and which fields identify them. */
	entries(row: Row): PagedList & { id: string[] };
	/** The output for an entry. */
	output(entry: Record<string, unknown>, row: Row): IDataObject;
	/** The failure when a response is about something else; undefined when the response is right. */
	refuse?(row: Row, response: Response): Failed | undefined;
}

/** Exactly one kind of request; the key says which. */
export type Requests<Row> =
	| { single: Single<Row>; batch?: undefined; update?: undefined; list?: undefined }
	| { batch: Batch<Row>; single?: undefined; update?: undefined; list?: undefined }
	| { update: Update<Row>; single?: undefined; batch?: undefined; list?: undefined }
	| { list: List<Row>; single?: undefined; batch?: undefined; update?: undefined };
