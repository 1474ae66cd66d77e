import type { Call } from '../../../../nodes/CapillaryBadges/api/call';
import type { AlreadyDone } from '../../../../nodes/CapillaryBadges/engine/results';
import published from '../../../published.json';

/**
 * One exchange with Capillary as its documents show it, and what the node makes of it.
 *
 * Published examples are named `operation/request/name` or `operation/status/name`, as they stand in
 * test/published.json, which holds the examples of https://docs.capillarytech.com/reference/create-badges-org
 * and its sister pages by the page's last part.
 */
export interface Example {
	/** What it shows; the name of the test. */
	name: string;
	/** Resource and operation of the node. */
	operation: [resource: string, operation: string];
	/** Parameters of the input items that share the call. */
	items: Array<Record<string, unknown>>;
	/** Answer to what the operation looks up first, when it does. */
	lookedUp?: unknown;
	/** The call that the items become; absent where another example of the operation shows it. */
	request?: Omit<Call, 'body'> & { body?: unknown };
	/** The published request that this call is in the node's own form, or equals when it is the body itself. */
	sends?: string;
	/** The published answer that is given; `response` stands for one that is not in the file. */
	answers?: string;
	/** HTTP status of the answer: that of `answers`, else 200. */
	status?: number;
	response?: unknown;
	/** Output of each item, or the code (undefined where Capillary gives none) and the words of its failure. */
	outcomes: Array<object[] | AlreadyDone | { status?: undefined; code?: number; says: RegExp }>;
}

type Named = Record<string, unknown>;
const pages: Record<string, { requests: Named; responses: Record<string, Named> }> = published;

/** Names of all published examples. */
export const PUBLISHED = Object.entries(pages).flatMap(([page, { requests, responses }]) => [
	...Object.keys(requests).map((name) => `${page}/request/${name}`),
	...Object.entries(responses).flatMap(([status, named]) =>
		Object.keys(named).map((name) => `${page}/${status}/${name}`),
	),
]);

/**
 * A published example by its name.
 *
 * @throws Error when there is none by that name
 */
export function publishedExample(name: string): unknown {
	const [page, kind, ...rest] = name.split('/');
	const named = kind === 'request' ? pages[page]?.requests : pages[page]?.responses[kind];
	const example = named?.[rest.join('/')];
	if (example === undefined) throw new Error(`There is no published example '${name}'`);
	return example;
}

/** The answer of an example: HTTP status and body. */
export function answerOf({ answers, status, response }: Example): {
	status: number;
	body: unknown;
} {
	if (answers === undefined) return { status: status ?? 200, body: response };
	return { status: Number(answers.split('/')[1]), body: publishedExample(answers) };
}

/** Capillary's envelope around a result. */
export const success = (data: unknown) => ({ data, errors: [], warnings: [] });

/** Capillary's envelope around a refusal. */
export const failure = (code: number, message: string) => ({
	data: null,
	errors: [{ code, message, reference: null }],
	warnings: null,
});
