import type { IDataObject } from 'n8n-workflow';

import type { Refuse } from '../../../fields/field';
import type { TimeUnit } from './timeUnits';

/** One limit as the user enters it. */
type Limit =
	| { kind: 'noLimit' }
	| { kind: 'fixedValue'; times: number }
	| RollingWindow
	| { kind: 'fixedWindow'; times: number; window: FixedWindow };

interface RollingWindow {
	kind: 'rollingWindow';
	times: number;
	period: number;
	unit: TimeUnit;
}

type FixedWindow =
	| { kind: 'DAYS'; period: number }
	| { kind: 'WEEKS'; weekStart: string }
	| { kind: 'MONTHS' };

/** What Capillary's constraint types begin with: limits of each customer, or of all customers together. */
export type Prefix = 'CUSTOMER_BADGE' | 'BADGE';

/**
 * The limits as Capillary takes them (https://docs.capillarytech.com/reference/create-badges-org): a
 * customer's rolling windows stand in one constraint with fields for each unit, a badge's in one
 * constraint each. The unit of a fixed window is DAYS, WEEKS or MONTHS as in the samples and the
 * responses; the tables call it DAILY, WEEKLY and MONTHLY.
 */
export function constraintsOf(limits: Limit[], prefix: Prefix, refuse: Refuse): IDataObject[] {
	if (limits.length === 0) refuse('holds no limit', "Add one, or choose 'No Limit'.");
	refuseClashes(limits, refuse);
	const constraints = limits.map((limit) => constraintOf(limit, prefix));
	return prefix === 'CUSTOMER_BADGE' ? withOneRollingWindow(constraints) : constraints;
}

/** There can be one limit of a kind, one rolling window for each unit, and nothing beside no limit. */
function refuseClashes(limits: Limit[], refuse: Refuse): void {
	const kinds = limits.map((limit) =>
		limit.kind === 'rollingWindow' ? `${limit.kind} ${limit.unit}` : limit.kind,
	);
	if (new Set(kinds).size < kinds.length) {
		refuse('holds two limits of the same kind', 'Keep one of them.');
	}
	if (kinds.includes('noLimit') && kinds.length > 1) {
		refuse("holds a limit beside 'No Limit'", 'Remove one of them.');
	}
}

function constraintOf(limit: Limit, prefix: Prefix): IDataObject {
	switch (limit.kind) {
		case 'noLimit':
			return { constraintType: `${prefix}_NO_LIMIT` };
		case 'fixedValue':
			return { constraintType: `${prefix}_FIXED_VALUE`, maxEarnLimit: limit.times };
		case 'fixedWindow':
			return {
				constraintType: `${prefix}_FIXED_WINDOW`,
				maxEarnLimit: limit.times,
				durationType: limit.window.kind,
				...(limit.window.kind === 'DAYS' ? { refreshRate: limit.window.period } : {}),
				...(limit.window.kind === 'WEEKS' ? { startDayOfTheWeek: limit.window.weekStart } : {}),
			};
		case 'rollingWindow':
			return { constraintType: `${prefix}_ROLLING_WINDOW`, ...rollingWindow(limit, prefix) };
	}
}

function rollingWindow(limit: RollingWindow, prefix: Prefix): IDataObject {
	if (prefix === 'BADGE') {
		return { rollType: limit.unit, rollValue: limit.period, maxEarnLimit: limit.times };
	}
	const names = CUSTOMER_NAMES[limit.unit];
	return { [names.times]: limit.times, [names.period]: limit.period };
}

/** The fields of a customer's rolling window, by its unit. */
const CUSTOMER_NAMES: Record<TimeUnit, { times: string; period: string }> = {
	DAYS: { times: 'maxEarnForDays', period: 'rollForDays' },
	WEEKS: { times: 'maxEarnForWeeks', period: 'rollForWeeks' },
	MONTHS: { times: 'maxEarnForMonths', period: 'rollForMonths' },
};

/** Merges constraints of the same type into the first of them. */
function withOneRollingWindow(constraints: IDataObject[]): IDataObject[] {
	const byType = new Map<unknown, IDataObject>();
	for (const constraint of constraints) {
		const { constraintType } = constraint;
		byType.set(constraintType, { ...byType.get(constraintType), ...constraint });
	}
	return [...byType.values()];
}
