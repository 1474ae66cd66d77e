// The cycles of a badge's fixed windows, with the number of earned badges in each.
import { cycleAt, cyclesBetween, isFixedWindow, type Cycle } from '../data/fixedWindows';
import { countOf } from '../data/limits';
import type { Badge, Constraint, EarnedBadge } from '../data/model';
import { Refusal } from '../http/refusal';
import { timeFields } from '../data/times';
import { badgesEndpoint, ok, type ApiCall } from './endpoint';
import { pageOf } from './paging';
import { asNumber, badgeOf, customerIdOf, oneOf, timeOf } from './reading';

const LEVELS = ['BADGE', 'CUSTOMER', 'ALL'] as const;

/** https://docs.capillarytech.com/reference/get-fixed-window-details */
export const fixedWindowDetails = badgesEndpoint(
	'GET',
	'/badgeMeta/getFixedWindowDetails',
	(call) => {
		const { state, query } = call;
		const badge = badgeOf(state, query.badgeMetaId || undefined);
		const level = oneOf(query.constraintType ?? 'ALL', 'constraintType', LEVELS);
		const counted = query.includeEarnCount === 'true';
		const customerId = customerOf(call, counted && level !== 'BADGE');
		const from = timeOf(query, 'startDate') ?? badge.startOn;
		const until = timeOf(query, 'endDate') ?? badge.expiresOn;

		const windows = windowsOf(badge, level)
			.filter(({ referenceId }) =>
				[referenceId, undefined].includes(query.fixedWindowCycleReferenceId),
			)
			.map((window) => ({ window, ...cyclesBetween(badge, window, from, until) }));
		const total = windows.reduce((sum, { count }) => sum + count, 0);
		const { page, size } = pageOf(query, call.variants);
		const numbers = Array.from({ length: size }, (_, index) => page * size + index);
		const earned = counted ? state.earnedOfBadge(badge.id) : undefined;
		return ok({
			badgeMetaId: badge.id,
			orgId: badge.orgId,
			...timeFields({ startDate: from, endDate: until }),
			...(customerId === undefined ? {} : { customerId: asNumber(customerId) }),
			fixedWindowCycles: numbers
				.filter((number) => number < total)
				.map((number) => {
					const [window, cycle] = nth(badge, windows, number);
					const count = earned && countIn(cycle, window, earned, customerId);
					return cycleView(window, cycle, count);
				}),
			pagination: { page, size, total, totalPages: Math.ceil(total / size) },
		});
	},
);

function customerOf({ state, query }: ApiCall, needed: boolean): string | undefined {
	const customerId = customerIdOf(query.customerId);
	if (customerId === undefined && needed) throw new Refusal('customerIdMissing');
	if (customerId !== undefined && !state.customers.has(customerId)) {
		throw new Refusal('customerNotFound');
	}
	return customerId;
}

function windowsOf(badge: Badge, level: (typeof LEVELS)[number]): Constraint[] {
	const { badgeConstraints, customerConstraints } = badge;
	const limits = {
		BADGE: badgeConstraints,
		CUSTOMER: customerConstraints,
		ALL: [...badgeConstraints, ...customerConstraints],
	};
	return limits[level].filter(isFixedWindow);
}

/** The cycle with this number among the cycles of all windows. */
function nth(
	badge: Badge,
	windows: Array<{ window: Constraint; first: number; count: number }>,
	number: number,
): [Constraint, Cycle] {
	let before = 0;
	for (const { window, first, count } of windows) {
		if (number < before + count) return [window, cycleAt(badge, window, first + number - before)];
		before += count;
	}
	throw new RangeError(`There is no cycle ${number}.`);
}

/** How often the badge was earned in a cycle; for a customer's limit, by the customer. */
function countIn(
	{ startDate, nextStart }: Cycle,
	{ constraintType }: Constraint,
	earned: EarnedBadge[],
	customerId: string | undefined,
): number {
	const ofCustomer = constraintType.startsWith('CUSTOMER_');
	const counting = earned.filter((one) => !ofCustomer || one.customerId === customerId);
	return countOf(counting, startDate, nextStart);
}

function cycleView(
	{ referenceId, constraintType }: Constraint,
	{ startDate, endDate }: Cycle,
	earnCount: number | undefined,
): Record<string, unknown> {
	return {
		fixedWindowCycleReferenceId: referenceId,
		...timeFields({ startDate, endDate }),
		...(earnCount === undefined ? {} : { earnCount }),
		constraintType,
	};
}
