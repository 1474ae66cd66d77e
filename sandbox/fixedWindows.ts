import { randomUUID } from 'node:crypto';

import type { Badge, Constraint } from './model';
import { DAY, UNITS } from './times';

/** One cycle of a fixed window: its first day and its last day, in epoch milliseconds. */
export interface Cycle {
	startDate: number;
	endDate: number;
	/** When the next one begins: what is earned before that counts for this one. */
	nextStart: number;
}

/** Whether a limit counts by cycles of fixed length. */
export function isFixedWindow({ constraintType }: Constraint): boolean {
	return constraintType.endsWith('FIXED_WINDOW');
}

/** The limit with a reference id, which the server gives to each fixed window. */
export function withReference(constraint: Constraint): Constraint {
	return isFixedWindow(constraint) ? { referenceId: randomUUID(), ...constraint } : constraint;
}

/**
 * A fixed window's cycle by its number, 0 for the badge's first. As in the published sample of
 * https://docs.capillarytech.com/reference/get-fixed-window-details, cycles begin at midnight UTC
 * and their end is the midnight at which their last day begins.
 */
export function cycleAt(badge: Badge, window: Constraint, number: number): Cycle {
	const startDate = firstDayOf(badge) + number * lengthOf(window);
	const nextStart = startDate + lengthOf(window);
	return { startDate, endDate: nextStart - DAY, nextStart };
}

/** The cycle in which a moment lies; undefined when the badge is not live then. */
export function cycleDuring(badge: Badge, window: Constraint, moment: number): Cycle | undefined {
	if (moment < badge.startOn || moment >= badge.expiresOn) return undefined;
	return cycleAt(badge, window, numberAt(badge, window, moment));
}

/** Number of the first cycle between two moments in a badge's life, and how many there are. */
export function cyclesBetween(
	badge: Badge,
	window: Constraint,
	from: number,
	until: number,
): { first: number; count: number } {
	const start = Math.max(from, badge.startOn);
	const end = Math.min(until, badge.expiresOn);
	if (!(start < end)) return { first: 0, count: 0 };
	const first = numberAt(badge, window, start);
	return { first, count: numberAt(badge, window, end - 1) - first + 1 };
}

function numberAt(badge: Badge, window: Constraint, moment: number): number {
	return Math.floor((moment - firstDayOf(badge)) / lengthOf(window));
}

function firstDayOf({ startOn }: Badge): number {
	return startOn - (startOn % DAY);
}

function lengthOf({ durationType = 'DAYS', refreshRate = 1 }: Constraint): number {
	return UNITS[durationType] * refreshRate;
}
