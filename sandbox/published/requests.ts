// The calls of Capillary's API as the documents publish them: what a request may and must have.
import {
	badgeKinds,
	badgeSorts,
	badgeStatuses,
	customerSorts,
	dataTypes,
	earnTypes,
	identifierTypes,
	lookUpSources,
	managementSorts,
	ownerTypes,
} from '../data/model';
import {
	list,
	needsDates,
	nullable,
	one,
	oneOf,
	optional,
	record,
	withUnknownFields,
	type Schema,
} from '../http/schema';
import { date, dated, iso, neededOfBadge, readOfBadge, restOfBadge } from './badge';

/** A call of Capillary's API. */
export interface PublishedRequest {
	/** The last part of the page's address: https://docs.capillarytech.com/reference/… */
	page: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Parts in braces are parameters. */
	path: string;
	/** Headers beside those that every call may have, in lower case. */
	headers?: Record<string, Schema>;
	query?: Schema;
	/** The JSON body; without it, the call has none. */
	body?: Schema;
	/** True when the body can be left out. */
	bodyIsOptional?: true;
}

type Parts = Omit<PublishedRequest, 'page' | 'method' | 'path'>;

/** A call: method and path in one text. */
function call(address: string, page: string, parts: Parts = {}): PublishedRequest {
	const [method, path] = address.split(' ') as [PublishedRequest['method'], string];
	return { page, method, path, ...parts };
}

/** A call of the badges service. */
function badgesCall(address: string, page: string, parts?: Parts): PublishedRequest {
	return call(address.replace(' ', ' /api_gateway/v1/badges'), page, parts);
}

const { text, whole, flag } = one;
/** A customer's ID: a number in all samples of responses, text in the tables and in some requests. */
const customerId: Schema = { type: ['integer', 'string'], pattern: '^[1-9]\\d*$' };
const owner = oneOf(...ownerTypes);
const order = oneOf('ASC', 'DESC');
const pages = { page: whole, size: whole };

/** The header that names another identifier than the ID. */
const identifier = {
	'x-cap-customer-identifier': oneOf(...identifierTypes),
};

const claim = record({ ownerType: owner, referenceId: text });
/** The fields that earn, earnBulk and issueBulk share. */
const shared = {
	badgeMetaId: text,
	requestId: { type: ['string', 'integer'] },
	triggeredBy: claim,
};

const enrolment = record({ customerId, issueId: text });

const group = record({ name: text, rank: whole });
const customField = {
	name: text,
	isMandatory: flag,
	dataType: oneOf(...dataTypes),
};

const badgeRequests = [
	badgesCall('POST /badgeMeta', 'create-badges-org', {
		headers: { 'x-cap-badges-migration': oneOf('migration') },
		body: {
			...record(neededOfBadge, { active: flag, ...restOfBadge, ...readOfBadge }),
			...needsDates('startOn', 'expiresOn'),
		},
	}),
	badgesCall('PUT /badgeMeta', 'update-badges', {
		// The whole badge goes back as it was read, with the unknown fields and nulls of responses.
		body: withUnknownFields({
			...record(
				{ id: text, ...neededOfBadge, active: flag },
				nullable({ ...restOfBadge, ...readOfBadge }),
			),
			...needsDates('startOn', 'expiresOn'),
		}),
	}),
	badgesCall('GET /badgeMeta/{badgeId}', 'get-badge-by-id', {
		query: optional({ includeStatistics: flag, limit: whole, order, status: text }),
	}),
	badgesCall('GET /badgeMeta', 'get-all-badges', {
		query: optional({
			status: { type: 'string', pattern: '^(LIVE|UPCOMING|EXPIRED)(,(LIVE|UPCOMING|EXPIRED))*$' },
			earnType: oneOf(...earnTypes),
			badgeType: text,
			action: oneOf('ACTIVATED', 'DE_ACTIVATED'),
			owner: text,
			claimedBy: text,
			unclaimed: flag,
			name: text,
			startOn: iso,
			expiresOn: iso,
			sortOn: oneOf(...badgeSorts),
			// The page documents `limit`; its responses have pages like the related calls.
			limit: whole,
			...pages,
		}),
	}),
	badgesCall('GET /badgeMeta/getFixedWindowDetails', 'get-fixed-window-details', {
		query: record(
			{ badgeMetaId: text },
			{
				constraintType: oneOf('BADGE', 'CUSTOMER', 'ALL'),
				customerId,
				fixedWindowCycleReferenceId: text,
				includeEarnCount: flag,
				startDate: iso,
				endDate: iso,
				...pages,
			},
		),
	}),
	badgesCall('POST /badgeMeta/{badgeId}/claim', 'claim-badge', { body: claim }),
	badgesCall('POST /badgeMeta/{badgeId}/unclaim', 'unclaim-badge', { body: claim }),
	...['activate', 'deactivate'].map((action) =>
		badgesCall(`PUT /badgeMeta/{badgeId}/${action}`, 'update-the-activation-status-of-badge', {
			// The call needs no body; the samples of both actions send this one.
			body: record({ active: flag }),
			bodyIsOptional: true,
		}),
	),
	badgesCall('POST /badgeMeta/customer/issueBulk', 'enrol-customers-for-badges', {
		body: record({ ...shared, customers: list(customerId, 1) }, dated('issueEventDate')),
	}),
	badgesCall('POST /badgeMeta/customer/revokeIssue', 'revoke-enrolment-of-a-badge', {
		// All enrolments of customers, or single enrolments; never both.
		body: {
			if: { type: 'object', required: ['revokeIssuals'] },
			then: record({ badgeMetaId: text, revokeIssuals: list(enrolment, 1, 20) }),
			else: record({ badgeMetaId: text, customers: list(customerId, 1, 20) }),
		},
	}),
	badgesCall('POST /customer/earn', 'issue-badge-to-the-customer', {
		body: record({ ...shared, customerId }, dated('earnEventDate')),
	}),
	badgesCall('POST /customer/earnBulk', 'issue-badge-to-multiple-customers', {
		body: record(
			{ ...shared, customerIds: list(customerId, 1) },
			// The sample has the date of the enrolment.
			{ ...dated('earnEventDate'), issueEventDate: date },
		),
	}),
	badgesCall('POST /customer/revokeEarn', 'revoke-issual-of-a-badge', {
		headers: identifier,
		// With the header, `customerId` is an email or another identifier.
		body: record({
			badgeMetaId: text,
			customerId: { type: ['integer', 'string'] },
			earnedBadgeId: text,
		}),
	}),
	badgesCall('POST /import/customerBadges', 'import-earned-badges-of-customer', {
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
	}),
	badgesCall('GET /customer/{customerId}', 'get-badges-for-customer', {
		headers: identifier,
		query: optional({
			badgeType: oneOf(...badgeKinds),
			sortOn: oneOf(...customerSorts),
			includeExpired: flag,
			groupId: text,
			// The page documents `Limit`; its responses have pages like the related calls.
			Limit: whole,
			...pages,
		}),
	}),
	badgesCall('GET /management/{customerId}', 'get-all-customer-badges', {
		headers: identifier,
		query: optional({
			sortOn: oneOf(...managementSorts),
			badgeType: oneOf(...badgeKinds),
			action: oneOf('ACTIVATED', 'DEACTIVATED'),
			badgeStatus: oneOf(...badgeStatuses),
			order,
			name: text,
			owner: text,
			claimedBy: text,
			groupId: text,
			startOn: iso,
			expiresOn: iso,
			startOnOperator: oneOf('LESS_THAN', 'GREATER_THAN'),
			expiresOnOperator: oneOf('LESS_THAN', 'GREATER_THAN'),
			...pages,
		}),
	}),
	badgesCall(
		'GET /management/{customerId}/badge/{badgeId}',
		'get-individual-badge-details-of-a-customer',
		{ headers: identifier, query: optional({ includeStatistics: flag }) },
	),
	badgesCall('POST /group', 'create-badges-group', { body: group }),
	badgesCall('PUT /group/{groupId}', 'update-badges-group', { body: group }),
	badgesCall('GET /group', 'get-all-groups', { query: optional({ order, ...pages }) }),
	badgesCall('GET /group/{groupId}', 'get-group-by-id'),
	badgesCall('POST /customField', 'create-custom-field', {
		body: record(customField, { defaultValue: text }),
	}),
	badgesCall('PUT /customField/{customFieldId}', 'update-custom-field-badge', {
		body: record(customField, { defaultValue: text, isActive: flag }),
	}),
	badgesCall('GET /customField', 'get-all-custom-fields', {
		query: optional({ order, sortOn: oneOf('LAST_UPDATED_DATE'), isActive: flag, ...pages }),
	}),
	badgesCall('GET /customField/{customFieldId}', 'get-custom-field-by-id'),
];

const IDENTIFIER = '(mobile|email|externalId|cardnumber|wechat|martjackId|fbId)';

const webHook = record(
	{
		name: text,
		active: flag,
		eventNames: list(text, 1),
		customerIdentifiersToBeEnriched: list(text),
		maxAllowedConnections: { type: 'integer', minimum: 1 },
		webHookUrl: text,
		methodType: oneOf('POST'),
		webHookType: oneOf('HTTP'),
		// A list in the table, an object in every sample.
		webHookHeaders: { type: 'object', additionalProperties: text },
	},
	{ slaInSeconds: whole },
);

/** Every call of Capillary's API that the node can make, and calls related to them. */
export const publishedRequests: PublishedRequest[] = [
	...badgeRequests,
	call('POST /v3/oauth/token/generate', 'oauth', { body: record({ key: text, secret: text }) }),
	call('GET /v2/customers/lookup', 'get-customer-id', {
		query: record(
			{
				source: oneOf(...lookUpSources),
				// With dual eligibility, several are sent with commas between them.
				identifierName: { type: 'string', pattern: `^${IDENTIFIER}(,${IDENTIFIER})*$` },
				identifierValue: text,
			},
			{ accountId: text },
		),
	}),
	call('GET /v1.1/customer/get', 'get-customer-details-v1api', {
		query: optional({
			// Several are sent with commas. `mobile` was published until 2021 and is still in use.
			id: text,
			email: text,
			external_id: text,
			card_external_id: text,
			mobile: text,
			format: oneOf('json', 'xml'),
			user_id: flag,
			coupon_limit: whole,
			coupon_offset: whole,
			transactions: flag,
			notes: flag,
			mlp: flag,
			segments: flag,
			card_details: flag,
		}),
	}),
	call('GET /v3/webHooks', 'get-v3-webhooks'),
	call('POST /v3/webHooks', 'add-v3-webhooks', { body: webHook }),
	call('PUT /v3/webHooks/{webHookId}', 'update-v3-webhook', { body: webHook }),
	call('DELETE /v3/webHooks/{webHookId}', 'delete-v3-webhook'),
];
