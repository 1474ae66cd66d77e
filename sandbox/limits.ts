import { cycleDuring, isFixedWindow } from './fixedWindows';
import type { Badge, Constraint, EarnedBadge } from './model';
import type { SandboxState } from './state';
import { UNITS } from './times';

/** A span of time in which so many badges can be earned; times in epoch milliseconds. */
interface Span {
	from: number;
	/** The first moment that does not count. */
	until: number;
	most?: number;
}

/**
 * Whether one of a badge's limits, its own or the customer's, leaves no room for another one
 * (https://docs.capillarytech.com/reference/create-badges-org). What was revoked does not count.
 *
 * @param eventOn when it would be earned, in epoch milliseconds
 */
export function isLimitReached(
	state: SandboxState,
	badge: Badge,
	customerId: string,
	eventOn: number,
): boolean {
	const isFull = (limits: Constraint[], earned: () => EarnedBadge[]) =>
		limits
			.flatMap((limit) => spansOf(badge, limit, eventOn))
			.some(
				({ from, until, most }) => most !== undefined && countOf(earned(), from, until) >= most,
			);
	return (
		isFull(badge.customerConstraints, () => state.earnedOf(customerId, badge.id)) ||
		isFull(badge.badgeConstraints, () => state.earnedOfBadge(badge.id))
	);
}

function countOf(earned: EarnedBadge[], from: number, until: number): number {
	return earned.filter(
		({ revokedOn, eventOn }) => revokedOn === null && eventOn >= from && eventOn < until,
	).length;
}

/** The spans that a limit counts by at a moment: none without a limit, three of a customer's roll. */
function spansOf(badge: Badge, limit: Constraint, moment: number): Span[] {
	const rolling = (unit: keyof typeof UNITS, periods?: number, most?: number): Span[] =>
		periods ? [{ from: moment - periods * UNITS[unit], until: moment + 1, most }] : [];
	const { constraintType, maxEarnLimit: most } = limit;
	if (isFixedWindow(limit)) {
		const cycle = cycleDuring(badge, limit, moment);
		return cycle ? [{ from: cycle.startDate, until: cycle.nextStart, most }] : [];
	}
	if (constraintType.endsWith('FIXED_VALUE')) return [{ from: -Infinity, until: Infinity, most }];
	return [
		...(limit.rollType ? rolling(limit.rollType, limit.rollValue, most) : []),
		...rolling('DAYS', limit.rollForDays, limit.maxEarnForDays),
		...rolling('WEEKS', limit.rollForWeeks, limit.maxEarnForWeeks),
		...rolling('MONTHS', limit.rollForMonths, limit.maxEarnForMonths),
	];
}
