// Times as the API writes and reads them. Inside the sandbox, a time is a number of milliseconds.
import { JsonNumber } from '../http/json';

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** The units of expiries and limits in milliseconds; a month has thirty days. */
export const UNITS = { DAYS: DAY, WEEKS: 7 * DAY, MONTHS: 30 * DAY };

/** Epoch seconds with nine decimals, as in Capillary's responses. */
function seconds(milliseconds: number): JsonNumber {
	return new JsonNumber(`${(milliseconds / 1000).toFixed(3)}000000`);
}

/**
 * ISO 8601 without fractions: 2026-02-02T12:23:16Z. Years above 9999 are written as Java does:
 * +57906-04-18T07:06:40Z.
 */
export function iso(milliseconds: number): string {
	return new Date(milliseconds)
		.toISOString()
		.replace(/\.\d+Z$/, 'Z')
		.replace(/^\+0/, '+');
}

/**
 * Each time as the two fields that Capillary gives for it, such as `expiresOn` and `expiresOnISO`
 * (https://docs.capillarytech.com/reference/apis-updated-with-additional-timezone-fields).
 */
export function timeFields(times: Record<string, number | null>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(times).flatMap(([name, time]) => [
			[name, time === null ? null : seconds(time)],
			[`${name}ISO`, time === null ? null : iso(time)],
		]),
	);
}

/**
 * Reads a time of a request: ISO 8601 text, or epoch seconds as a number or digits. Like Capillary,
 * it reads epoch milliseconds as seconds, some 56,000 years ahead.
 *
 * @returns undefined when there is no value, NaN when the value is not a time
 */
export function readTime(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = String(value);
	return /^\d+(\.\d+)?(E\d+)?$/i.test(text) ? Number(text) * 1000 : isoTime(text);
}

const ISO = /^(\d{4}|[+-]\d{5,6})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Stricter than Date.parse: it wants a time zone and a day that exists. */
function isoTime(text: string): number {
	const [, year, month, day] = ISO.exec(text) ?? [];
	const exists = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() >= Number(day);
	return exists ? Date.parse(text.replace(/^([+-])(\d{5})-/, '$10$2-')) : NaN;
}
