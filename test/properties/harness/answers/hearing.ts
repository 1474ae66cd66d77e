import { readJson } from '../../../../sandbox/json';
import type { Answer, MadeCall } from './answeringServer';

type Json = Record<string, unknown>;

/** What an answer says when it is one: it came with a good status, and tells of no error. */
export interface Heard {
	call: MadeCall;
	/** The calls that changed something, up to this one. */
	changedBy: MadeCall[];
	/** The content of its envelope, or the list that it is. */
	data: unknown;
	warnings: Json[];
}

/** What was said in the answers of a run, in their order; without those that say nothing or an error. */
export function heardIn(answers: Array<{ call: MadeCall; answer: Answer }>): Heard[] {
	return answers.flatMap(({ call, answer: { status, text } }, index) => {
		const said = status >= 200 && status <= 299 ? parsed(text) : undefined;
		const told = Array.isArray(said) ? { data: said as unknown, warnings: [] } : opened(said);
		const sofar = answers.slice(0, index + 1).map((one) => one.call);
		const changedBy = sofar.filter(({ method }) => method !== 'GET');
		return told ? [{ call, changedBy, ...told }] : [];
	});
}

/** What an envelope says; nothing when it is none, or tells of an error. */
export function opened(envelope: unknown): Pick<Heard, 'data' | 'warnings'> | undefined {
	if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope))
		return undefined;
	const { data, entity, errors, warnings } = envelope as Json;
	if (!isNothing(errors)) return undefined;
	return { data: data ?? entity, warnings: Array.isArray(warnings) ? warnings.map(fieldsOf) : [] };
}

/** No error: none is named, or nothing stands where it would be. */
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

/** The fields of an object; none of anything else. */
export function fieldsOf(value: unknown): Json {
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isObject ? (value as Json) : {};
}

/** Whether two IDs are there and the same, as text or as numbers, in capital or small letters. */
export function isSame(one: unknown, other: unknown): boolean {
	return isId(one) && isId(other) && String(one).toLowerCase() === String(other).toLowerCase();
}

/** Whether it can be an ID. */
export function isId(value: unknown): boolean {
	return typeof value === 'number' || (typeof value === 'string' && value !== '');
}
