import { asIsoDate } from '../../api/dates';
import { customerField } from '../../fields/customer';
import { dateField } from '../../fields/date';
import { map } from '../../fields/field';
import { filtersField } from '../../fields/filters';
import { textField } from '../../fields/text';
import { variantField } from '../../fields/variant';

const ofCustomer = { customer: customerField() };

/** Whose limits are looked at; those of a customer count the times of one customer. */
export const which = variantField(
	{
		displayName: 'Which Limits',
		name: 'constraintType',
		type: 'options',
		options: [
			{
				name: 'Limits per Badge',
				value: 'BADGE',
				description: 'How often all customers together got the badge',
			},
			{
				name: 'Limits per Customer',
				value: 'CUSTOMER',
				description: 'How often one customer got the badge',
			},
			{ name: 'Both', value: 'ALL', description: 'Limits of both kinds, for one customer' },
		],
		default: 'BADGE',
		description: 'Which limits to get the usage of',
	},
	{ BADGE: {}, CUSTOMER: ofCustomer, ALL: ofCustomer },
);

/** Which windows are wanted. */
export const filters = filtersField({
	startDate: map(
		dateField({
			displayName: 'From',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			description: 'Only windows from this date on',
		}),
		(date) => asIsoDate(date)!,
	),
	endDate: map(
		dateField({
			displayName: 'To',
			name: 'endDate',
			type: 'dateTime',
			default: '',
			description: 'Only windows up to this date',
		}),
		(date) => asIsoDate(date)!,
	),
	fixedWindowCycleReferenceId: textField({
		displayName: 'Window ID',
		name: 'fixedWindowCycleReferenceId',
		type: 'string',
		default: '',
		placeholder: 'e.g. e6791ec9-e92f-34af-bdc3-be2607fdf82c',
		description: 'ID of the fixed windows of one limit',
	}),
});
