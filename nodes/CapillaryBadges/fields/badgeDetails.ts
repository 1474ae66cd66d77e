import type { Item } from './item';
import { badgeGroupPicker } from './badgeGroup';
import { customFields, images, tags } from './badgeLists';
import { LARGEST_NUMBER, type Detail } from './detail';
import { EARNED_BADGE_EXPIRY, expiryDetail, ISSUED_BADGE_EXPIRY } from './expiry';
import { badgeLimits, customerLimits } from './limits';
import { OWNER_TYPES } from './owner';

/** Modules that can own a badge: those that can claim it, and one that gives it without a claim. */
const OWNERS = [...OWNER_TYPES, { name: 'Membercare', value: 'Membercare' as const }].sort(
	(one, other) => one.name.localeCompare(other.name),
);

/**
 * What badges are created and changed with, by the names of the parameters
 * (https://docs.capillarytech.com/reference/create-badges-org,
 * https://docs.capillarytech.com/reference/update-badges). Dates go out as ISO 8601 with offset, in the
 * fields that Capillary added for that.
 */
export const BADGE_DETAILS = {
	active: {
		field: {
			displayName: 'Active',
			name: 'active',
			type: 'boolean',
			default: true,
			description: 'Whether customers can get the badge, and modules claim it',
		},
		read: (item) => ({ active: item.yesOrNo('active', 'Active') }),
	},
	badgeGroup: {
		field: badgeGroupPicker.addedField('The group to put the badge into'),
		read: (item) => ({ badgeGroupId: badgeGroupPicker.read(item) }),
	},
	badgeLimits,
	badgeRank: {
		field: {
			displayName: 'Badge Rank',
			name: 'badgeRank',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1,
			description: 'Place of the badge within its group',
		},
		read: (item) => ({ badgeRank: item.wholeNumber('badgeRank', 'Badge Rank', 0, LARGEST_NUMBER) }),
	},
	customerLimits,
	customFields,
	defaultTillId: {
		field: {
			displayName: 'Default Till ID',
			name: 'defaultTillId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 75197372',
			description: 'ID of the till that counts as the creator of the badge',
		},
		read: (item) => ({
			defaultTillId: item.wholeNumber('defaultTillId', 'Default Till ID', 1, LARGEST_NUMBER),
		}),
	},
	description: {
		field: {
			displayName: 'Description',
			name: 'description',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Buy two watches and get a voucher',
			description: 'What the badge is for',
		},
		read: (item) => ({ description: item.text('description', 'Description') }),
	},
	earnedBadgeExpiry: expiryDetail(EARNED_BADGE_EXPIRY),
	expiresOn: {
		field: {
			displayName: 'Ends',
			name: 'expiresOn',
			type: 'dateTime',
			default: '',
			description:
				'When the badge ends, in the time zone of the workflow. A date without a time means the end of that day.',
		},
		read: (item) => ({ expiresOnISO: item.requiredDate('expiresOn', 'Ends', { dayEnds: true }) }),
	},
	images,
	issuedBadgeExpiry: expiryDetail(ISSUED_BADGE_EXPIRY),
	name: {
		field: {
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Summer Explorer',
			description:
				'Name of the badge, which no other badge may have. Capital and small letters count as different.',
		},
		read: (item) => ({ name: item.required('name', 'Name') }),
	},
	owners: {
		field: {
			displayName: 'Owners',
			name: 'owners',
			type: 'multiOptions',
			options: OWNERS,
			default: [],
			description: 'The modules of Capillary that may claim the badge and give it to customers',
		},
		read: (item) => ({ ownership: { restrictedToOwners: readOwners(item) } }),
	},
	startOn: {
		field: {
			displayName: 'Starts',
			name: 'startOn',
			type: 'dateTime',
			default: '',
			description: 'When the badge starts, in the time zone of the workflow',
		},
		read: (item) => ({ startOnISO: item.requiredDate('startOn', 'Starts') }),
	},
	tags,
} satisfies Record<string, Detail>;

function readOwners(item: Item): string[] {
	return [...new Set(item.choices('owners', 'Owners', OWNERS))];
}
