import { cycleDuring, isFixedWindow } from '../fixedWindows';
import type { Badge, Constraint, EarnedBadge } from '../model';
import type { SandboxState } from '../state';
import { timeFields, UNITS } from '../times';

type Unit = keyof typeof UNITS;

/**
 * A limit and how far it is used up, in the form that only this page has:
 * https://docs.capillarytech.com/reference/get-individual-badge-details-of-a-customer
 *
 * @param earned what counts against it: the customer's, or everybody's; what was revoked does not
 */
export function limitStatistics(
	state: SandboxState,
	badge: Badge,
	limit: Constraint,
	earned: EarnedBadge[],
): Record<string, unknown> {
	const [, level, kind] = /^(CUSTOMER_)?BADGE_(.+)$/.exec(limit.constraintType) ?? [];
	const cycle = isFixedWindow(limit) ? cycleDuring(badge, limit, state.now()) : undefined;
	const countSince = (start: number) =>
		earned.filter(({ revokedOn, eventOn }) => revokedOn === null && eventOn >= start).length;
	const countRolling = (unit: Unit, periods: number | undefined) =>
		periods ? countSince(state.now() - periods * UNITS[unit]) : null;
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
			currentEarnCount: countSince(cycle?.startDate ?? startOfRoll(state, limit)),
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

/** Since when a badge's rolling window counts; any other limit counts from ever. */
function startOfRoll(state: SandboxState, { rollType, rollValue }: Constraint): number {
	return rollType && rollValue ? state.now() - rollValue * UNITS[rollType] : -Infinity;
}
