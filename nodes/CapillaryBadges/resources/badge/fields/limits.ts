import type { IDataObject } from 'n8n-workflow';

import { choiceField } from '../../../fields/choice';
import { map, type Field } from '../../../fields/field';
import { listField } from '../../../fields/list';
import { numberField } from '../../../fields/number';
import { variantField } from '../../../fields/variant';
import { constraintsOf, type Prefix } from './constraints';
import { TIME_UNITS } from './timeUnits';

const MOST = 1_000_000_000;

const times = numberField(
	{
		displayName: 'Maximum Times',
		name: 'times',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'How many times the badge can be earned in that time',
	},
	{ max: MOST },
);

const period = numberField(
	{
		displayName: 'Period',
		name: 'period',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'Length of the window, in the unit that is chosen',
	},
	{ max: MOST },
);

const weekStart = choiceField({
	displayName: 'Week Starts On',
	name: 'weekStart',
	type: 'options',
	options: [
		{ name: 'Friday', value: 'FRIDAY' },
		{ name: 'Monday', value: 'MONDAY' },
		{ name: 'Saturday', value: 'SATURDAY' },
		{ name: 'Sunday', value: 'SUNDAY' },
		{ name: 'Thursday', value: 'THURSDAY' },
		{ name: 'Tuesday', value: 'TUESDAY' },
		{ name: 'Wednesday', value: 'WEDNESDAY' },
	],
	default: 'MONDAY',
	description: 'The day on which each window begins',
});

const unit = {
	displayName: 'Unit',
	name: 'unit',
	type: 'options' as const,
	options: TIME_UNITS,
	default: 'DAYS' as const,
	description: 'What the window is measured in',
};

const limitFields = {
	limit: variantField(
		{
			displayName: 'Limit Type',
			name: 'kind',
			type: 'options',
			options: [
				{
					name: 'In Total',
					value: 'fixedValue',
					description: 'Over the whole life of the badge',
				},
				{
					name: 'In a Rolling Window',
					value: 'rollingWindow',
					description: 'Within the last days, weeks or months, counting back from each earning',
				},
				{
					name: 'In a Fixed Window',
					value: 'fixedWindow',
					description: 'Within cycles that begin on set days, one after the other',
				},
				{ name: 'No Limit', value: 'noLimit', description: 'Any number of times' },
			],
			default: 'fixedValue',
			description: 'The period over which earned badges are counted',
		},
		{
			fixedValue: { times },
			rollingWindow: { times, unit: choiceField(unit), period },
			fixedWindow: {
				times,
				window: variantField(unit, { DAYS: { period }, WEEKS: { weekStart }, MONTHS: {} }),
			},
			noLimit: {},
		},
	),
};

/** How often one customer can earn the badge. */
export const customerLimits = limitsField({
	displayName: 'Limits per Customer',
	name: 'customerLimits',
	description: 'How often one customer can get the badge',
	list: 'customerConstraints',
	prefix: 'CUSTOMER_BADGE',
});

/** How often all customers together can earn the badge. */
export const badgeLimits = limitsField({
	displayName: 'Limits per Badge',
	name: 'badgeLimits',
	description: 'How often all customers together can get the badge',
	list: 'badgeConstraints',
	prefix: 'BADGE',
});

function limitsField({
	list,
	prefix,
	...label
}: {
	displayName: string;
	name: string;
	description: string;
	list: string;
	prefix: Prefix;
}): Field<IDataObject> {
	const limits = listField(
		{ ...label, type: 'fixedCollection', placeholder: 'Add limit', default: {} },
		{ name: 'limit', displayName: 'Limit' },
		limitFields,
	);
	return map(limits, (entries, refuse) => ({
		[list]: constraintsOf(
			entries.map(({ limit }) => limit),
			prefix,
			refuse,
		),
	}));
}
