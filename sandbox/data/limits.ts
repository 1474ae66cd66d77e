// Whether a badge's limits allow one more.
import { cycleDuring, isFixedWindow } from './fixedWindows';
import type { Badge, Constraint, EarnedBadge } from './model';
import type { SandboxState } from './state';
import { UNITS } from './times';

/** A period in which a number of badges can be earned. */
interface Period {
	from: number;
	/** The first moment after the period. */
	until: number;
	most?: number;
}

/**
 * Whether a limit of a badge is reached, in total or for this customer
 * (https://docs.capillarytech.com/reference/create-badges-org).
 *
 * @param eventOn when the badge would be earned
 */
export function isLimitReached(
	state: SandboxState,
	badge: Badge,
	customerId: string,
	eventOn: number,
): boolean {
	const isFull = (limits: Constraint[], earned: () => EarnedBadge[]) =>
		limits
			.flatMap((limit) => periodsOf(badge, limit, eventOn))
			.some(
				({ from, until, most }) => most !== undefined && countOf(earned(), from, until) >= most,
			);
	return (
		isFull(badge.customerConstraints, () => state.earnedOf(customerId, badge.id)) ||
		isFull(badge.badgeConstraints, () => state.earnedOfBadge(badge.id))
	);
}

/** How many badges were earned in a period. Revoked ones do not count. */
export function countOf(earned: EarnedBadge[], from: number, until = Infinity): number {
	return earned.filter(
		({ revokedOn, eventOn }) => revokedOn === null && eventOn >= from && eventOn < until,
	).length;
}

/** The periods of a limit at a moment: none without a limit, up to three for a rolling window. */
function periodsOf(badge: Badge, limit: Constraint, moment: number): Period[] {
	const rolling = (unit: keyof typeof UNITS, periods?: number, most?: number): Period[] =>
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
