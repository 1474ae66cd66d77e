import { notConfirmed, type Operation } from '../../engine/operation';
import { PAGE_SIZE, type Page } from '../../engine/pages';
import type { Response, Call, Refusal } from '../../api/call';
import { isObject } from '../../api/json';
import { asObject, asText } from '../../api/values';
import { outputOf, type Outline } from './simplify';

/** What a row of a list operation says of how much it wants. */
export interface ListRow {
	/** Most entries wanted; Infinity for all. */
	most: number;
	simplify: boolean;
}

/** A list of Capillary's. */
interface List {
	/** Its name in the data of an answer. */
	name: string;
	/** The fields of an entry when the answer is simplified; the first ID tells it from the others. */
	outline: Outline;
	/** Further fields that tell its entries apart, where several have the same ID. */
	andBy?: string[];
	/** Name of a second query parameter for the size of a page, where the documents have one. */
	limit?: string;
}

/**
 * The parts of an operation that gets the entries of a list, page by page, one output item for each.
 * Pages are counted as Capillary does: `page` from 0, `size`, and `pagination` with `total` and
 * `totalPages` in the answer (https://docs.capillarytech.com/reference/get-all-groups). The list of badges
 * documents only `limit`, so that is sent along.
 *
 * @param call the call without its page
 */
export function listed<Row extends ListRow>(
	call: (row: Row) => Call,
	list: List,
): Pick<Operation<Row>, 'call' | 'settle'> & Required<Pick<Operation<Row>, 'pages'>> {
	const { limit } = list;
	const pageOf = (row: Row, page: number, size: number): Call => {
		const { query, ...rest } = call(row);
		return { ...rest, query: { ...query, page, size, ...(limit ? { [limit]: size } : {}) } };
	};
	const read = ({ simplify }: Row, answer: Response) => readPage(list, simplify, answer);
	return {
		call: ([row]) => pageOf(row, 0, Math.min(PAGE_SIZE, row.most)),
		settle(row, answer) {
			const page = read(row, answer);
			return 'refused' in page ? page : { done: page.entries.map(({ output }) => output) };
		},
		pages: { most: ({ most }) => most, call: pageOf, read },
	};
}

function readPage(
	{ name, outline, andBy = [] }: List,
	simplify: boolean,
	answer: Response,
): Page | { refused: Refusal } {
	const entries = listIn(answer.data, name);
	if (!entries) return notConfirmed(answer, 'without the list that was asked for');
	if (!entries.every(isObject)) {
		return notConfirmed(answer, 'a list with an entry that has nothing in it');
	}
	const idField = Object.keys(outline).find((field) => outline[field] === 'id')!;
	return {
		...totalsIn(answer.data),
		entries: entries.map((entry) => {
			const id = asText(entry[idField]);
			const key = id === null ? entry : [id, ...andBy.map((field) => entry[field])];
			return { key: JSON.stringify(key), output: outputOf(entry, outline, simplify) };
		}),
	};
}

/** A list by its name; Capillary gives null for an empty one. Nothing when there is no list by that name. */
export function listIn(data: unknown, name: string): unknown[] | undefined {
	const list = asObject(data)[name];
	if (list === null) return [];
	return Array.isArray(list) ? list : undefined;
}

/** How long a list is, where the answer says so. */
export function totalsIn(data: unknown): Pick<Page, 'total' | 'totalPages'> {
	const { total, totalPages } = asObject(asObject(data).pagination);
	return { total: countIn(total), totalPages: countIn(totalPages) };
}

function countIn(value: unknown): number | undefined {
	const count = Number(asText(value) ?? NaN);
	return Number.isInteger(count) && count >= 0 ? count : undefined;
}
