import { sanitizeName } from '../errors/untrustedText';

/** One HTTP response as it arrived: the body is text, unparsed. */
export interface HttpResponse {
	status: number;
	headers: Record<string, unknown>;
	text: string;
}

/** Retry-After in milliseconds, given in seconds or as a date (RFC 9110, section 10.2.3). */
export function retryAfter(answer: HttpResponse): number | undefined {
	const value = header(answer, 'retry-after');
	if (value === undefined) return undefined;
	if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
	// A bare number that is no such time, as -5, would be read as a date of the year 2001.
	const now = serverTimeOf(answer) ?? Date.now();
	const wait = /[a-z]/i.test(value) ? Date.parse(value) - now : NaN;
	// A date that is over says nothing of how long to wait.
	return wait > 0 ? wait : undefined;
}

/** The one form of a date that HTTP servers send (RFC 9110, section 5.6.7). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} 20\d{2} \d{2}:\d{2}:\d{2} GMT$/;

/** The time of the server's clock, from its Date header. A date outside this century is ignored. */
export function serverTimeOf(answer: HttpResponse): number | undefined {
	const value = header(answer, 'date') ?? '';
	const time = HTTP_DATE.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

/** What names the call in Capillary's logs. */
export function requestIdOf(answer: HttpResponse): string | undefined {
	const id = header(answer, 'x-cap-request-id') ?? header(answer, 'x-cap-requestid');
	return id && sanitizeName(id);
}

function header({ headers }: HttpResponse, name: string): string | undefined {
	const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
	const value = entry?.[1];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
