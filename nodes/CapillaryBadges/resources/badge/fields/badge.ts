import { badgeGroupField } from '../../../fields/badgeGroup';
import { booleanField } from '../../../fields/boolean';
import { choicesField } from '../../../fields/choice';
import { dateField } from '../../../fields/date';
import { map } from '../../../fields/field';
import { numberField } from '../../../fields/number';
import { OWNER_TYPES } from '../../../fields/owner';
import { clearableTextField, textField } from '../../../fields/text';
import { addedExpiryField, EARNED_BADGE_EXPIRY, ISSUED_BADGE_EXPIRY } from './expiry';
import { badgeLimits, customerLimits } from './limits';
import { customFields, images, tags } from './lists';

/** Modules that can own a badge: those that can claim it, and one that gives it without a claim. */
const OWNERS = [...OWNER_TYPES, { name: 'Membercare', value: 'Membercare' as const }].sort(
	(one, other) => one.name.localeCompare(other.name),
);

/**
 * What badges are created and changed with; each field reads its part of the body
 * (https://docs.capillarytech.com/reference/create-badges-org,
 * https://docs.capillarytech.com/reference/update-badges). Dates go out as ISO 8601 with offset, in the
 * fields that Capillary added for that.
 */
export const badgeFields = {
	name: map(
		textField({
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Summer Explorer',
			description: 'Name of the badge, which no other badge may have. Case-sensitive.',
		}),
		(name) => ({ name }),
	),
	startOn: map(
		dateField({
			displayName: 'Starts',
			name: 'startOn',
			type: 'dateTime',
			default: '',
			description: 'When the badge starts, in the time zone of the workflow',
		}),
		(startOnISO) => ({ startOnISO }),
	),
	expiresOn: map(
		dateField(
			{
				displayName: 'Ends',
				name: 'expiresOn',
				type: 'dateTime',
				default: '',
				description:
					'When the badge ends, in the time zone of the workflow. An expression may give a date without a time, which includes the day.',
				hint: 'At 00:00, the badge ends before that day. Set 23:59 to include the day.',
			},
			{ dayEnds: true },
		),
		(expiresOnISO) => ({ expiresOnISO }),
	),
	owners: map(
		choicesField({
			displayName: 'Owners',
			name: 'owners',
			type: 'multiOptions',
			options: OWNERS,
			default: [],
			description: 'The modules of Capillary that may claim the badge and give it to customers',
		}),
		(restrictedToOwners) => ({ ownership: { restrictedToOwners } }),
	),
	active: map(
		booleanField({
			displayName: 'Active',
			name: 'active',
			type: 'boolean',
			default: true,
			description: 'Whether customers can get the badge, and modules claim it',
		}),
		(active) => ({ active }),
	),
};

/** What a badge can have besides. */
export const furtherFields = {
	badgeGroup: map(badgeGroupField('The group to put the badge into', {}), (badgeGroupId) => ({
		badgeGroupId,
	})),
	badgeLimits,
	badgeRank: map(
		numberField({
			displayName: 'Badge Rank',
			name: 'badgeRank',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1,
			description: "The badge's rank within its group",
		}),
		(badgeRank) => ({ badgeRank }),
	),
	customerLimits,
	customFields,
	description: map(
		clearableTextField({
			displayName: 'Description',
			name: 'description',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Buy two watches and get a voucher',
			description: 'What the badge is for',
		}),
		(description) => ({ description }),
	),
	images,
	tags,
};

/** When what customers get expires, where it is added to a collection. */
export const expiryFields = {
	earnedBadgeExpiry: map(addedExpiryField(EARNED_BADGE_EXPIRY), (earnedBadgeExpiry) => ({
		earnedBadgeExpiry,
	})),
	issuedBadgeExpiry: map(addedExpiryField(ISSUED_BADGE_EXPIRY), (issuedBadgeExpiry) => ({
		issuedBadgeExpiry,
	})),
};

/** Who counts as the creator of a badge, which cannot change. */
export const defaultTillId = map(
	numberField(
		{
			displayName: 'Default Till ID',
			name: 'defaultTillId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 75197372',
			description: 'ID of the till that counts as the creator of the badge',
		},
		{ min: 1 },
	),
	(defaultTillId) => ({ defaultTillId }),
);
