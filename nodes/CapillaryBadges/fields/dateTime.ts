import { tryToParseDateTime } from 'n8n-workflow';

import type { Read } from './characters';

/** Longest text that can be a date: one with time, offset and the name of its time zone. */
const LONGEST = 64;

/** A date with or without time, and the text behind it. */
const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d(?::\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?)(.*))?$/i;
/** An offset, or the name of a time zone, or a name behind an offset. */
const OFFSET = /^ ?(Z|[+-]\d\d(?::?\d\d)?)(?:\[([a-z][\w/+-]+)\])?$/i;
const ZONE = /^(?: ([a-z][\w/+-]{2,})|\[([a-z][\w/+-]+)\])$/i;
/** Names of time zones that have one meaning without a region in front of them. */
const UNIVERSAL = /^(utc|gmt)$/i;

const EXAMPLE = 'Pick a date, or use one like 2026-03-15T11:20:00+05:30.';
const NO_DATE = { status: 'refused' as const, why: 'is not a date', next: EXAMPLE };
const A_NUMBER = {
	status: 'refused' as const,
	why: 'is a number, which can count seconds, milliseconds or days',
	next: 'Turn it into a date, such as {{ DateTime.fromSeconds($json.date) }} or {{ DateTime.fromMillis($json.date) }}.',
};

/**
 * A date and time as ISO 8601 with offset. Only forms with a single meaning are taken: of others, 12 would
 * be today at noon, and 2026-6-1 a day in the server's time zone.
 *
 * @param timezone of the workflow, for a text that names none
 * @param dayEnds whether a date without a time means the end of its day, not the start
 */
export function readDate(value: unknown, timezone: string, dayEnds = false): Read<string> {
	if (typeof value === 'number' || (typeof value === 'string' && isNumber(value))) return A_NUMBER;
	if (typeof value === 'string') return readText(value.trim(), timezone, dayEnds);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return NO_DATE;
	return asRead(parse(value, timezone));
}

function readText(text: string, timezone: string, dayEnds: boolean): Read<string> {
	if (text.length > LONGEST) {
		return {
			status: 'refused' as const,
			why: `is longer than a date: it has ${text.length} characters`,
			next: EXAMPLE,
		};
	}
	const [matches, day, time, rest = ''] = DATE.exec(text) ?? [];
	if (matches === undefined) return NO_DATE;
	const [, offset, zoneOfOffset] = OFFSET.exec(rest) ?? [];
	const [, named, bracketed] = ZONE.exec(rest) ?? [];
	const zone = zoneOfOffset ?? named ?? bracketed;
	if (rest !== '' && !offset && !zone) return NO_DATE;
	if (zone !== undefined && !zone.includes('/') && !UNIVERSAL.test(zone)) {
		return {
			status: 'refused' as const,
			why: `names the time zone '${zone}', and such a short name can mean several`,
			next: 'Use an offset such as +05:30, or a name such as Asia/Kolkata.',
		};
	}
	const where = zone ?? timezone;
	if ((zone !== undefined || !offset) && !isTimeZone(where)) return noSuchZone(zone, timezone);
	if (time === undefined) return wholeDay(day, timezone, dayEnds);
	if (offset && zone === undefined) {
		const date = parse(`${day}T${time}${offset}`, timezone);
		// Offsets reach from -12:00 to +14:00.
		return date && Math.abs(date.offset) <= 14 * 60 && isAsWritten(date, day, time)
			? asRead(date)
			: NO_DATE;
	}
	return shownByClocks(day, time, where, offset);
}

/** The start or the end of a day. Some zones have days that do not start at 0:00. */
function wholeDay(day: string, timezone: string, dayEnds: boolean): Read<string> {
	const date = parse(dayEnds ? `${day}T23:59:59` : day, timezone);
	// 30 February would be read as 2 March.
	return date?.toISODate() === day ? asRead(date) : NO_DATE;
}

/** A time of the clocks of a zone, which show some times twice and some not at all when they are changed. */
function shownByClocks(day: string, time: string, zone: string, offset?: string): Read<string> {
	const date = parse(`${day}T${time}`, zone);
	if (!date || date.toISODate() !== day) return NO_DATE;
	if (!isAsWritten(date, day, time)) {
		return {
			status: 'refused' as const,
			why: `is a time that ${zone} does not have on that day, because its clocks are put forward`,
			next: 'Use another time, or a date with an offset.',
		};
	}
	const possible = momentsOf(date);
	if (offset) {
		const withOffset = parse(`${day}T${time}${offset}`, zone);
		const meant = possible.find((one) => one.toMillis() === withOffset?.toMillis());
		if (meant) return asRead(meant);
		return {
			status: 'refused' as const,
			why: `has the offset ${offset}, which is not that of ${zone}`,
			next: 'Remove one of the two.',
		};
	}
	return possible.length === 1
		? asRead(date)
		: {
				status: 'refused' as const,
				why: `is a time that ${zone} has twice on that day, because its clocks are put back`,
				next: 'Use a date with an offset, such as 2026-03-15T11:20:00+05:30.',
			};
}

const DAY = 24 * 60 * 60 * 1000;

/** The moments at which the clocks of its zone show a time: one, or two when they are put back around it. */
function momentsOf(date: DateTime): DateTime[] {
	const { zone } = date;
	const moment = date.toMillis();
	// Mostly no clock is changed near it, which is found out faster.
	const isFarFromChange = zone.offset(moment - DAY) === zone.offset(moment + DAY);
	return isFarFromChange ? [date] : date.getPossibleOffsets();
}

function isAsWritten(date: DateTime, day: string, time: string): boolean {
	const written = `${day}T${time.replace(',', '.')}`.slice(0, '2026-03-15T11:20:00.000'.length);
	return (date.toISO() ?? '').startsWith(written);
}

type DateTime = ReturnType<typeof tryToParseDateTime>;

function parse(value: unknown, timezone: string): DateTime | undefined {
	try {
		return tryToParseDateTime(value, timezone);
	} catch {
		return undefined;
	}
}

function asRead(date: DateTime | undefined): Read<string> {
	const iso = date?.toISO();
	return iso ? { status: 'read', value: iso } : NO_DATE;
}

function noSuchZone(zone: string | undefined, timezone: string): Read<string> {
	return zone === undefined
		? {
				status: 'refused' as const,
				why: `has no time zone, and the one of the workflow, '${timezone}', does not exist`,
				next: "Choose the 'Timezone' in the settings of the workflow, or use a date with an offset.",
			}
		: {
				status: 'refused' as const,
				why: `has the time zone '${zone}', which does not exist`,
				next: EXAMPLE,
			};
}

/** Words that stand for the time zone of the server where a time zone is asked for. */
const SERVERS = ['local', 'system', 'default'];

/** The last valid zone: mostly, all dates of a run have the same one. */
let knownZone = '';

function isTimeZone(name: string): boolean {
	if (name === knownZone) return name !== '';
	if (SERVERS.includes(name.toLowerCase()) || !parse('2026-01-01', name)) return false;
	knownZone = name;
	return true;
}

function isNumber(text: string): boolean {
	return text.length <= LONGEST && /^\s*[+-]?\d+(?:[.,]\d+)?\s*$/.test(text);
}
