import { ownerTypes } from '../model';
import {
	list,
	needsDates,
	nullable,
	one,
	oneOf,
	record,
	withUnknownFields,
	type Schema,
} from '../schema';

/** A call of Capillary's API as its page publishes it: what may be sent, and what must be. */
export interface PublishedRequest {
	/** The last part of the page's address: https://docs.capillarytech.com/reference/… */
	page: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Parts in braces stand for values. */
	path: string;
	/** Headers beside those that every call may have, in lower case. */
	headers?: Record<string, Schema>;
	query?: Schema;
	/** The JSON body; without it the call has none. */
	body?: Schema;
	/** Whether the body can be left out. */
	bodyIsOptional?: true;
}

const BADGES = '/api_gateway/v1/badges';

const { text, whole, number, flag } = one;
/** A customer's ID: a number in all samples of answers, text in the tables and in some requests. */
const customerId: Schema = { type: ['integer', 'string'], pattern: '^[1-9]\\d*$' };
/** ISO 8601 with an offset. */
const iso: Schema = { type: 'string', format: 'date-time' };
/** A date without ISO in its name: seconds since 1970, or ISO 8601. */
const date: Schema = { anyOf: [number, iso] };
const owner = oneOf(...ownerTypes);
const order = oneOf('ASC', 'DESC');
const units = oneOf('DAYS', 'WEEKS', 'MONTHS', 'DAILY', 'WEEKLY', 'MONTHLY');
const pages = { page: whole, size: whole };

/** A date that can go by either of two names. */
const dated = (name: string) => ({ [name]: date, [`${name}ISO`]: iso });
/** Says that the customer is named by another identifier than the ID. */
const identifier = {
	'x-cap-customer-identifier': oneOf('email', 'mobile', 'externalId', 'cardNumber'),
};

const triggeredBy = record({ ownerType: owner, referenceId: text });
/** What earn, earnBulk and issueBulk have in common. */
const gift = { badgeMetaId: text, requestId: { type: ['string', 'integer'] }, triggeredBy };
const claim = record({ ownerType: owner, referenceId: text });

const enrolment = record({ customerId, issueId: text });

/** When something that a customer got ends, in its four forms; samples leave out what does not matter. */
const expiry = record(
	{ expiryType: oneOf('RELATIVE', 'ABSOLUTE', 'NEVER') },
	{
		...{ relativeExpirytype: units, relativeExpiryType: units, value: whole },
		type: oneOf('WITH_BADGE_META', 'FIXED_DATE'),
		expireWithBadgeMeta: flag,
		...dated('expiresOn'),
	},
);

/** A limit, of all the kinds that the samples show. */
const limit = record(
	{
		constraintType: {
			type: 'string',
			pattern: '^(CUSTOMER_)?BADGE_(FIXED_WINDOW|FIXED_VALUE|ROLLING_WINDOW|NO_LIMIT)$',
		},
	},
	{
		...{ maxEarnLimit: whole, durationType: units, refreshRate: whole },
		startDayOfTheWeek: { type: ['string', 'integer'] },
		...{ rollType: units, rollValue: whole },
		...{ maxEarnForDays: whole, maxEarnForWeeks: whole, maxEarnForMonths: whole },
		...{ rollForDays: whole, rollForWeeks: whole, rollForMonths: whole },
	},
);

/** What a badge is made of. */
const badge = {
	...{ name: text, description: text, earnType: oneOf('EARN', 'ISSUE_EARN') },
	...dated('startOn'),
	...dated('expiresOn'),
	...{ earnedBadgeExpiry: expiry, issuedBadgeExpiry: expiry },
	ownership: record(
		{ restrictedToOwners: list(oneOf(...ownerTypes, 'Membercare')) },
		{ claims: list({ type: 'object' }) },
	),
	...{ customerConstraints: list(limit), badgeConstraints: list(limit) },
	images: list(
		record(
			{},
			{
				name: text,
				fileSvcHandle: text,
				url: text,
				tag: oneOf('EARNED', 'UN_EARNED', 'IN_PROGRESS'),
			},
		),
	),
	tags: list(record({}, { name: text, value: text })),
	customFields: { type: 'object', additionalProperties: text },
	...{ badgeGroupId: text, badgeRank: whole, defaultTillId: whole, active: flag, isActive: flag },
	benefits: list({ type: 'object' }),
} satisfies Record<string, Schema>;

/** What is read of a badge and sent along in one sample of a new one. */
const readOfBadge = {
	...{ orgId: whole, status: text, issuedCount: whole, earnedCount: whole },
	...dated('createdOn'),
	...dated('lastUpdatedOn'),
	...{ createdBy: whole, lastUpdatedBy: whole },
} satisfies Record<string, Schema>;

const { name, earnType, earnedBadgeExpiry, ownership, active, ...restOfBadge } = badge;
const neededOfBadge = { name, earnType, earnedBadgeExpiry, ownership };

const group = record({ name: text, rank: whole });
const customField = {
	...{ name: text, isMandatory: flag },
	dataType: oneOf('INTEGER', 'BOOLEAN', 'DATE', 'STRING'),
};

const ofBadges: PublishedRequest[] = [
	{
		...{ page: 'create-badges-org', method: 'POST', path: '/badgeMeta' },
		headers: { 'x-cap-badges-migration': oneOf('migration') },
		body: {
			...record(neededOfBadge, { active, ...restOfBadge, ...readOfBadge }),
			...needsDates('startOn', 'expiresOn'),
		},
	},
	{
		...{ page: 'update-badges', method: 'PUT', path: '/badgeMeta' },
		// The whole badge goes back as it was read, so with what answers have and with their nulls.
		body: withUnknownFields({
			...record(
				{ id: text, ...neededOfBadge, active },
				nullable({ ...restOfBadge, ...readOfBadge }),
			),
			...needsDates('startOn', 'expiresOn'),
		}),
	},
	{
		...{ page: 'get-badge-by-id', method: 'GET', path: '/badgeMeta/{badgeId}' },
		query: record({}, { includeStatistics: flag, limit: whole, order, status: text }),
	},
	{
		...{ page: 'get-all-badges', method: 'GET', path: '/badgeMeta' },
		query: record(
			{},
			{
				status: { type: 'string', pattern: '^(LIVE|UPCOMING|EXPIRED)(,(LIVE|UPCOMING|EXPIRED))*$' },
				...{ earnType, badgeType: text, action: oneOf('ACTIVATED', 'DE_ACTIVATED') },
				...{ owner: text, claimedBy: text, unclaimed: flag, name: text },
				...{ startOn: iso, expiresOn: iso, sortOn: oneOf('ID', 'NAME', 'START_DATE') },
				// The page documents `limit`, its answers count as those of its sister pages do.
				...{ limit: whole, ...pages },
			},
		),
	},
	{
		page: 'get-fixed-window-details',
		...{ method: 'GET', path: '/badgeMeta/getFixedWindowDetails' },
		query: record(
			{ badgeMetaId: text },
			{
				...{ constraintType: oneOf('BADGE', 'CUSTOMER', 'ALL'), customerId },
				...{ fixedWindowCycleReferenceId: text, includeEarnCount: flag },
				...{ startDate: iso, endDate: iso, ...pages },
			},
		),
	},
	{ page: 'claim-badge', method: 'POST', path: '/badgeMeta/{badgeId}/claim', body: claim },
	{ page: 'unclaim-badge', method: 'POST', path: '/badgeMeta/{badgeId}/unclaim', body: claim },
	...['activate', 'deactivate'].map((action) => ({
		page: 'update-the-activation-status-of-badge',
		...{ method: 'PUT' as const, path: `/badgeMeta/{badgeId}/${action}` },
		// None is needed; the samples of both actions send this one.
		...{ body: record({ active: flag }), bodyIsOptional: true as const },
	})),
	{
		page: 'enrol-customers-for-badges',
		...{ method: 'POST', path: '/badgeMeta/customer/issueBulk' },
		body: record({ ...gift, customers: list(customerId, 1) }, dated('issueEventDate')),
	},
	{
		page: 'revoke-enrolment-of-a-badge',
		...{ method: 'POST', path: '/badgeMeta/customer/revokeIssue' },
		// All enrolments of customers, or single ones; never both.
		body: {
			if: { type: 'object', required: ['revokeIssuals'] },
			then: record({ badgeMetaId: text, revokeIssuals: list(enrolment, 1, 20) }),
			else: record({ badgeMetaId: text, customers: list(customerId, 1, 20) }),
		},
	},
	{
		...{ page: 'issue-badge-to-the-customer', method: 'POST', path: '/customer/earn' },
		body: record({ ...gift, customerId }, dated('earnEventDate')),
	},
	{
		...{ page: 'issue-badge-to-multiple-customers', method: 'POST', path: '/customer/earnBulk' },
		body: record(
			{ ...gift, customerIds: list(customerId, 1) },
			// The sample has the date of the enrolment.
			{ ...dated('earnEventDate'), issueEventDate: date },
		),
	},
	{
		...{ page: 'revoke-issual-of-a-badge', method: 'POST', path: '/customer/revokeEarn' },
		headers: identifier,
		// With the header, what stands for the customer is an email or the like.
		body: record({
			badgeMetaId: text,
			customerId: { type: ['integer', 'string'] },
			earnedBadgeId: text,
		}),
	},
	{
		page: 'import-earned-badges-of-customer',
		...{ method: 'POST', path: '/import/customerBadges' },
		body: list(
			{
				...record(
					{ badgeMetaId: text, customerId },
					{ ...dated('earnEventDate'), ...dated('earnExpiresOn') },
				),
				...needsDates('earnEventDate', 'earnExpiresOn'),
			},
			1,
		),
	},
	{
		...{ page: 'get-badges-for-customer', method: 'GET', path: '/customer/{customerId}' },
		headers: identifier,
		query: record(
			{},
			{
				badgeType: oneOf('AVAILABLE', 'EARNED', 'AVAILABLE_TO_ISSUE', 'EXPIRED'),
				sortOn: oneOf('RANK', 'LAST_EARNED_ON_DATE', 'LAST_EARNED_EVENT_DATE'),
				// The page documents `Limit`, its answers count as those of its sister pages do.
				...{ includeExpired: flag, groupId: text, Limit: whole, ...pages },
			},
		),
	},
	{
		...{ page: 'get-all-customer-badges', method: 'GET', path: '/management/{customerId}' },
		headers: identifier,
		query: record(
			{},
			{
				sortOn: oneOf(
					...['EXPIRES_ON', 'LAST_MODIFIED_DATE', 'LAST_ISSUED_DATE', 'LAST_EXPIRED_BADGE'],
					...['LAST_EARNED_EVENT_DATE', 'LAST_EARNED_ON_DATE'],
				),
				badgeType: oneOf('AVAILABLE_TO_ISSUE', 'AVAILABLE', 'EARNED', 'EXPIRED'),
				action: oneOf('ACTIVATED', 'DEACTIVATED'),
				badgeStatus: oneOf('UPCOMING', 'LIVE', 'EXPIRED'),
				...{ order, name: text, owner: text, claimedBy: text, groupId: text },
				...{ startOn: iso, expiresOn: iso },
				startOnOperator: oneOf('LESS_THAN', 'GREATER_THAN'),
				expiresOnOperator: oneOf('LESS_THAN', 'GREATER_THAN'),
				...pages,
			},
		),
	},
	{
		page: 'get-individual-badge-details-of-a-customer',
		...{ method: 'GET', path: '/management/{customerId}/badge/{badgeId}' },
		headers: identifier,
		query: record({}, { includeStatistics: flag }),
	},
	{ page: 'create-badges-group', method: 'POST', path: '/group', body: group },
	{ page: 'update-badges-group', method: 'PUT', path: '/group/{groupId}', body: group },
	{ page: 'get-all-groups', method: 'GET', path: '/group', query: record({}, { order, ...pages }) },
	{ page: 'get-group-by-id', method: 'GET', path: '/group/{groupId}' },
	{
		...{ page: 'create-custom-field', method: 'POST', path: '/customField' },
		body: record(customField, { defaultValue: text }),
	},
	{
		page: 'update-custom-field-badge',
		...{ method: 'PUT', path: '/customField/{customFieldId}' },
		body: record(customField, { defaultValue: text, isActive: flag }),
	},
	{
		...{ page: 'get-all-custom-fields', method: 'GET', path: '/customField' },
		query: record({}, { order, sortOn: oneOf('LAST_UPDATED_DATE'), isActive: flag, ...pages }),
	},
	{ page: 'get-custom-field-by-id', method: 'GET', path: '/customField/{customFieldId}' },
];

const IDENTIFIER = '(mobile|email|externalId|cardnumber|wechat|martjackId|fbId)';

const webHook = record(
	{
		...{ name: text, active: flag, eventNames: list(text, 1) },
		customerIdentifiersToBeEnriched: list(text),
		...{ maxAllowedConnections: { type: 'integer', minimum: 1 }, webHookUrl: text },
		...{ methodType: oneOf('POST'), webHookType: oneOf('HTTP') },
		// A list in the table, an object in every sample.
		webHookHeaders: { type: 'object', additionalProperties: text },
	},
	{ slaInSeconds: whole },
);

/** Every call of Capillary's API that the node can make, and their sisters. */
export const publishedRequests: PublishedRequest[] = [
	...ofBadges.map((request) => ({ ...request, path: `${BADGES}${request.path}` })),
	{
		...{ page: 'oauth', method: 'POST', path: '/v3/oauth/token/generate' },
		body: record({ key: text, secret: text }),
	},
	{
		...{ page: 'get-customer-id', method: 'GET', path: '/v2/customers/lookup' },
		query: record(
			{
				source: oneOf(
					...['FACEBOOK', 'WEB_ENGAGE', 'WECHAT', 'INSTORE', 'MARTJACK', 'TMALL', 'TAOBAO'],
					...['JD', 'ECOMMERCE', 'WEBSITE', 'LINE', 'ALL'],
				),
				// Several go with commas, where dual eligibility is on.
				identifierName: { type: 'string', pattern: `^${IDENTIFIER}(,${IDENTIFIER})*$` },
				identifierValue: text,
			},
			{ accountId: text },
		),
	},
	{
		...{ page: 'get-customer-details-v1api', method: 'GET', path: '/v1.1/customer/get' },
		query: record(
			{},
			{
				// Several go with commas. `mobile` was published until 2021, and clients still send it.
				...{ id: text, email: text, external_id: text, card_external_id: text, mobile: text },
				...{
					format: oneOf('json', 'xml'),
					user_id: flag,
					coupon_limit: whole,
					coupon_offset: whole,
				},
				...{ transactions: flag, notes: flag, mlp: flag, segments: flag, card_details: flag },
			},
		),
	},
	{ page: 'get-v3-webhooks', method: 'GET', path: '/v3/webHooks' },
	{ page: 'add-v3-webhooks', method: 'POST', path: '/v3/webHooks', body: webHook },
	{ page: 'update-v3-webhook', method: 'PUT', path: '/v3/webHooks/{webHookId}', body: webHook },
	{ page: 'delete-v3-webhook', method: 'DELETE', path: '/v3/webHooks/{webHookId}' },
];
