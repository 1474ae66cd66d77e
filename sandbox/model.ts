import type { UNITS } from './times';

/** Modules that can own or claim a badge, exactly as the server spells them. */
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

/** EARN: given directly. ISSUE_EARN: the customer has to be enrolled first. */
export const earnTypes = ['EARN', 'ISSUE_EARN'] as const;
/** One of earnTypes. */
export type EarnType = (typeof earnTypes)[number];

/** Where a badge stands between its dates. */
export const badgeStatuses = ['UPCOMING', 'LIVE', 'EXPIRED'] as const;
/** One of badgeStatuses. */
export type BadgeStatus = (typeof badgeStatuses)[number];

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

/** When something given to a customer ends (https://docs.capillarytech.com/reference/create-badges-org). */
export type Expiry =
	| { expiryType: 'NEVER' }
	| { expiryType: 'RELATIVE'; relativeExpirytype: 'DAYS' | 'WEEKS' | 'MONTHS'; value: number }
	| { expiryType: 'ABSOLUTE'; type: 'WITH_BADGE_META'; expireWithBadgeMeta: true; expiresOn: null }
	/** `expiresOn` in epoch seconds. */
	| { expiryType: 'ABSOLUTE'; type: 'FIXED_DATE'; expireWithBadgeMeta: false; expiresOn: number };

/** A limit of how often a badge can be earned: its own, or each customer's. */
export interface Constraint {
	constraintType: (typeof constraintTypes)[number];
	maxEarnLimit?: number;
	/** What a fixed window's cycles are asked for by. */
	referenceId?: string;
	durationType?: keyof typeof UNITS;
	refreshRate?: number;
	/** A day's name or number; it is kept and shown, cycles count from the badge's first day. */
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

/** The hold that a program, campaign or promotion has on a badge. */
export interface Claim {
	ownerType: string;
	referenceId: string;
	/** False once it was taken back; the entry stays. */
	isActive: boolean;
}

/** A badge as it is set up ("badge meta"). Times in epoch milliseconds. */
export interface Badge {
	id: string;
	badgeNumericId: number;
	orgId: number;
	name: string;
	description: string | null;
	startOn: number;
	expiresOn: number;
	earnType: EarnType;
	earnedBadgeExpiry: Expiry;
	issuedBadgeExpiry: Expiry | null;
	/** The modules that may claim it. */
	restrictedToOwners: string[];
	claims: Claim[];
	images: unknown[];
	tags: unknown[];
	customerConstraints: Constraint[];
	badgeConstraints: Constraint[];
	/** The limits that it had before they were taken away while it was live; 826 goes by these too. */
	formerLimits?: Partial<Record<'customerConstraints' | 'badgeConstraints', Constraint[]>>;
	/** Values by the name of the custom field. */
	customFields: Record<string, string>;
	badgeGroupId: string | null;
	badgeRank: number | null;
	createdOn: number;
	createdBy: number;
	lastUpdatedOn: number;
	lastUpdatedBy: number;
	active: boolean;
	/** How many enrolments there have been. */
	issuedCount: number;
	/** How many earned badges there have been. */
	earnedCount: number;
}

/** A customer, with the identifiers that calls may name them by. */
export interface Customer {
	/** The numeric id, as digits. */
	id: string;
	/** Country code and number, without a plus. */
	mobile?: string;
	email?: string;
	externalId?: string;
	cardNumber?: string;
	/** Set when their personal data were deleted. */
	isDeleted?: true;
	/** The ID of the customer whom they were merged into. */
	mergedInto?: string;
}

/** A customer's identifiers other than the numeric id: the values of X-CAP-CUSTOMER-IDENTIFIER. */
export const identifierTypes = ['email', 'mobile', 'externalId', 'cardNumber'] as const;
/** One of identifierTypes. */
export type IdentifierType = (typeof identifierTypes)[number];

/** What enrolments and earned badges have in common. */
export interface Holding {
	/** The id of the enrolment or of the earned badge. */
	id: string;
	badgeMetaId: string;
	customerId: string;
	ownerType: string;
	ownerReferenceId: string;
	/** When it was given, what event it was given for, when it ends, when it was taken back. */
	givenOn: number;
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

/** Where the organization wants to be notified of events. */
export interface WebHook {
	webHookId: string;
	name: string;
	eventNames: string[];
	webHookUrl: string;
	/** HTTP, or QUEUE_INT for a queue inside Capillary. */
	webHookType: string;
	methodType: string;
	/** Sent along with every event. */
	webHookHeaders: Record<string, string>;
	maxAllowedConnections: number;
	active: boolean;
	slaInSeconds: number;
	customerIdentifiersToBeEnriched: string[];
}

/** A group that badges are shown in. Times in epoch milliseconds. */
export interface BadgeGroup {
	id: string;
	orgId: number;
	name: string;
	rank: number;
	createdOn: number;
	createdBy: number;
	lastUpdatedOn: number;
	lastUpdatedBy: number;
	isActive: boolean;
}

/** A field that the organization adds to its badges. Times in epoch milliseconds. */
export interface CustomField {
	id: string;
	orgId: number;
	name: string;
	isMandatory: boolean;
	defaultValue: string | null;
	isActive: boolean;
	dataType: (typeof dataTypes)[number];
	createdOn: number;
	createdBy: number;
	lastUpdatedOn: number;
	lastUpdatedBy: number;
}
