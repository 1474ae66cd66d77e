/** Milliseconds. */
export const MINUTE = 60_000;
/** Longest delay of the next minute when calls overtake each other, in milliseconds. */
const LARGEST_MARGIN = 2000;

/** A limit for each minute, whether it starts with the clock, with the first call, or slides. */
export interface MinuteLimit {
	kind: 'minute';
	/** Start of the first call of this minute. */
	start: number;
	/** Calls that got through in this minute. */
	used: number;
	/** Calls that a minute takes, as far as is known. */
	most: number;
	/** Calls beyond that, to find out whether a minute takes more by now. */
	extra: number;
	/** How often calls were refused for a moment only. */
	hiccups: number;
	/** How much later than after 60 seconds the next minute starts, in milliseconds. */
	margin: number;
}

/** A minute that begins with a call that got through. */
export function minuteLimit(start: number, most: number, margin = 0): MinuteLimit {
	return { kind: 'minute', start, used: 1, most: Math.max(1, most), extra: 0, hiccups: 0, margin };
}

/** When the next minute begins (epoch milliseconds). */
export function endOf({ start, margin }: MinuteLimit): number {
	return start + MINUTE + margin;
}

/**
 * The minute goes on with a call that got through: calls were refused for a moment only, because they overtook
 * each other on their way.
 *
 * @param lasted how long calls were refused, in milliseconds
 */
export function continueMinute(limit: MinuteLimit, lasted: number): void {
	limit.hiccups++;
	limit.used++;
	limit.margin = Math.min(LARGEST_MARGIN, Math.max(limit.margin, lasted));
}
