// What a client gets when a fault or the rate limit takes the place of the normal response.
import type { Response } from '../endpoints/endpoint';
import type { Fault } from './faults';
import { problemBody } from '../http/problem';
import { problems } from '../http/problems';
import type { Variants } from './variants';

/** A response with headers of its own. */
export interface HttpResponse extends Response {
	headers?: Record<string, string>;
}

/** What the client gets: a response, half of one, or only a closed connection. */
export type Outcome = HttpResponse | { half: HttpResponse } | 'dropped';

const PROXY_PAGE =
	'<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>' +
	'<body><h1>Bad gateway</h1><p>The web server reported an error.</p></body></html>\n';
const HTML = { 'Content-Type': 'text/html; charset=UTF-8' };
const UNKNOWN_ERROR = 'Something went wrong';

/** The outcome of a call under its faults. `work` runs once at most. */
export function outcomeOf(faults: Fault[], work: () => HttpResponse): Outcome {
	for (const fault of faults) {
		switch (fault.kind) {
			case 'dropBefore':
				return 'dropped';
			case 'dropAfter':
				work();
				return 'dropped';
			case 'cut':
				return { half: work() };
			case 'status':
				return responseOf(fault, faultBody(fault.status));
			case 'statusAfterWork':
				work();
				// Capillary never refuses what it has done: this response is a gateway's.
				return responseOf(fault, { message: UNKNOWN_ERROR });
			case 'html':
				if (fault.afterWork) work();
				return { status: fault.status, body: PROXY_PAGE, headers: HTML };
			case 'empty':
				if (fault.afterWork) work();
				return { status: 200, body: '' };
			default:
		}
	}
	return work();
}

type StatusFault = Extract<Fault, { kind: 'status' | 'statusAfterWork' }>;

function responseOf({ status, body, headers }: StatusFault, defaultBody: unknown): HttpResponse {
	return { status, body: body ?? defaultBody, headers };
}

/** Problems by status: https://docs.capillarytech.com/reference/errors-and-warnings */
const PROBLEMS: Record<number, { code: number; message: string }> = {
	401: problems.tokenRefused,
	403: problems.accessDenied,
	429: problems.tooManyCalls,
	503: problems.accessUnknown,
	521: problems.customerBusy,
};

function faultBody(status: number): unknown {
	const problem = PROBLEMS[status] ?? { code: status, message: UNKNOWN_ERROR };
	return problemBody({ ...problem, status, format: 'v2' });
}

/** The response 429; the documents do not show its body. */
export function tooManyCalls(
	variant: Variants['tooManyCalls'],
	headers: Record<string, string>,
): HttpResponse {
	const responses = {
		v2: { body: problemBody(problems.tooManyCalls), headers },
		badges: { body: problemBody({ ...problems.tooManyCalls, format: 'badges' }), headers },
		empty: { body: '', headers },
		webPage: { body: PROXY_PAGE, headers: { ...headers, ...HTML } },
	};
	return { status: 429, ...responses[variant] };
}
