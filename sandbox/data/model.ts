// The data that the sandbox holds.
import type { UNITS } from './times';

/** The modules that can own or claim a badge, in the spelling of the API. */
export const ownerTypes = [
	'Loyalty',
	'Loyalty_Promotion',
	'Referral_Campaigns',
	'Journeys',
	'Audience_Campaigns',
	'Rewards_Catalog',
	'Goodwill_Module',
	'Milestones',
	'Historical_Import',
] as const;

/** EARN: earned directly. ISSUE_EARN: the customer must be enrolled first. */
export const earnTypes = ['EARN', 'ISSUE_EARN'] as const;
/** One of earnTypes. */
export type EarnType = (typeof earnTypes)[number];

/** The status of a badge by its dates. */
export const badgeStatuses = ['UPCOMING', 'LIVE', 'EXPIRED'] as const;
/** One of badgeStatuses. */
export type BadgeStatus = (typeof badgeStatuses)[number];

/** The kinds in which a customer's badges are listed. */
export const badgeKinds = ['AVAILABLE', 'AVAILABLE_TO_ISSUE', 'EARNED', 'EXPIRED'] as const;

/** The sorts of a customer's badges that are shown to the customer. */
export const customerSorts = ['RANK', 'LAST_EARNED_ON_DATE', 'LAST_EARNED_EVENT_DATE'] as const;

/** The sorts of a customer's badges for those who manage them. */
export const managementSorts = [
	'EXPIRES_ON',
	'LAST_MODIFIED_DATE',
	'LAST_ISSUED_DATE',
	'LAST_EXPIRED_BADGE',
	'LAST_EARNED_EVENT_DATE',
	'LAST_EARNED_ON_DATE',
] as const;

/** The modules that can be owners: one more than can claim. */
export const badgeOwners = [...ownerTypes, 'Membercare'] as const;

/** The sorts of the list of badges. */
export const badgeSorts = ['ID', 'NAME', 'START_DATE'] as const;

/** Kinds of limits (https://docs.capillarytech.com/reference/create-badges-org). */
export const constraintTypes = [
	'CUSTOMER_BADGE_FIXED_WINDOW',
	'CUSTOMER_BADGE_FIXED_VALUE',
	'CUSTOMER_BADGE_ROLLING_WINDOW',
	'CUSTOMER_BADGE_NO_LIMIT',
	'BADGE_FIXED_WINDOW',
	'BADGE_FIXED_VALUE',
	'BADGE_ROLLING_WINDOW',
	'BADGE_NO_LIMIT',
] as const;

/** What a custom field can hold (https://docs.capillarytech.com/reference/create-custom-field). */
export const dataTypes = ['INTEGER', 'BOOLEAN', 'DATE', 'STRING'] as const;

/** When an enrolment or an earned badge ends (https://docs.capillarytech.com/reference/create-badges-org). */
export type Expiry =
	| { expiryType: 'NEVER' }
	| { expiryType: 'RELATIVE'; relativeExpirytype: 'DAYS' | 'WEEKS' | 'MONTHS'; value: number }
	| { expiryType: 'ABSOLUTE'; type: 'WITH_BADGE_META'; expireWithBadgeMeta: true; expiresOn: null }
	/** `expiresOn` in epoch seconds. */
	| { expiryType: 'ABSOLUTE'; type: 'FIXED_DATE'; expireWithBadgeMeta: false; expiresOn: number };

/** A limit on how often a badge can be earned: in total, or by each customer. */
export interface Constraint {
	constraintType: (typeof constraintTypes)[number];
	maxEarnLimit?: number;
	/** Identifies a fixed window in the call for its cycles. */
	referenceId?: string;
	durationType?: keyof typeof UNITS;
	refreshRate?: number;
	/** A day's name or number. It is only shown: cycles count from the badge's first day. */
	startDayOfTheWeek?: string | number;
	rollType?: keyof typeof UNITS;
	rollValue?: number;
	maxEarnForDays?: number;
	rollForDays?: number;
	maxEarnForWeeks?: number;
	rollForWeeks?: number;
	maxEarnForMonths?: number;
	rollForMonths?: number;
}

/** A claim of a program, campaign or promotion on a badge. */
export interface Claim {
	ownerType: string;
	referenceId: string;
	/** False once the claim was removed; the entry stays. */
	isActive: boolean;
}

/** Who created something and changed it last. Times in epoch milliseconds. */
export interface Audit {
	orgId: number;
	createdOn: number;
	createdBy: number;
	lastUpdatedOn: number;
	lastUpdatedBy: number;
}

/** The fields of a badge that a request can set. Times in epoch milliseconds. */
export interface BadgeSetup {
	name: string;
	description: string | null;
	startOn: number;
	expiresOn: number;
	earnType: EarnType;
	earnedBadgeExpiry: Expiry;
	issuedBadgeExpiry: Expiry | null;
	/** The modules that may claim it. */
	restrictedToOwners: string[];
	customerConstraints: Constraint[];
	badgeConstraints: Constraint[];
	images: unknown[];
	tags: unknown[];
	/** Values by the name of the custom field. */
	customFields: Record<string, string>;
	badgeGroupId: string | null;
	badgeRank: number | null;
	active: boolean;
}

/** A badge as it is set up ("badge meta"). */
export interface Badge extends BadgeSetup, Audit {
	id: string;
	badgeNumericId: number;
	claims: Claim[];
	/** The limits before they were removed from a live badge; 826 depends on these too. */
	formerLimits?: Partial<Record<'customerConstraints' | 'badgeConstraints', Constraint[]>>;
	/** The number of enrolments so far. */
	issuedCount: number;
	/** The number of earned badges so far. */
	earnedCount: number;
}

/** A customer with the identifiers that calls can use. */
export interface Customer {
	/** The numeric id, as digits. */
	id: string;
	/** Country code and number, without a plus. */
	mobile?: string;
	email?: string;
	externalId?: string;
	cardNumber?: string;
	/** Set when the personal data were deleted. */
	isDeleted?: true;
	/** The ID of the customer that this one was merged into. */
	mergedInto?: string;
}

/** A customer's identifiers other than the numeric id: the values of X-CAP-CUSTOMER-IDENTIFIER. */
export const identifierTypes = ['email', 'mobile', 'externalId', 'cardNumber'] as const;
/** One of identifierTypes. */
export type IdentifierType = (typeof identifierTypes)[number];

/** The fields that enrolments and earned badges share. */
export interface Holding {
	/** The id of the enrolment or of the earned badge. */
	id: string;
	badgeMetaId: string;
	customerId: string;
	ownerType: string;
	ownerReferenceId: string;
	/** When the call was made. */
	givenOn: number;
	/** The date of the event. */
	eventOn: number;
	expiresOn: number;
	revokedOn: number | null;
}

/** A customer enrolled for a badge: what the API calls an issue. */
export type Enrolment = Holding;

/** A badge that a customer has: what the API calls an earn. */
export interface EarnedBadge extends Holding {
	/** The enrolment it came from; null for a badge of type EARN. */
	enrolmentId: string | null;
}

/** A webhook of the organization. */
export interface WebHook {
	webHookId: string;
	name: string;
	eventNames: string[];
	webHookUrl: string;
	/** HTTP, or QUEUE_INT for a queue inside Capillary. */
	webHookType: string;
	methodType: string;
	/** Sent with every event. */
	webHookHeaders: Record<string, string>;
	maxAllowedConnections: number;
	active: boolean;
	slaInSeconds: number;
	customerIdentifiersToBeEnriched: string[];
}

/** A group in which badges are shown. */
export interface BadgeGroup extends Audit {
	id: string;
	name: string;
	rank: number;
	isActive: boolean;
}

/** A field that the organization adds to its badges. */
export interface CustomField extends Audit {
	id: string;
	name: string;
	isMandatory: boolean;
	defaultValue: string | null;
	isActive: boolean;
	dataType: (typeof dataTypes)[number];
}

/** Where customers can be looked up (https://docs.capillarytech.com/reference/get-customer-id). */
export const lookUpSources = [
	'FACEBOOK',
	'WEB_ENGAGE',
	'WECHAT',
	'INSTORE',
	'MARTJACK',
	'TMALL',
	'TAOBAO',
	'JD',
	'ECOMMERCE',
	'WEBSITE',
	'LINE',
	'ALL',
];
