import type { Response, Reply, Warning } from './call';
import type { Refusal } from '../errors/refusal';
import { sanitizeText } from '../errors/untrustedText';
import { requestIdOf, retryAfter, serverTimeOf, type HttpResponse } from './headers';
import { isObject, readJson, type ReadJson } from './json';

/**
 * Opens Capillary's envelope `{data, errors, warnings}`
 * (https://docs.capillarytech.com/reference/errors-and-warnings). The v2 services put their result in
 * `entity` and their errors in `{status, code, message}`; empty lists come as `[]` or as `null`.
 * An error counts under any HTTP status: 1051 and 8015 arrive under HTTP 200.
 * The response to an import is a list of envelopes, one for each entry. That list is then the data, and
 * openEntry opens each of them.
 */
export function parseEnvelope(answer: HttpResponse, read: ReadJson = readJson): Reply {
	const { status } = answer;
	const requestId = requestIdOf(answer);
	const serverTime = serverTimeOf(answer);
	const shared = { status, requestId, serverTime, retryAfter: retryAfter(answer) };
	if (status === 407) {
		const message =
			'the proxy that n8n is set to use wants a user name and password of its own (HTTP 407)';
		return {
			status: 'failed',
			refusal: { ...shared, cause: 'unreachable', message, lasting: true },
		};
	}
	const parsed = read(answer.text);
	if (Array.isArray(parsed) && parsed.length > 0 && status >= 200 && status <= 299) {
		return { status: 'succeeded', response: { data: parsed, warnings: [], requestId, serverTime } };
	}
	if (!isObject(parsed)) {
		return {
			status: 'failed',
			refusal: { ...shared, cause: 'unreadable', message: describeBody(answer) },
		};
	}
	return openObject(parsed, shared);
}

/** Opens one envelope of a response that is a list of envelopes. Without an error or data it is a refusal. */
export function openEntry(entry: unknown, { requestId, serverTime }: Response): Reply {
	return openObject(isObject(entry) ? entry : {}, { status: 200, requestId, serverTime });
}

function openObject(
	envelope: Record<string, unknown>,
	shared: Pick<Refusal, 'requestId' | 'retryAfter' | 'serverTime'> & { status: number },
): Reply {
	const { status, requestId, serverTime } = shared;
	const [first, ...others] = errorsIn(envelope);
	if (first !== undefined) {
		const error = readError(first);
		const cause = causeOf(status, error.code);
		return { status: 'failed', refusal: { ...shared, ...error, ...alsoSaid(others), cause } };
	}
	if (status === 403) {
		// A 403 without Capillary's error is from a gateway or firewall. It says nothing about the account.
		return {
			status: 'failed',
			refusal: { ...shared, cause: 'unreadable', message: notCapillary(status) },
		};
	}
	if (status < 200 || status > 299) {
		const said = safeText(envelope.message);
		if (status < 500) {
			const message = said ?? `HTTP status ${status}`;
			return { status: 'failed', refusal: { ...shared, cause: causeOf(status), message } };
		}
		// The text is a gateway's. Capillary, behind it, may have done the work.
		const message = said === undefined ? `has the HTTP status ${status}` : `says '${said}'`;
		return { status: 'failed', refusal: { ...shared, cause: 'unreadable', message } };
	}
	const warnings = list(envelope.warnings)
		.filter((warning) => warning !== null)
		.map(readError);
	// A warning alone is a result too: it can say that a badge is already claimed.
	const data = envelope.data ?? envelope.entity ?? (warnings.length > 0 ? {} : undefined);
	if (data === undefined) {
		return {
			status: 'failed',
			refusal: {
				...shared,
				cause: 'unreadable',
				message: 'has no data',
				reason: 'noData',
			},
		};
	}
	return { status: 'succeeded', response: { data, warnings, requestId, serverTime } };
}

/**
 * The errors of an envelope; a single error object is accepted as well. The v1.1
 * services put theirs in `response.status`: https://docs.capillarytech.com/docs/authorization-flows
 */
function errorsIn({ errors, response }: Record<string, unknown>): unknown[] {
	const status = isObject(response) ? response.status : undefined;
	if (isObject(status) && 'success' in status && String(status.success) !== 'true') return [status];
	return isOneError(errors) ? [errors] : list(errors);
}

/** An error without a list around it: its fields, its text, its code alone, or only that there is one. */
function isOneError(errors: unknown): boolean {
	if (isObject(errors)) return Object.keys(errors).length > 0;
	return (
		text(errors) !== undefined || errors === true || (typeof errors === 'number' && errors !== 0)
	);
}

/** Code and text of one entry of `errors`, `warnings` or of one customer's `error`, under either pair of names. */
export function readError(entry: unknown): Warning {
	const { code, errorCode, message, errorMessage } = (entry ?? {}) as Record<string, unknown>;
	const given = typeof entry === 'number' ? entry : (code ?? errorCode);
	const number = typeof given === 'number' || text(given) ? Number(given) : NaN;
	return {
		...(Number.isInteger(number) ? { code: number } : {}),
		message: safeText(message) ?? safeText(errorMessage) ?? safeText(entry) ?? 'no reason given',
	};
}

/** Most further errors of one response that a message quotes. */
const MOST_ALSO_SAID = 5;

/** The other errors of a response that has several, as when a new badge is wrong in more than one way. */
function alsoSaid(others: unknown[]): Pick<Refusal, 'note'> {
	if (others.length === 0) return {};
	const said = others
		.slice(0, MOST_ALSO_SAID)
		.map(readError)
		.map(({ code, message }) => {
			return code === undefined ? `'${message}'` : `'${message}' (${code})`;
		});
	return { note: `Capillary also says: ${said.join(', ')}.` };
}

/** HTTP statuses and codes of a token that has expired or is unknown. */
const DEAD_TOKEN = [401, 498];
/** Codes of a credential that may not do what is asked: https://docs.capillarytech.com/reference/authorisation */
const NOT_AUTHORIZED = [403, 4000];

function causeOf(status: number, code = 0): Refusal['cause'] {
	const isRefused = (one: number) => DEAD_TOKEN.includes(one) || NOT_AUTHORIZED.includes(one);
	return isRefused(status) || isRefused(code) ? 'signIn' : 'capillary';
}

/** Whether Capillary says that the token of the call has expired or is unknown. */
export function isExpiredToken({ status = 0, code = 0 }: Refusal): boolean {
	return DEAD_TOKEN.includes(status) || DEAD_TOKEN.includes(code);
}

function describeBody({ text: body, status }: HttpResponse): string {
	if (body.trim() === '') return `is empty (HTTP ${status})`;
	if (/^\s*<(!doctype|html|head|body)/i.test(body)) return `is a web page (HTTP ${status})`;
	return notCapillary(status);
}

function notCapillary(status: number): string {
	return `is not in Capillary's format (HTTP ${status})`;
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A text of the response, made safe to show. */
function safeText(value: unknown): string | undefined {
	const said = text(value);
	return said && sanitizeText(said);
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
