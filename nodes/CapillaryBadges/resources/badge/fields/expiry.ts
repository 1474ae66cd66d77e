import type { IDataObject } from 'n8n-workflow';

import { dateField } from '../../../fields/date';
import { map, type Field, type Property } from '../../../fields/field';
import { numberField } from '../../../fields/number';
import { choiceField } from '../../../fields/choice';
import { variantField } from '../../../fields/variant';
import { TIME_UNITS } from './timeUnits';

/** Label, name and description of an expiry. The names of its parts begin with its name. */
interface Expiry {
	displayName: string;
	name: 'earnedBadgeExpiry' | 'issuedBadgeExpiry';
	description: string;
}

/** When a badge that a customer got expires. */
export const EARNED_BADGE_EXPIRY: Expiry = {
	displayName: 'Earned Badge Expires',
	name: 'earnedBadgeExpiry',
	description:
		"When a customer who got the badge loses it ('issual expiry' on Capillary's screens)",
};

/** When a customer's enrolment expires. */
export const ISSUED_BADGE_EXPIRY: Expiry = {
	displayName: 'Enrolment Expires',
	name: 'issuedBadgeExpiry',
	description: "When a customer's enrolment for the badge ends",
};

/**
 * The expiry as Capillary takes it (https://docs.capillarytech.com/reference/create-badges-org), where
 * the t of `relativeExpirytype` is small in all samples.
 */
export function expiryField({ displayName, name, description }: Expiry): Field<IDataObject> {
	const expiry = variantField(
		{
			displayName,
			name,
			type: 'options',
			options: [
				{
					name: 'When the Badge Ends',
					value: 'WITH_BADGE_META',
					description: 'On the end date of the badge',
				},
				{
					name: 'After Some Time',
					value: 'RELATIVE',
					description: 'Some days, weeks or months after the customer got it',
				},
				{
					name: 'On a Date',
					value: 'FIXED_DATE',
					description: 'On the same date for everybody',
				},
				{ name: 'Never', value: 'NEVER', description: "Doesn't expire" },
			],
			default: 'WITH_BADGE_META',
			description,
		},
		{
			WITH_BADGE_META: {},
			// Both expiries of a badge stand in one form, so the labels of the parts begin with that of the expiry.
			RELATIVE: {
				value: numberField(
					{
						displayName: `${displayName} After`,
						name: `${name}Value`,
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 1,
						description: 'After how many days, weeks or months',
					},
					{ max: 100_000 },
				),
				unit: choiceField({
					displayName: `${displayName} After Unit`,
					name: `${name}Unit`,
					type: 'options',
					options: TIME_UNITS,
					default: 'MONTHS',
					description: 'The unit of the number',
				}),
			},
			FIXED_DATE: {
				date: dateField({
					displayName: `${displayName} On`,
					name: `${name}Date`,
					type: 'dateTime',
					default: '',
					required: true,
					description: 'The date, in the time zone of the workflow',
				}),
			},
			NEVER: {},
		},
	);
	return map(expiry, (chosen): IDataObject => {
		switch (chosen.kind) {
			case 'NEVER':
				return { expiryType: chosen.kind };
			case 'RELATIVE':
				return {
					expiryType: chosen.kind,
					relativeExpirytype: chosen.unit,
					value: chosen.value,
				};
			case 'FIXED_DATE':
				return {
					expiryType: 'ABSOLUTE',
					type: chosen.kind,
					expireWithBadgeMeta: false,
					expiresOnISO: chosen.date,
				};
			case 'WITH_BADGE_META':
				return { expiryType: 'ABSOLUTE', type: chosen.kind, expireWithBadgeMeta: true };
		}
	});
}

/** An expiry within a collection, where its parts stand together as one. */
export function addedExpiryField(expiry: Expiry): Field<IDataObject> {
	const { displayName, name, description } = expiry;
	const field = expiryField(expiry);
	const property: Property<'fixedCollection'> = {
		displayName,
		name,
		type: 'fixedCollection',
		placeholder: 'Set expiry',
		default: {},
		description,
		options: [{ displayName: 'Expiry', name: 'expiry', values: field.properties }],
	};
	return {
		properties: [property],
		read(input) {
			const [entry] = input.entries(property, 'expiry');
			return entry
				? field.read(entry)
				: input.refuse(property, 'is empty', 'Set it, or remove the field.');
		},
	};
}
