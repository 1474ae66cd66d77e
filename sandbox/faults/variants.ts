// The variants: what Capillary's documents contradict each other about, or do not say. A client must
// cope with every value; the first one is the default.

/** Forms of a response with the same content. */
export const answerForms = {
	/** IDs of digits only; by default numbers for customers and text for the others. */
	ids: ['asDocumented', 'string', 'number'],
	/** Empty `errors` and `warnings`; by default it depends on the endpoint. */
	emptyLists: ['asDocumented', 'array', 'null'],
	/** The name of an enrolment's ID. */
	enrolmentId: ['asDocumented', 'issuedId', 'issueId'],
	/** The name of an earned badge's ID; `id` only in the customer's list, which no page shows. */
	earnedId: ['asDocumented', 'earnId', 'earnedBadgeId', 'id'],
	/** `error` of a customer of a batch without an error. */
	itemError: ['asDocumented', 'null', 'absent'],
	/** `badgeMetaId` in the responses of claim and unclaim. */
	claimBadgeId: ['absent', 'present'],
	/** The form of earnBulk's response; `single` only for a call with one customer. */
	earnBulkAnswer: ['earnedBadgesList', 'issuedBadges', 'single'],
	/** The names of the fields in `failedEarnBadgeErrorList`. */
	failedEarn: ['errorCode', 'code'],
	/** The name of the flag. */
	activeFlag: ['asDocumented', 'active', 'isActive'],
	/** Times in seconds with an ISO field, in seconds alone, or in ISO under the plain name. */
	dates: ['both', 'seconds', 'iso'],
	/** The time zone of ISO times. */
	timeZone: ['UTC', '+05:30'],
	/** What encloses the customers of customer/get: `response`, nothing, or a plain list. */
	customersForm: ['response', 'bare', 'list'],
	/** The form of a single customer of customer/get. */
	oneCustomer: ['inList', 'object'],
	/** The codes of customer/get; by default a number for the call and text for each customer. */
	customerCodes: ['asDocumented', 'string', 'number'],
} as const;

/** Rules that the documents leave open. */
export const openRules = {
	/** The order of the entries in a response about several customers. */
	answerOrder: ['asAsked', 'reversed', 'lastFirst'],
	/** The order of a customer's enrolments and earned badges. */
	heldOrder: ['oldestFirst', 'newestFirst'],
	/** Whether the list of badges obeys `page` and `size`, or always returns its first page. */
	paging: ['honored', 'ignored'],
	/** Whether the response of an import has an envelope for a refused entry. */
	refusedImports: ['answered', 'leftOut'],
	/** Whether a refusal of one customer concerns that customer or the whole call. */
	refusals: ['byCustomer', 'whole'],
	/** Whether a request ID can be used again after its whole call was refused. */
	refusedRequestId: ['free', 'used'],
	/** The code for an unknown customer. */
	unknownCustomer: ['1026', '8015'],
	/** How many entries a call may have (1060); a revocation never more than 20. */
	mostEntries: ['any', '20', '10', '7', '5', '3', '2', '1'],
	/** The HTTP status of codes that are published without one. */
	openStatus: ['asUsual', '200', '400', '404', '409'],
	/** The code for a badge whose limit is reached; none is published. */
	limitReached: ['none', '400', '409'],
	/** Whether the message for an unknown group or custom field names it or only the ID. */
	unknownGroup: ['named', 'byId'],
	/** The body of a 429. */
	tooManyCalls: ['v2', 'badges', 'empty', 'webPage'],
	/** The maximum page size; a larger size is reduced to it. */
	mostPerPage: ['any', '50', '20', '10'],
	/** The identifiers that find a customer: any, or with dual eligibility only this one. */
	primaryIdentifier: ['any', 'mobile', 'email', 'externalId'],
	/** Whether the earn call obeys X-CAP-CUSTOMER-IDENTIFIER. */
	identifierOfEarn: ['ignored', 'taken'],
	/** Whether an earned badge can be revoked when the badge is inactive. */
	earnedOfInactive: ['revocable', 'locked'],
	/** Whether lists contain revoked earned badges. */
	revokedEarns: ['listed', 'leftOut'],
	/** The HTTP status for an expired token; `asCode` is the same as the code. */
	deadTokenStatus: ['asCode', '200', '400', '401', '403', '498'],
	deadTokenCode: ['401', '498'],
	deadTokenEnvelope: ['v2', 'badges', 'v1.1'],
	/** How customer/get repeats the identifier of the request. */
	customerEcho: ['stored', 'absent', 'otherCase', 'noCountryCode', 'masked'],
	/** What customer/get returns for an unknown customer. */
	customerNotFound: ['silentEntry', 'entryWithEcho', 'noEntry'],
	/** Which of several customers with the same identifier customer/get returns. */
	sharedIdentifier: ['last', 'first', 'all'],
	/** How customer/get says that a customer was merged into the returned one. */
	mergedCustomer: ['code', 'warning', 'unsaid'],
	/** The HTTP status of customer/get when it finds nobody. */
	allCustomersFailed: ['500', '200', '400'],
	/** How customer/get refuses more customers than `mostEntries`. */
	tooManyCustomers: ['1060', '413', '414'],
	/** Whether customer/get returns a customer that was not asked for. */
	strayCustomer: ['none', 'added'],
	/** The refusal of a wrong key or secret: a message, or code 320001 under an HTTP status. */
	signInRefused: [
		'inWords',
		'320001 under 200',
		'320001 under 400',
		'320001 under 401',
		'320001 under 403',
	],
} as const;

/** All variants with their values. */
export const variantChoices = { ...answerForms, ...openRules };

/** A value for each variant. */
export type Variants = {
	-readonly [Name in keyof typeof variantChoices]: (typeof variantChoices)[Name][number];
};

/** The default values: the newest documents. */
export const documentedVariants = Object.fromEntries(
	Object.entries(variantChoices).map(([name, [first]]) => [name, first]),
) as Variants;
