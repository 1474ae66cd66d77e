import { readJson } from '../../../sandbox/http/json';
import type { RawResponse, MadeCall } from '../harness/corruptingServer';

type Json = Record<string, unknown>;

/** A call, and the response that the node got. */
export interface Exchange {
	call: MadeCall;
	response: RawResponse;
}

/** A response with a success status and without an error. */
export interface ValidResponse {
	call: MadeCall;
	/** The calls that changed something, up to this one. */
	changedBy: MadeCall[];
	/** The data of its envelope, or the list itself. */
	data: unknown;
	warnings: Json[];
}

/** The responses of a run in order, without errors and unreadable ones. */
export function validResponsesIn(exchanges: Exchange[]): ValidResponse[] {
	return exchanges.flatMap(({ call, response: { status, text } }, index) => {
		const result = status >= 200 && status <= 299 ? parsed(text) : undefined;
		const reported = Array.isArray(result)
			? { data: result as unknown, warnings: [] }
			: opened(result);
		const sofar = exchanges.slice(0, index + 1).map((one) => one.call);
		const changedBy = sofar.filter(({ method }) => method !== 'GET');
		return reported ? [{ call, changedBy, ...reported }] : [];
	});
}

/** The content of an envelope, or nothing when it is invalid or has an error. */
export function opened(envelope: unknown): Pick<ValidResponse, 'data' | 'warnings'> | undefined {
	if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope))
		return undefined;
	const { data, entity, errors, warnings } = envelope as Json;
	if (!isNothing(errors)) return undefined;
	return { data: data ?? entity, warnings: Array.isArray(warnings) ? warnings.map(fieldsOf) : [] };
}

/** Whether a value stands for no error. */
export function isNothing(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	if (typeof value === 'object') return Object.keys(value).length === 0;
	return value === false || value === 0;
}

function parsed(text: string): unknown {
	try {
		return readJson(text);
	} catch {
		return undefined;
	}
}

/** The fields of an object, or none for any other value. */
export function fieldsOf(value: unknown): Json {
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isObject ? (value as Json) : {};
}

/** Whether both are IDs and equal, as text or number, whatever the case. */
export function isSame(one: unknown, other: unknown): boolean {
	return isId(one) && isId(other) && String(one).toLowerCase() === String(other).toLowerCase();
}

export function isId(value: unknown): boolean {
	return typeof value === 'number' || (typeof value === 'string' && value !== '');
}
