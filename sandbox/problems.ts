/** The format of an error's body: the badges service's envelope, that of v2, v3 or v1.1. */
type Format = 'badges' | 'v2' | 'v3' | 'v1.1';

/** Why a call, or its work for one customer, is refused. */
export interface Problem {
	/** The HTTP status it comes with. */
	status: number;
	/** Undefined where Capillary gives none. */
	code?: number;
	message: string;
	/** The field it is about, where the documents name one. */
	reference?: string;
	format?: Format;
}

/**
 * Everything the sandbox refuses, with the codes and texts of Capillary's pages.
 * Where a page publishes no HTTP status, bad input is 400 and a conflict with the state is 409; of
 * groups and custom fields the pages publish the codes and no more than the sense of the texts.
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
	badgeNotFound: { status: 404, code: 404, message: 'Passed badge is not found' },
	groupNotFound: { status: 404, code: 404, message: 'Passed badge group is not found' },
	idInvalid: { status: 404, code: 404, message: 'No entry exists for the passed id' },
	customFieldNotFound: { status: 404, code: 404, message: 'Passed custom field is not found' },
	expiryMissing: { status: 400, code: 705, message: 'Expiry date is mandatory' },
	earnExpiryMissing: {
		status: 400,
		code: 705,
		message: 'Expiry date is mandatory',
		reference: 'earnedBadgeExpiry',
	},
	issueExpiryMissing: {
		status: 400,
		code: 705,
		message: 'Expiry date is mandatory',
		reference: 'issuedBadgeExpiry',
	},
	ownerNotConfigured: {
		status: 400,
		code: 714,
		message: 'Owner type is not allowed, Please check the configuration',
	},
	ownerNotAllowed: {
		status: 400,
		code: 714,
		message: 'Owner type is not allowed',
		reference: 'ownership.restrictedToOwners',
	},
	badgeIdMissing: { status: 400, code: 715, message: 'Badge meta id is mandatory' },
	ownerTypeMissing: {
		status: 400,
		code: 716,
		message: 'Owner type is mandatory',
		reference: 'ownerType',
	},
	referenceIdMissing: {
		status: 400,
		code: 717,
		message: 'Owner id is mandatory',
		reference: 'referenceId',
	},
	startAfterEnd: { status: 400, code: 720, message: 'Start Date should be before End Date' },
	startInPast: { status: 400, code: 722, message: 'Start Date cannot be past date' },
	startFixed: {
		status: 400,
		code: 723,
		message: 'Start Date cannot change once the badge is live',
	},
	expiryInPast: { status: 400, code: 724, message: 'Expiry Date cannot be past date' },
	nameTaken: { status: 400, code: 725, message: 'Badge name cannot be duplicate' },
	ownershipMissing: { status: 400, code: 727, message: 'Owner info is mandatory' },
	ownersEmpty: {
		status: 400,
		code: 728,
		message: 'Atleast one owner is required',
		reference: 'ownership.restrictedToOwners',
	},
	groupRankMissing: { status: 400, code: 732, message: 'Group rank is mandatory' },
	groupNameTaken: { status: 400, code: 733, message: 'Group name should be unique' },
	groupNameMissing: { status: 400, code: 735, message: 'Group name is mandatory' },
	claimNotFound: { status: 400, code: 737, message: 'Claim not found in existing claims' },
	ownerStillClaims: {
		status: 400,
		code: 738,
		message: 'There is an existing claim of owner. Removal of owner not allowed.',
	},
	fieldNameTaken: { status: 400, code: 740, message: 'Custom field name cannot be duplicate' },
	dataTypeMissing: { status: 400, code: 741, message: 'Data type is mandatory' },
	defaultMissing: {
		status: 400,
		code: 742,
		message: 'Default value is required for a mandatory custom field',
	},
	defaultNotNumber: { status: 400, code: 744, message: 'Default value must be a number' },
	defaultNotBoolean: { status: 400, code: 745, message: 'Default value must be Boolean' },
	dataTypeFixed: { status: 400, code: 746, message: 'Data type cannot be changed' },
	eventInFuture: { status: 400, code: 750, message: 'Earn event date should not be in future' },
	notEnrollable: {
		status: 400,
		code: 801,
		message: 'Only ISSUE_EARN type badge can be issued',
	},
	triggerMissing: { status: 400, code: 803, message: 'Triggering module info is missing' },
	requestIdMissing: { status: 400, code: 804, message: 'RequestId information is missing' },
	requestIdUsed: {
		status: 400,
		code: 809,
		message: 'Request with same requestId is not allowed',
	},
	notClaimed: { status: 409, code: 810, message: 'BadgeMeta needs to be claimed first' },
	notEnrolled: { status: 409, code: 811, message: 'Badge issue is mandatory before earn' },
	customerIdMissing: { status: 400, code: 812, message: 'CustomerId information is missing' },
	earnIdMissing: { status: 400, code: 813, message: 'EarnId is mandatory' },
	noActiveEarn: { status: 409, code: 814, message: 'Active earn instance is not present.' },
	notLive: { status: 409, code: 815, message: 'Badge is not live' },
	eventOutsideBadge: {
		status: 400,
		code: 816,
		message: 'Event date is not in duration of badge meta. Pass the issue event date.',
	},
	limitsSwapped: {
		status: 400,
		code: 826,
		message:
			'Change from rolling window or fixed constraint to fixed window or vice versa is not allowed.',
	},
	earnTypeFixed: { status: 400, code: 1020, message: 'Badge Earn type cannot be updated' },
	customerNotFound: {
		status: 400,
		code: 1026,
		message: 'Customer with the specified ID is not found',
	},
	identifiersUnknown: {
		status: 400,
		code: 8015,
		message: 'Customer not found for the given identifiers',
	},
	identifierUnknown: { status: 400, code: 1028, message: 'Invalid Customer Identifier type' },
	notActive: { status: 400, code: 1039, message: 'Only active badge can be issued' },
	alreadyEnrolled: {
		status: 409,
		code: 1040,
		message: 'An active issue for the badge already exists.',
	},
	nobodyNamed: { status: 200, code: 1051, message: 'RevokeIssuals or CustomerId is mandatory' },
	importedBadgeUnknown: { status: 400, code: 1054, message: 'GLOBAL.BADGE_NOT_FOUND' },
	limitReached: { status: 409, message: 'Maximum earn limit is reached' },
	batchTooLarge: { status: 400, code: 1060, message: 'Batch limit exceeded' },
	noEnrolment: { status: 200, code: 404, message: "Customer doesn't have issue instance" },
	bodyMissing: { status: 400, code: 400, message: 'Required request body is missing' },
	eventNamesMissing: {
		status: 400,
		code: 51003,
		message: 'eventNames can not be null',
		format: 'v2',
	},
	connectionsZero: {
		status: 400,
		code: 51007,
		message: 'maxAllowedConnections must be greater than zero',
		format: 'v2',
	},
	connectionsMissing: {
		status: 400,
		code: 300004,
		message: 'maxAllowedConnections is missing from the body parameter',
		format: 'v2',
	},
	webHookIdWrong: { status: 400, code: 400, message: 'webHookId is invalid', format: 'v2' },
	webHookNameMissing: { status: 400, code: 400, message: 'name is missing', format: 'v2' },
	webHookNameTaken: { status: 400, code: 400, message: 'name should be unique', format: 'v2' },
	webHookUrlWrong: { status: 400, code: 400, message: 'webHookUrl is not valid', format: 'v2' },
	headersMissing: { status: 400, code: 400, message: 'webHookHeaders is missing', format: 'v2' },
	signInFailed: {
		status: 401,
		code: 401,
		message: 'Failed to generate OAuth token',
		format: 'v2',
	},
	keyOrSecretWrong: {
		status: 401,
		code: 320001,
		message: 'Invalid client key and secret',
		format: 'v3',
	},
	passwordRefused: {
		status: 401,
		code: 401,
		message: 'Authentication failed. Please check username and password.',
		format: 'v2',
	},
	tokenRefused: {
		status: 401,
		code: 401,
		message: 'Authentication failed. The token is invalid or has expired.',
		format: 'v2',
	},
	accessDenied: {
		status: 403,
		code: 4000,
		message: 'Not authorized. Access is denied!',
		format: 'v2',
	},
	lookupFoundNobody: {
		status: 200,
		code: 8015,
		message: 'Customer not found for the given identifiers',
		format: 'v2',
	},
	customerDeleted: {
		status: 200,
		code: 8109,
		message: 'Customer is deleted after PII delete request',
		format: 'v2',
	},
	customerMerged: {
		status: 200,
		code: 8069,
		message: 'Customer is merged into another account',
		format: 'v2',
	},
	detailsBadQuery: {
		status: 400,
		code: 400,
		message: 'Input is invalid, Please check request parameters or input xml/json',
		format: 'v1.1',
	},
	lookupBadQuery: {
		status: 400,
		code: 400,
		message: 'Invalid source or identifier name',
		format: 'v2',
	},
	tooManyCalls: { status: 429, code: 429, message: 'Rate limit exceeded', format: 'v2' },
} as const satisfies Record<string, Problem>;

/** A call that is refused: thrown where the problem is seen, answered by the pipeline. */
export class Refusal extends Error {
	readonly problems: [Problem, ...Problem[]];

	/** @param problems one, or all that is wrong at once; the first decides the HTTP status */
	constructor(...problems: [Problem, ...Problem[]]) {
		super(problems[0].message);
		this.problems = problems;
	}
}

/** A check of what a request wants, given what else there is to know. */
export interface Check<Wanted, Context> {
	problem: Problem;
	fails(wanted: Wanted, context: Context): boolean;
}

/**
 * Makes all the checks, in their order.
 *
 * @throws Refusal with the problem of each that fails
 */
export function checkAll<Wanted, Context>(
	checks: Array<Check<Wanted, Context>>,
	wanted: Wanted,
	context: Context,
): void {
	const failed = checks.filter(({ fails }) => fails(wanted, context));
	const [first, ...others] = failed.map(({ problem }) => problem);
	if (first) throw new Refusal(first, ...others);
}

/** A field that has to be there and for which Capillary has no code of its own. */
export function mandatory(field: string): Problem {
	return { status: 400, code: 400, message: `${field} is mandatory`, reference: field };
}

/** Refused because a body or a parameter cannot be read, in the words of Capillary's Java. */
export function unreadable(message: string, status = 400): Refusal {
	return new Refusal({ status, code: 400, message });
}

/** A value that is none of those allowed, in the words published for the claim call. */
export function invalidEnum(value: string, field: string, allowed: readonly string[]): Refusal {
	return unreadable(
		`Invalid enum value: '${value}' for the field: '${field}'. ` +
			`The value must be one of: [${allowed.join(', ')}].`,
	);
}

/** One entry of an `errors` list, or the `error` of one customer of a batch. */
export function problemEntry({ code, message, reference }: Problem): Record<string, unknown> {
	return { code, message, reference: reference ?? null };
}

/** The whole body of an answer that refuses, in the format of the first problem. */
export function problemBody(...problems: [Problem, ...Problem[]]): Record<string, unknown> {
	return BODIES[problems[0].format ?? 'badges'](problems);
}

/** v3 and v1.1 as published for sign-in: https://docs.capillarytech.com/docs/authorization-flows */
const BODIES: Record<Format, (problems: [Problem, ...Problem[]]) => Record<string, unknown>> = {
	badges: (problems) => ({ data: null, errors: problems.map(problemEntry), warnings: null }),
	v2: (problems) => ({
		warnings: [],
		errors: problems.map(({ code, message }) => ({ status: false, code, message })),
	}),
	v3: (problems) => ({
		data: null,
		errors: problems.map(({ code, message }) => ({ code, message })),
	}),
	'v1.1': ([{ code, message }]) => ({
		response: { status: { success: 'false', code: String(code), message } },
	}),
};
