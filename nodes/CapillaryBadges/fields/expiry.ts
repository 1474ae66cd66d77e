import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from './item';
import type { Detail } from './detail';
import { TIME_UNITS } from './timeUnits';

const KINDS = [
	{
		name: 'With the Badge',
		value: 'WITH_BADGE_META' as const,
		description: 'At the end of the badge',
	},
	{
		name: 'After Some Time',
		value: 'RELATIVE' as const,
		description: 'Some days, weeks or months after the customer got it',
	},
	{
		name: 'On a Date',
		value: 'FIXED_DATE' as const,
		description: 'On the same date for everybody',
	},
	{ name: 'Never', value: 'NEVER' as const, description: 'Stays for good' },
];

/** When something that a customer gets expires. */
export interface ExpiryField {
	displayName: string;
	/** Capillary's name; the fields beside it begin with it. */
	name: 'earnedBadgeExpiry' | 'issuedBadgeExpiry';
	description: string;
}

/** When a badge that a customer got expires. */
export const EARNED_BADGE_EXPIRY: ExpiryField = {
	displayName: 'Earned Badge Expires',
	name: 'earnedBadgeExpiry',
	description:
		"When a customer who got the badge loses it again ('issual expiry' on Capillary's screens)",
};

/** When a customer's enrolment expires. */
export const ISSUED_BADGE_EXPIRY: ExpiryField = {
	displayName: 'Enrolment Expires',
	name: 'issuedBadgeExpiry',
	description: "When a customer's enrolment for the badge ends",
};

/** Both expiries of a badge stand in one form, so what belongs to one of them is named after it. */
const after = (displayName: string) => `${displayName} After`;
const unit = (displayName: string) => `${displayName} After Unit`;
const on = (displayName: string) => `${displayName} On`;

/** The fields for an expiry: its kind, and what that kind needs. */
export function expiryFields({ displayName, name, description }: ExpiryField): INodeProperties[] {
	return [
		{ displayName, name, type: 'options', options: KINDS, default: 'WITH_BADGE_META', description },
		{
			displayName: after(displayName),
			name: `${name}Value`,
			type: 'number',
			typeOptions: { minValue: 1 },
			displayOptions: { show: { [name]: ['RELATIVE'] } },
			default: 1,
			description: 'After how many days, weeks or months',
		},
		{
			displayName: unit(displayName),
			name: `${name}Unit`,
			type: 'options',
			options: TIME_UNITS,
			displayOptions: { show: { [name]: ['RELATIVE'] } },
			default: 'MONTHS',
			description: 'What the number counts',
		},
		{
			displayName: on(displayName),
			name: `${name}Date`,
			type: 'dateTime',
			displayOptions: { show: { [name]: ['FIXED_DATE'] } },
			default: '',
			required: true,
			description: 'The date, in the time zone of the workflow',
		},
	];
}

/**
 * The expiry as Capillary takes it (https://docs.capillarytech.com/reference/create-badges-org), where
 * the t of `relativeExpirytype` is small in all samples.
 *
 * @param item the parameters, or the collection that holds the fields
 */
export function readExpiry(item: Item, { displayName, name }: ExpiryField): IDataObject {
	const kind = item.choice(name, displayName, KINDS);
	switch (kind) {
		case 'NEVER':
			return { expiryType: kind };
		case 'RELATIVE':
			return {
				expiryType: kind,
				relativeExpirytype: item.choice(`${name}Unit`, unit(displayName), TIME_UNITS),
				value: item.wholeNumber(`${name}Value`, after(displayName), 1, 100_000),
			};
		case 'FIXED_DATE': {
			const expiresOnISO = item.requiredDate(`${name}Date`, on(displayName));
			return { expiryType: 'ABSOLUTE', type: kind, expireWithBadgeMeta: false, expiresOnISO };
		}
		case 'WITH_BADGE_META':
			return { expiryType: 'ABSOLUTE', type: kind, expireWithBadgeMeta: true };
	}
}

/** An expiry within a collection, where its fields stand together as one. */
export function expiryDetail(expiry: ExpiryField): Detail {
	const { displayName, name, description } = expiry;
	return {
		field: {
			displayName,
			name,
			type: 'fixedCollection',
			placeholder: 'Set expiry',
			default: {},
			description,
			options: [{ displayName: 'Expiry', name: 'expiry', values: expiryFields(expiry) }],
		},
		read(item) {
			const [entry] = item.entries(name, 'expiry', displayName);
			if (entry) return { [name]: readExpiry(entry, expiry) };
			return item.refuse(displayName, 'is empty', 'Set it, or remove the field.');
		},
	};
}
