/** The format of an error's body: the badges service's envelope, or that of the v2 services. */
type Format = 'badges' | 'v2';

interface Problem {
	/** The HTTP status it comes with. */
	status: number;
	code: number;
	message: string;
	/** The field it is about, where the documents name one. */
	reference?: string;
	format?: Format;
}

/**
 * Everything the sandbox refuses, with the codes and texts of Capillary's pages.
 * Where a page publishes no HTTP status, bad input is 400 and a conflict with the state is 409.
 * Sources: the error tables of https://docs.capillarytech.com/reference/claim-badge,
 * /reference/enrol-customers-for-badges, /reference/issue-badge-to-the-customer,
 * /reference/revoke-issual-of-a-badge, /reference/revoke-enrolment-of-a-badge,
 * /reference/authorisation, /reference/customer-lookup and /reference/errors-and-warnings.
 */
export const problems = {
	badgeNotFound: { status: 404, code: 404, message: 'Passed badge is not found' },
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
	claimNotFound: { status: 400, code: 737, message: 'Claim not found in existing claims' },
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
	customerNotFound: {
		status: 400,
		code: 1026,
		message: 'Customer with the specified ID is not found',
	},
	identifierUnknown: { status: 400, code: 1028, message: 'Invalid Customer Identifier type' },
	notActive: { status: 400, code: 1039, message: 'Only active badge can be issued' },
	alreadyEnrolled: {
		status: 200,
		code: 1040,
		message: 'An active issue for the badge already exists.',
	},
	nobodyNamed: { status: 200, code: 1051, message: 'RevokeIssuals or CustomerId is mandatory' },
	batchTooLarge: { status: 400, code: 1060, message: 'Batch limit exceeded' },
	noEnrolment: { status: 200, code: 404, message: "Customer doesn't have issue instance" },
	bodyMissing: { status: 400, code: 400, message: 'Required request body is missing' },
	signInFailed: {
		status: 401,
		code: 401,
		message: 'Failed to generate OAuth token',
		format: 'v2',
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
	constructor(readonly problem: Problem) {
		super(problem.message);
	}
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

/** The whole body of an answer that refuses. */
export function problemBody(problem: Problem): Record<string, unknown> {
	if (problem.format === 'v2') {
		const { code, message } = problem;
		return { warnings: [], errors: [{ status: false, code, message }] };
	}
	return { data: null, errors: [problemEntry(problem)], warnings: null };
}
