// Everything that the sandbox refuses, with the codes and texts of Capillary's documents.
import type { Problem } from './problem';

/** HTTP status, code, message, and the field where the documents name one. */
type Row = readonly [status: number, code: number, message: string, reference?: string];

type CodedProblem = Problem & { code: number };

function table<Name extends string>(
	rows: Record<Name, Row>,
	shared: Pick<Problem, 'format' | 'statusIsOpen'> = {},
): Record<Name, CodedProblem> {
	const entries = Object.entries<Row>(rows);
	return Object.fromEntries(
		entries.map(([name, [status, code, message, reference]]) => [
			name,
			{ status, code, message, reference, ...shared },
		]),
	) as Record<Name, CodedProblem>;
}

const withStatus = {
	badgeNotFound: [404, 404, 'Passed badge is not found'],
	groupNotFound: [404, 404, 'Passed badge group is not found'],
	idInvalid: [404, 404, 'No entry exists for the passed id'],
	customFieldNotFound: [404, 404, 'Passed custom field is not found'],
	expiryMissing: [400, 705, 'Expiry date is mandatory'],
	earnExpiryMissing: [400, 705, 'Expiry date is mandatory', 'earnedBadgeExpiry'],
	issueExpiryMissing: [400, 705, 'Expiry date is mandatory', 'issuedBadgeExpiry'],
	ownerNotConfigured: [400, 714, 'Owner type is not allowed, Please check the configuration'],
	ownerNotAllowed: [400, 714, 'Owner type is not allowed', 'ownership.restrictedToOwners'],
	referenceIdMissing: [400, 717, 'Owner id is mandatory', 'referenceId'],
	startAfterEnd: [400, 720, 'Start Date should be before End Date'],
	startInPast: [400, 722, 'Start Date cannot be past date'],
	startFixed: [400, 723, 'Start Date cannot change once the badge is live'],
	expiryInPast: [400, 724, 'Expiry Date cannot be past date'],
	nameTaken: [400, 725, 'Badge name cannot be duplicate'],
	ownersEmpty: [400, 728, 'Atleast one owner is required', 'ownership.restrictedToOwners'],
	requestIdUsed: [400, 809, 'Request with same requestId is not allowed'],
	notClaimed: [409, 810, 'BadgeMeta needs to be claimed first'],
	notEnrolled: [409, 811, 'Badge issue is mandatory before earn'],
	noActiveEarn: [409, 814, 'Active earn instance is not present.'],
	limitsSwapped: [
		400,
		826,
		'Change from rolling window or fixed constraint to fixed window or vice versa is not allowed.',
	],
	identifiersUnknown: [400, 8015, 'Customer not found for the given identifiers'],
	nobodyNamed: [200, 1051, 'RevokeIssuals or CustomerId is mandatory'],
	noEnrolment: [200, 404, "Customer doesn't have issue instance"],
	bodyMissing: [400, 400, 'Required request body is missing'],
	nameMissing: [400, 400, 'name is mandatory', 'name'],
	startMissing: [400, 400, 'startOn is mandatory', 'startOn'],
	earnTypeMissing: [400, 400, 'earnType is mandatory', 'earnType'],
	activeMissing: [400, 400, 'active is mandatory', 'active'],
	eventDateMissing: [400, 400, 'earnEventDate is mandatory', 'earnEventDate'],
} satisfies Record<string, Row>;

/** The documents publish no HTTP status for these: invalid input gets 400, a conflict 409. */
const withoutStatus = {
	badgeIdMissing: [400, 715, 'Badge meta id is mandatory'],
	ownerTypeMissing: [400, 716, 'Owner type is mandatory', 'ownerType'],
	ownershipMissing: [400, 727, 'Owner info is mandatory'],
	groupRankMissing: [400, 732, 'Group rank is mandatory'],
	groupNameTaken: [400, 733, 'Group name should be unique'],
	groupNameMissing: [400, 735, 'Group name is mandatory'],
	claimNotFound: [400, 737, 'Claim not found in existing claims'],
	ownerStillClaims: [
		400,
		738,
		'There is an existing claim of owner. Removal of owner not allowed.',
	],
	fieldNameTaken: [400, 740, 'Custom field name cannot be duplicate'],
	dataTypeMissing: [400, 741, 'Data type is mandatory'],
	defaultMissing: [400, 742, 'Default value is required for a mandatory custom field'],
	defaultNotNumber: [400, 744, 'Default value must be a number'],
	defaultNotBoolean: [400, 745, 'Default value must be Boolean'],
	dataTypeFixed: [400, 746, 'Data type cannot be changed'],
	eventInFuture: [400, 750, 'Earn event date should not be in future'],
	notEnrollable: [400, 801, 'Only ISSUE_EARN type badge can be issued'],
	triggerMissing: [400, 803, 'Triggering module info is missing'],
	requestIdMissing: [400, 804, 'RequestId information is missing'],
	customerIdMissing: [400, 812, 'CustomerId information is missing'],
	earnIdMissing: [400, 813, 'EarnId is mandatory'],
	notLive: [409, 815, 'Badge is not live'],
	eventOutsideBadge: [
		400,
		816,
		'Event date is not in duration of badge meta. Pass the issue event date.',
	],
	earnTypeFixed: [400, 1020, 'Badge Earn type cannot be updated'],
	customerNotFound: [400, 1026, 'Customer with the specified ID is not found'],
	identifierUnknown: [400, 1028, 'Invalid Customer Identifier type'],
	notActive: [400, 1039, 'Only active badge can be issued'],
	alreadyEnrolled: [409, 1040, 'An active issue for the badge already exists.'],
	importedBadgeUnknown: [400, 1054, 'GLOBAL.BADGE_NOT_FOUND'],
	batchTooLarge: [400, 1060, 'Batch limit exceeded'],
} satisfies Record<string, Row>;

const v2 = {
	eventNamesMissing: [400, 51003, 'eventNames can not be null'],
	connectionsZero: [400, 51007, 'maxAllowedConnections must be greater than zero'],
	connectionsMissing: [400, 300004, 'maxAllowedConnections is missing from the body parameter'],
	webHookIdWrong: [400, 400, 'webHookId is invalid'],
	webHookNameMissing: [400, 400, 'name is missing'],
	webHookNameTaken: [400, 400, 'name should be unique'],
	webHookUrlWrong: [400, 400, 'webHookUrl is not valid'],
	headersMissing: [400, 400, 'webHookHeaders is missing'],
	signInFailed: [401, 401, 'Failed to generate OAuth token'],
	passwordRefused: [401, 401, 'Authentication failed. Please check username and password.'],
	tokenRefused: [401, 401, 'Authentication failed. The token is invalid or has expired.'],
	accessDenied: [403, 4000, 'Not authorized. Access is denied!'],
	lookupFoundNobody: [200, 8015, 'Customer not found for the given identifiers'],
	customerDeleted: [200, 8109, 'Customer is deleted after PII delete request'],
	customerMerged: [200, 8069, 'Customer is merged into another account'],
	lookupBadQuery: [400, 400, 'Invalid source or identifier name'],
	tooManyCalls: [429, 429, 'Rate limit exceeded'],
	accessUnknown: [503, 4001, 'Authorization status unavailable!'],
	customerBusy: [
		521,
		521,
		'Multiple actions are running for the same customer. Please try after some time.',
	],
} satisfies Record<string, Row>;

const v3 = {
	keyOrSecretWrong: [401, 320001, 'Invalid client key and secret'],
} satisfies Record<string, Row>;

const v1dot1 = {
	detailsBadQuery: [
		400,
		400,
		'Input is invalid, Please check request parameters or input xml/json',
	],
} satisfies Record<string, Row>;

/**
 * The problems by name. Of groups and custom fields, the documents publish the codes and only the
 * sense of the texts.
 * Sources: the error tables of https://docs.capillarytech.com/reference/create-badges-org,
 * /reference/update-badges, /reference/create-badges-group, /reference/create-custom-field,
 * /reference/update-custom-field-badge, /reference/claim-badge,
 * /reference/enrol-customers-for-badges, /reference/issue-badge-to-the-customer,
 * /reference/issue-badge-to-multiple-customers, /reference/import-earned-badges-of-customer,
 * /reference/revoke-issual-of-a-badge, /reference/revoke-enrolment-of-a-badge,
 * /reference/get-badges-for-customer, /reference/add-v3-webhooks, /reference/update-v3-webhook,
 * /reference/authorisation, /reference/customer-lookup and /reference/errors-and-warnings.
 */
export const problems = {
	...table(withStatus),
	...table(withoutStatus, { statusIsOpen: true }),
	...table(v2, { format: 'v2' }),
	...table(v3, { format: 'v3' }),
	...table(v1dot1, { format: 'v1.1' }),
	/** The documents publish no code for it. */
	limitReached: { status: 409, message: 'Maximum earn limit is reached' } as Problem,
};

/** The name of a problem in the table. */
export type ProblemName = keyof typeof problems;
