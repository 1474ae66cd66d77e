// The fields of a badge as the documents publish them for requests.
import { badgeOwners, earnTypes } from '../data/model';
import { list, one, oneOf, optional, record, type Schema } from '../http/schema';

const { text, whole, number, flag } = one;
const units = oneOf('DAYS', 'WEEKS', 'MONTHS', 'DAILY', 'WEEKLY', 'MONTHLY');

/** ISO 8601 with an offset. */
export const iso: Schema = { type: 'string', format: 'date-time' };

/** A date without ISO in its name: seconds since 1970, or ISO 8601. */
export const date: Schema = { anyOf: [number, iso] };

/** A date under either of its two names. */
export const dated = (name: string) => ({ [name]: date, [`${name}ISO`]: iso });

/** When an enrolment or earned badge ends; samples leave out the fields that do not matter. */
const expiry = record(
	{ expiryType: oneOf('RELATIVE', 'ABSOLUTE', 'NEVER') },
	{
		relativeExpirytype: units,
		relativeExpiryType: units,
		value: whole,
		type: oneOf('WITH_BADGE_META', 'FIXED_DATE'),
		expireWithBadgeMeta: flag,
		...dated('expiresOn'),
	},
);

/** A limit of any kind that the samples show. */
const limit = record(
	{
		constraintType: {
			type: 'string',
			pattern: '^(CUSTOMER_)?BADGE_(FIXED_WINDOW|FIXED_VALUE|ROLLING_WINDOW|NO_LIMIT)$',
		},
	},
	{
		maxEarnLimit: whole,
		durationType: units,
		refreshRate: whole,
		startDayOfTheWeek: { type: ['string', 'integer'] },
		rollType: units,
		rollValue: whole,
		maxEarnForDays: whole,
		maxEarnForWeeks: whole,
		maxEarnForMonths: whole,
		rollForDays: whole,
		rollForWeeks: whole,
		rollForMonths: whole,
	},
);

/** The fields of a badge. */
const badge = {
	name: text,
	description: text,
	earnType: oneOf(...earnTypes),
	...dated('startOn'),
	...dated('expiresOn'),
	earnedBadgeExpiry: expiry,
	issuedBadgeExpiry: expiry,
	ownership: record(
		{ restrictedToOwners: list(oneOf(...badgeOwners)) },
		{ claims: list({ type: 'object' }) },
	),
	customerConstraints: list(limit),
	badgeConstraints: list(limit),
	images: list(
		optional({
			name: text,
			fileSvcHandle: text,
			url: text,
			tag: oneOf('EARNED', 'UN_EARNED', 'IN_PROGRESS'),
		}),
	),
	tags: list(optional({ name: text, value: text })),
	customFields: { type: 'object', additionalProperties: text },
	badgeGroupId: text,
	badgeRank: whole,
	defaultTillId: whole,
	isActive: flag,
	benefits: list({ type: 'object' }),
} satisfies Record<string, Schema>;

/** Fields of responses that one sample of a new badge sends. */
export const readOfBadge = {
	orgId: whole,
	status: text,
	issuedCount: whole,
	earnedCount: whole,
	...dated('createdOn'),
	...dated('lastUpdatedOn'),
	createdBy: whole,
	lastUpdatedBy: whole,
} satisfies Record<string, Schema>;

const { name, earnType, earnedBadgeExpiry, ownership, ...others } = badge;

/** The fields that every request has. */
export const neededOfBadge = { name, earnType, earnedBadgeExpiry, ownership };

/** The other fields except `active`, which only an update needs. */
export const restOfBadge = others;
