import { JsonNumber } from './json';

/** In milliseconds. */
export const DAY = 86_400_000;

/** How long the units of expiries and limits are; a month is taken as thirty days. */
export const UNITS = { DAYS: DAY, WEEKS: 7 * DAY, MONTHS: 30 * DAY };

/** Epoch seconds with decimals, as Capillary's answers write a time given in milliseconds. */
export function seconds(milliseconds: number): JsonNumber {
	return new JsonNumber(`${(milliseconds / 1000).toFixed(3)}000000`);
}

/**
 * ISO 8601 without fractions, as in the `…ISO` fields: 2026-02-02T12:23:16Z; far years as Java
 * writes them: +57906-04-18T07:06:40Z.
 */
export function iso(milliseconds: number): string {
	return new Date(milliseconds)
		.toISOString()
		.replace(/\.\d+Z$/, 'Z')
		.replace(/^\+0/, '+');
}

/**
 * A time as the two fields that Capillary gives for it, e.g. `expiresOn` and `expiresOnISO`
 * (https://docs.capillarytech.com/reference/apis-updated-with-additional-timezone-fields).
 */
export function timeFields(name: string, milliseconds: number | null): Record<string, unknown> {
	return milliseconds === null
		? { [name]: null, [`${name}ISO`]: null }
		: { [name]: seconds(milliseconds), [`${name}ISO`]: iso(milliseconds) };
}

/**
 * Milliseconds of a time in a request: ISO 8601 text, or epoch seconds as a number or digits.
 * Milliseconds are taken for seconds, as Capillary does, and land some 56,000 years ahead.
 * Undefined when there is none; NaN when it is no time.
 */
export function readTime(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = String(value);
	return /^\d+(\.\d+)?(E\d+)?$/i.test(text) ? Number(text) * 1000 : isoTime(text);
}

const ISO = /^(\d{4}|[+-]\d{5,6})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Stricter than Date.parse: with a time zone, and on a day that exists. */
function isoTime(text: string): number {
	const [, year, month, day] = ISO.exec(text) ?? [];
	const exists = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() >= Number(day);
	return exists ? Date.parse(text.replace(/^([+-])(\d{5})-/, '$10$2-')) : NaN;
}
