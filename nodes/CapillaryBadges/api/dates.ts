/**
 * A date of a response as ISO 8601 in UTC. Capillary gives seconds since 1970 with decimals, though its
 * documents say milliseconds, and ISO 8601 in the time zone of its server
 * (https://docs.capillarytech.com/reference/handling-datetime-in-apis).
 *
 * @returns null where there is no date, or none that can be read
 */
export function asIsoDate(value: unknown): string | null {
	if (value === '' || (typeof value !== 'string' && typeof value !== 'number')) return null;
	const seconds = Number(value);
	const date = Number.isNaN(seconds) ? new Date(value) : new Date(seconds * 1000);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Whether two dates (epoch milliseconds) are of the same second; some of Capillary's are no more exact. */
export function isSameSecond(one: number, other: number): boolean {
	return Math.floor(one / 1000) === Math.floor(other / 1000);
}

/** Hours and minutes of a time (epoch milliseconds) in a time zone, such as 11:20. */
export function timeOfDay(time: number, timeZone: string): string {
	const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
	return format.format(time);
}
