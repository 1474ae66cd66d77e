import type { Call } from '../../../../nodes/CapillaryBadges/api/call';
import type { AlreadyDone } from '../../../../nodes/CapillaryBadges/engine/results';
import published from '../../../published.json';

/**
 * A request and response from Capillary's documents, and the node's outcome.
 *
 * A published example is named `page/request/name` or `page/status/name`, as in test/published.json. A page
 * is the last part of its address, such as create-badges-org of
 * https://docs.capillarytech.com/reference/create-badges-org.
 */
export interface Example {
	/** What it shows. This is the name of the test. */
	name: string;
	/** Resource and operation of the node. */
	operation: [resource: string, operation: string];
	/** Parameters of the input items that share the call. */
	items: Array<Record<string, unknown>>;
	/** The response to the operation's look-up, if it has one. */
	lookedUp?: unknown;
	/** The call for the items, unless another example of the operation has it. */
	request?: Omit<Call, 'body'> & { body?: unknown };
	/** The published request that this call corresponds to, or equals when `request` has no body. */
	sends?: string;
	/** The published response, or `response` when it is not in the file. */
	answers?: string;
	/** The HTTP status of the response. The default is that of `answers`, or 200. */
	status?: number;
	response?: unknown;
	/** The output of each item, or the code and text of its failure. Capillary may send no code. */
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

/** The response of an example: HTTP status and body. */
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
