import type { IDataObject } from 'n8n-workflow';

import type { Call, Response } from '../api/call';
import { isObject } from '../api/json';
import { entriesIn, pageCall, totalsIn, type Totals } from '../api/paging';
import { asText } from '../api/values';
import type { Failed } from '../errors/refusal';
import type { List } from './requests';
import { notConfirmed } from './results';

/** Entries asked for in one call. No largest page is documented. This one keeps responses small. */
export const PAGE_SIZE = 100;

/** A page of a list; each entry has a key that identifies it. */
interface Page extends Totals {
	status: 'succeeded';
	entries: Array<{ key: string; output: IDataObject }>;
}

/** The call for the first page. */
export function firstPage(list: List<unknown>, row: unknown): Call {
	return pageCall(list.call(row), list.entries(row), 0, pageSize(list.limit(row)));
}

/** Entries to ask for in one call when so many are wanted. */
export function pageSize(most: number): number {
	return Math.min(PAGE_SIZE, most);
}

/** The entries of a response, each with a key that identifies it. */
export function readPage(list: List<unknown>, row: unknown, response: Response): Page | Failed {
	const failed = list.refuse?.(row, response);
	if (failed) return failed;
	const shape = list.entries(row);
	const entries = entriesIn(response.data, shape);
	if (!entries) return notConfirmed(response, 'does not have the requested list');
	if (!entries.every(isObject)) {
		return notConfirmed(response, 'has a list with an empty entry');
	}
	const [idField, ...others] = shape.id;
	return {
		status: 'succeeded',
		...totalsIn(response.data),
		entries: entries.map((entry) => {
			const id = asText(entry[idField]);
			const key = id === null ? entry : [id, ...others.map((field) => entry[field])];
			return { key: JSON.stringify(key), output: list.output(entry, row) };
		}),
	};
}
