import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from './item';
import type { Detail } from './detail';
import { TIME_UNITS, type TimeUnit } from './timeUnits';

const KINDS = [
	{
		name: 'In Total',
		value: 'fixedValue' as const,
		description: 'Over the whole life of the badge',
	},
	{
		name: 'In a Rolling Window',
		value: 'rollingWindow' as const,
		description: 'Within the last days, weeks or months, counted back from each time',
	},
	{
		name: 'In a Fixed Window',
		value: 'fixedWindow' as const,
		description: 'Within cycles that begin on set days, one after the other',
	},
	{ name: 'No Limit', value: 'noLimit' as const, description: 'Any number of times' },
];

const WEEKDAYS = [
	{ name: 'Friday', value: 'FRIDAY' as const },
	{ name: 'Monday', value: 'MONDAY' as const },
	{ name: 'Saturday', value: 'SATURDAY' as const },
	{ name: 'Sunday', value: 'SUNDAY' as const },
	{ name: 'Thursday', value: 'THURSDAY' as const },
	{ name: 'Tuesday', value: 'TUESDAY' as const },
	{ name: 'Wednesday', value: 'WEDNESDAY' as const },
];

const MOST = 1_000_000_000;

/** One limit as the user enters it. */
type Limit =
	| { kind: 'noLimit' }
	| { kind: 'fixedValue'; times: number }
	| { kind: 'rollingWindow'; times: number; period: number; unit: TimeUnit }
	| { kind: 'fixedWindow'; times: number; window: IDataObject };

/** Whose earning is limited: each customer's, or all customers' together. */
interface LimitsField {
	displayName: string;
	name: string;
	description: string;
	/** Capillary's name of the list, and what its constraint types begin with. */
	list: 'customerConstraints' | 'badgeConstraints';
	prefix: 'CUSTOMER_BADGE' | 'BADGE';
}

const PER_CUSTOMER: LimitsField = {
	displayName: 'Limits per Customer',
	name: 'customerLimits',
	description: 'How often one customer can get the badge',
	list: 'customerConstraints',
	prefix: 'CUSTOMER_BADGE',
};

const PER_BADGE: LimitsField = {
	displayName: 'Limits per Badge',
	name: 'badgeLimits',
	description: 'How often all customers together can get the badge',
	list: 'badgeConstraints',
	prefix: 'BADGE',
};

const period: INodeProperties = {
	displayName: 'Period',
	name: 'period',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'Length of the window, in the unit below',
};

/** How often one customer may earn the badge. */
export const customerLimits = limitsDetail(PER_CUSTOMER);
/** How often all customers together may earn the badge. */
export const badgeLimits = limitsDetail(PER_BADGE);

function limitsDetail(limits: LimitsField): Detail {
	return { field: limitsField(limits), read: (item) => readLimits(item, limits) };
}

/** The field for limits, which can be combined. */
function limitsField({ displayName, name, description }: LimitsField): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add limit',
		default: {},
		description,
		options: [
			{
				displayName: 'Limit',
				name: 'limit',
				values: [
					{
						displayName: 'Limit Type',
						name: 'kind',
						type: 'options',
						options: KINDS,
						default: 'fixedValue',
						description: 'The period over which earned badges are counted',
					},
					{
						displayName: 'At Most',
						name: 'times',
						type: 'number',
						typeOptions: { minValue: 1 },
						displayOptions: { hide: { kind: ['noLimit'] } },
						default: 1,
						description: 'How many times the badge can be earned in that time',
					},
					{ ...period, displayOptions: { show: { kind: ['rollingWindow'] } } },
					{ ...period, displayOptions: { show: { kind: ['fixedWindow'], unit: ['DAYS'] } } },
					{
						displayName: 'Unit',
						name: 'unit',
						type: 'options',
						options: TIME_UNITS,
						displayOptions: { show: { kind: ['rollingWindow', 'fixedWindow'] } },
						default: 'DAYS',
						description: 'What the window is measured in',
					},
					{
						displayName: 'Week Starts On',
						name: 'weekStart',
						type: 'options',
						options: WEEKDAYS,
						displayOptions: { show: { kind: ['fixedWindow'], unit: ['WEEKS'] } },
						default: 'MONDAY',
						description: 'The day on which each window begins',
					},
				],
			},
		],
	};
}

/**
 * The limits as Capillary takes them (https://docs.capillarytech.com/reference/create-badges-org): a
 * customer's rolling windows stand in one constraint with fields for each unit, a badge's in one
 * constraint each. The unit of a fixed window is DAYS, WEEKS or MONTHS as in the samples and the
 * answers; the tables call it DAILY, WEEKLY and MONTHLY.
 */
function readLimits(item: Item, field: LimitsField): IDataObject {
	const { displayName, name, list, prefix } = field;
	const limits = item.entries(name, 'limit', displayName).map((entry) => readLimit(entry));
	if (limits.length === 0)
		item.refuse(displayName, 'holds no limit', "Add one, or choose 'No Limit'.");
	refuseClashes(item, displayName, limits);
	const constraints = limits.map((limit) => constraintOf(limit, prefix));
	return { [list]: prefix === 'CUSTOMER_BADGE' ? withOneRollingWindow(constraints) : constraints };
}

function readLimit(entry: Item): Limit {
	const kind = entry.choice('kind', 'Limit Type', KINDS);
	if (kind === 'noLimit') return { kind };
	const times = entry.wholeNumber('times', 'At Most', 1, MOST);
	if (kind === 'fixedValue') return { kind, times };
	const unit = entry.choice('unit', 'Unit', TIME_UNITS);
	if (kind === 'rollingWindow') return { kind, times, unit, period: readPeriod(entry) };
	return { kind, times, window: { durationType: unit, ...WINDOWS[unit](entry) } };
}

function readPeriod(entry: Item): number {
	return entry.wholeNumber('period', 'Period', 1, MOST);
}

/** What a fixed window needs besides its unit. */
const WINDOWS: Record<TimeUnit, (entry: Item) => IDataObject> = {
	DAYS: (entry) => ({ refreshRate: readPeriod(entry) }),
	WEEKS: (entry) => ({
		startDayOfTheWeek: entry.choice('weekStart', 'Week Starts On', WEEKDAYS),
	}),
	MONTHS: () => ({}),
};

/** There can be one limit of a kind, one rolling window for each unit, and nothing beside no limit. */
function refuseClashes(item: Item, label: string, limits: Limit[]): void {
	const kinds = limits.map((limit) =>
		limit.kind === 'rollingWindow' ? `${limit.kind} ${limit.unit}` : limit.kind,
	);
	if (new Set(kinds).size < kinds.length) {
		item.refuse(label, 'holds two limits of the same kind', 'Keep one of them.');
	}
	if (kinds.includes('noLimit') && kinds.length > 1) {
		item.refuse(label, "holds a limit beside 'No Limit'", 'Remove one of them.');
	}
}

function constraintOf(limit: Limit, prefix: LimitsField['prefix']): IDataObject {
	switch (limit.kind) {
		case 'noLimit':
			return { constraintType: `${prefix}_NO_LIMIT` };
		case 'fixedValue':
			return { constraintType: `${prefix}_FIXED_VALUE`, maxEarnLimit: limit.times };
		case 'fixedWindow':
			return {
				constraintType: `${prefix}_FIXED_WINDOW`,
				maxEarnLimit: limit.times,
				...limit.window,
			};
		case 'rollingWindow':
			return { constraintType: `${prefix}_ROLLING_WINDOW`, ...ROLLING[prefix](limit) };
	}
}

const ROLLING: Record<
	LimitsField['prefix'],
	(limit: Extract<Limit, { kind: 'rollingWindow' }>) => IDataObject
> = {
	BADGE: ({ times, period: length, unit }) => ({
		rollType: unit,
		rollValue: length,
		maxEarnLimit: times,
	}),
	CUSTOMER_BADGE: ({ times, period: length, unit }) => ({
		[CUSTOMER_NAMES[unit].times]: times,
		[CUSTOMER_NAMES[unit].period]: length,
	}),
};

/** The fields of a customer's rolling window, by its unit. */
const CUSTOMER_NAMES: Record<TimeUnit, { times: string; period: string }> = {
	DAYS: { times: 'maxEarnForDays', period: 'rollForDays' },
	WEEKS: { times: 'maxEarnForWeeks', period: 'rollForWeeks' },
	MONTHS: { times: 'maxEarnForMonths', period: 'rollForMonths' },
};

/** Constraints of the same type put into one, where the first of them stands. */
function withOneRollingWindow(constraints: IDataObject[]): IDataObject[] {
	const byType = new Map<unknown, IDataObject>();
	for (const constraint of constraints) {
		const { constraintType } = constraint;
		byType.set(constraintType, { ...byType.get(constraintType), ...constraint });
	}
	return [...byType.values()];
}
