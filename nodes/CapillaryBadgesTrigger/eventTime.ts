/** Milliseconds of the years 2001 to 2100: times outside of them are no times of an event. */
const EARLIEST = Date.UTC(2001, 0);
const LATEST = Date.UTC(2101, 0);

/**
 * How many milliseconds a unit has: seconds, milliseconds, microseconds, nanoseconds. The numbers of
 * those hundred years do not overlap between units, so the size of a number shows its unit.
 */
const UNITS = [1000, 1, 1e-3, 1e-6];

/** A time as text has at most so many characters. */
const LONGEST = 40;
const NUMBER = /^\d+(\.\d+)?(e\+?\d+)?$/i;
const ISO_WITH_ZONE =
	/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d)(?::?(\d\d))?$/i;

/**
 * A time of an event as ISO 8601 in UTC. Capillary's samples show milliseconds
 * (https://docs.capillarytech.com/docs/event-schema-incentives). Other units are recognized by the size
 * of the number.
 *
 * @returns the value as it came where it is not certain which time it means: an ISO time without a
 * zone, a day that does not exist, a number outside of the years 2001 to 2100
 */
export function isoTime(value: unknown): unknown {
	if (typeof value === 'number') return fromNumber(value) ?? value;
	if (typeof value !== 'string' || value.length > LONGEST) return value;
	const text = value.trim();
	return (NUMBER.test(text) ? fromNumber(Number(text)) : fromIso(text)) ?? value;
}

function fromNumber(value: number): string | undefined {
	const time = UNITS.map((unit) => Math.round(value * unit)).find(
		(milliseconds) => milliseconds >= EARLIEST && milliseconds < LATEST,
	);
	return time === undefined ? undefined : new Date(time).toISOString();
}

function fromIso(text: string): string | undefined {
	const [, day, time, hours, minutes = '00'] = ISO_WITH_ZONE.exec(text) ?? [];
	if (!day || !isDay(day)) return undefined;
	const zone = /z/i.test(hours) ? 'Z' : `${hours}:${minutes}`;
	const date = new Date(`${day}T${time}${zone}`);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** JavaScript reads 30 February as 2 March. */
function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
