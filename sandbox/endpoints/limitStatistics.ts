// How far a badge's limit is used.
import { cycleDuring, isFixedWindow } from '../data/fixedWindows';
import { countOf } from '../data/limits';
import type { Badge, Constraint, EarnedBadge } from '../data/model';
import type { SandboxState } from '../data/state';
import { timeFields, UNITS } from '../data/times';

type Unit = keyof typeof UNITS;

/**
 * A limit with its use, in the form of one page only:
 * https://docs.capillarytech.com/reference/get-individual-badge-details-of-a-customer
 *
 * @param earned the earned badges that count: the customer's, or everybody's
 */
export function limitStatistics(
	state: SandboxState,
	badge: Badge,
	limit: Constraint,
	earned: EarnedBadge[],
): Record<string, unknown> {
	const [, level, kind] = /^(CUSTOMER_)?BADGE_(.+)$/.exec(limit.constraintType) ?? [];
	const cycle = isFixedWindow(limit) ? cycleDuring(badge, limit, state.now()) : undefined;
	const countRolling = (unit: Unit, periods: number | undefined) =>
		periods ? countOf(earned, state.now() - periods * UNITS[unit]) : null;
	return {
		constraintLevel: level ? 'CUSTOMER' : 'BADGE',
		constraintType: kind === 'FIXED_VALUE' ? 'OVERALL' : kind,
		rollType: limit.rollType ?? null,
		refreshRate: limit.refreshRate ?? null,
		durationType: limit.durationType ?? null,
		cycleStatus: cycle ? 'ACTIVE' : null,
		startDayOfTheWeek: limit.startDayOfTheWeek ?? null,
		rollValue: limit.rollValue ?? null,
		maxEarnLimit: limit.maxEarnLimit ?? null,
		earnConstraintBlockStatistics: {
			currentEarnCount: countOf(earned, cycle?.startDate ?? startOfRoll(state, limit)),
			currentEarnCountDays: countRolling('DAYS', limit.rollForDays),
			currentEarnCountWeeks: countRolling('WEEKS', limit.rollForWeeks),
			currentEarnCountMonths: countRolling('MONTHS', limit.rollForMonths),
		},
		fixedWindowCycle: cycle
			? {
					...timeFields({ startDate: cycle.startDate, endDate: cycle.endDate }),
				}
			: null,
		fixedWindowReferenceId: limit.referenceId ?? null,
		rollingWindowLimits: null,
	};
}

/** The start of a rolling window; other limits have no start. */
function startOfRoll(state: SandboxState, { rollType, rollValue }: Constraint): number {
	return rollType && rollValue ? state.now() - rollValue * UNITS[rollType] : -Infinity;
}
