// The cycles of limits with fixed windows.
import { randomUUID } from 'node:crypto';

import type { Badge, Constraint } from './model';
import { DAY, UNITS } from './times';

/** A cycle of a fixed window: the beginning of its first and of its last day. */
export interface Cycle {
	startDate: number;
	endDate: number;
	/** When the next cycle begins. */
	nextStart: number;
}

/** Whether a limit has cycles of fixed length. */
export function isFixedWindow({ constraintType }: Constraint): boolean {
	return constraintType.endsWith('FIXED_WINDOW');
}

/** Adds the reference ID that each fixed window has. */
export function withReference(constraint: Constraint): Constraint {
	return isFixedWindow(constraint) ? { referenceId: randomUUID(), ...constraint } : constraint;
}

/**
 * A cycle by its number; the badge's first cycle is 0. As in the sample of
 * https://docs.capillarytech.com/reference/get-fixed-window-details, a cycle begins at midnight UTC
 * and its end is the midnight at which its last day begins.
 */
export function cycleAt(badge: Badge, window: Constraint, number: number): Cycle {
	const startDate = firstDayOf(badge) + number * lengthOf(window);
	const nextStart = startDate + lengthOf(window);
	return { startDate, endDate: nextStart - DAY, nextStart };
}

/** The cycle at a moment; undefined when the badge is not live then. */
export function cycleDuring(badge: Badge, window: Constraint, moment: number): Cycle | undefined {
	if (moment < badge.startOn || moment >= badge.expiresOn) return undefined;
	return cycleAt(badge, window, numberAt(badge, window, moment));
}

/** The number of the first cycle between two moments, and how many cycles there are. */
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
