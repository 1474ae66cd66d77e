import { BATCH_LISTS, OUTCOME_LISTS } from './batchLists';
import { JsonNumber } from './json';

// Where Capillary's documents disagree with each other, or say nothing, a switch for each
// possibility; the first of each is the default. A client has to cope with all of them.

/** Forms of an answer that says the same. */
export const answerForms = {
	/** Ids made of digits only: customers as numbers and all others as text, unless told. */
	ids: ['asDocumented', 'string', 'number'],
	/** Empty `errors` and `warnings`: by endpoint, unless told. */
	emptyLists: ['asDocumented', 'array', 'null'],
	/** What an enrolment's id is called. */
	enrolmentId: ['asDocumented', 'issuedId', 'issueId'],
	/** What an earned badge's id is called; `id` only where no page shows it, in the customer's list. */
	earnedId: ['asDocumented', 'earnId', 'earnedBadgeId', 'id'],
	/** `error` of a customer of a batch for whom all went well. */
	itemError: ['asDocumented', 'null', 'absent'],
	/** `badgeMetaId` in the answers of claim and unclaim. */
	claimBadgeId: ['absent', 'present'],
	/** What the answer of earnBulk looks like; `single`, of one earned badge, only for one customer. */
	earnBulkAnswer: ['earnedBadgesList', 'issuedBadges', 'single'],
	/** What the fields of an entry of `failedEarnBadgeErrorList` are called. */
	failedEarn: ['errorCode', 'code'],
	/** What the flag is called. */
	activeFlag: ['asDocumented', 'active', 'isActive'],
	/** Times as seconds with an ISO twin, as seconds alone, or as ISO under the plain name. */
	dates: ['both', 'seconds', 'iso'],
	/** The time zone of ISO times. */
	timeZone: ['UTC', '+05:30'],
	/** What stands around the customers of customer/get: `response`, nothing, or not even `customer`. */
	customersForm: ['response', 'bare', 'list'],
	/** How a single customer of customer/get stands there. */
	oneCustomer: ['inList', 'object'],
	/** The codes of customer/get: the number of the call and the text of each customer, unless told. */
	customerCodes: ['asDocumented', 'string', 'number'],
} as const;

/** What the documents leave open about what is done, and what is refused. */
export const openRules = {
	/** The order of the entries in the answer about several customers. */
	answerOrder: ['asAsked', 'reversed', 'lastFirst'],
	/** The order of what a customer holds. */
	heldOrder: ['oldestFirst', 'newestFirst'],
	/** Whether the list of badges knows `page` and `size`, or gives its first page for ever. */
	paging: ['honored', 'ignored'],
	/** Whether the answer of an import has an envelope for an entry that is refused. */
	refusedImports: ['answered', 'leftOut'],
	/** Refusals that are about one customer: told for that customer, or for the call as a whole. */
	refusals: ['byCustomer', 'whole'],
	/** Whether a request ID can be used again after its call was refused as a whole. */
	refusedRequestId: ['free', 'used'],
	/** The code for a customer who is not known to the badges service. */
	unknownCustomer: ['1026', '8015'],
	/** How many entries a call takes before it answers 1060; a revocation never takes more than 20. */
	mostEntries: ['any', '20', '10', '7', '5', '3', '2', '1'],
	/** HTTP status of the codes that are published without one. */
	openStatus: ['asUsual', '200', '400', '404', '409'],
	/** The code for a badge that one of its limits leaves no room for; none is published. */
	limitReached: ['none', '400', '409'],
	/** Whether a group or custom field that is not found is named, or only its ID is called wrong. */
	unknownGroup: ['named', 'byId'],
	/** What comes with a 429. */
	tooManyCalls: ['v2', 'badges', 'empty', 'webPage'],
	/** The most entries of a page; a larger size is cut to it. */
	mostPerPage: ['any', '50', '20', '10'],
	/** What the organization's customers are looked up by: anything, or with dual eligibility one. */
	primaryIdentifier: ['any', 'mobile', 'email', 'externalId'],
	/** Whether the call to give one badge knows X-CAP-CUSTOMER-IDENTIFIER. */
	identifierOfEarn: ['ignored', 'taken'],
	/** Whether what was earned of a badge that is switched off can be revoked. */
	earnedOfInactive: ['revocable', 'locked'],
	/** Whether earned badges that were revoked are listed. */
	revokedEarns: ['listed', 'leftOut'],
	/** HTTP status for a token that is dead; `asCode` is the code's. */
	deadTokenStatus: ['asCode', '200', '400', '401', '403', '498'],
	deadTokenCode: ['401', '498'],
	deadTokenEnvelope: ['v2', 'badges', 'v1.1'],
	/** How customer/get spells the identifier that it was asked for. */
	customerEcho: ['stored', 'absent', 'otherCase', 'noCountryCode', 'masked'],
	/** What customer/get has for a customer whom it does not find. */
	customerNotFound: ['silentEntry', 'entryWithEcho', 'noEntry'],
	/** Which of several customers with the same identifier customer/get has. */
	sharedIdentifier: ['last', 'first', 'all'],
	/** How customer/get says that it has the customer whom another was merged into. */
	mergedCustomer: ['code', 'warning', 'unsaid'],
	/** HTTP status of customer/get when it finds nobody. */
	allCustomersFailed: ['500', '200', '400'],
	/** How customer/get refuses more customers than `mostEntries`. */
	tooManyCustomers: ['1060', '413', '414'],
	/** Whether customer/get has a customer whom nobody asked for. */
	strayCustomer: ['none', 'added'],
	/** How a wrong key or secret is refused: in words under HTTP 401, or code 320001 under a status. */
	signInRefused: [
		'inWords',
		'320001 under 200',
		'320001 under 400',
		'320001 under 401',
		'320001 under 403',
	],
} as const;

/** All switches. */
export const variantChoices = { ...answerForms, ...openRules };

/** What is switched on. */
export type Variants = {
	-readonly [Name in keyof typeof variantChoices]: (typeof variantChoices)[Name][number];
};

/** The forms of the newest documents. */
export const documentedVariants = Object.fromEntries(
	Object.entries(variantChoices).map(([name, [first]]) => [name, first]),
) as Variants;

type Json = Record<string, unknown>;
type Rewrite = (object: Json, chosen: string) => Json;

const ID_FIELDS = [
	...['customerId', 'issuedId', 'issueId', 'earnedBadgeId', 'earnId', 'entity', 'user_id'],
];

/** How each switch rewrites an object of an answer; the other switches are the endpoints' business. */
const REWRITES: Partial<Record<keyof Variants, Rewrite>> = {
	ids: (object, chosen) =>
		mapEntries(object, (key, value) => [
			key,
			ID_FIELDS.includes(key) ? asId(value, chosen) : value,
		]),
	emptyLists: (object, chosen) =>
		mapEntries(object, (key, value) => [
			key,
			['errors', 'warnings'].includes(key) && isEmptyList(value)
				? chosen === 'null'
					? null
					: []
				: value,
		]),
	enrolmentId: (object, chosen) => rename(object, ['issuedId', 'issueId'], chosen),
	earnedId: (object, chosen) =>
		rename(object, chosen === 'id' ? ['earnId'] : ['earnId', 'earnedBadgeId'], chosen),
	activeFlag: (object, chosen) => rename(object, ['active', 'isActive'], chosen),
	itemError: (object, chosen) =>
		mapEntries(object, (key, value) => [
			key,
			OUTCOME_LISTS.includes(key)
				? (value as Json[]).map((item) => withItemError(item, chosen))
				: value,
		]),
	answerOrder: (object, chosen) =>
		mapEntries(object, (key, value) => [
			key,
			BATCH_LISTS.includes(key) ? reordered(value as unknown[], chosen) : value,
		]),
	heldOrder: (object) =>
		mapEntries(object, (key, value) => [
			key,
			['earns', 'issuals'].includes(key) ? [...(value as unknown[])].reverse() : value,
		]),
	timeZone: (object) =>
		mapEntries(object, (key, value) => [
			key,
			key.endsWith('ISO') && typeof value === 'string' ? inIndia(value) : value,
		]),
	dates: (object, chosen) => {
		const twins = Object.keys(object).filter((key) => `${key}ISO` in object);
		const merged = mapEntries(object, (key, value) => [
			key,
			chosen === 'iso' && twins.includes(key) ? object[`${key}ISO`] : value,
		]);
		for (const key of twins) delete merged[`${key}ISO`];
		return merged;
	},
};

/** An answer's body in the forms that are switched on. */
export function inVariants(body: unknown, variants: Variants): unknown {
	const rewrites = Object.entries(REWRITES).filter(
		([name]) => variants[name as keyof Variants] !== documentedVariants[name as keyof Variants],
	);
	if (rewrites.length === 0) return body;
	const walk = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(walk);
		if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return value;
		const inner = mapEntries(value as Json, (key, child) => [key, walk(child)]);
		return rewrites.reduce(
			(object, [name, rewrite]) => rewrite(object, variants[name as keyof Variants]),
			inner,
		);
	};
	const rewritten = walk(body);
	return Array.isArray(rewritten) ? reordered(rewritten, variants.answerOrder) : rewritten;
}

/** A list in another order. */
export function reordered<Entry>(list: Entry[], chosen: string): Entry[] {
	if (chosen === 'reversed') return [...list].reverse();
	return chosen === 'lastFirst' ? [...list.slice(-1), ...list.slice(0, -1)] : list;
}

/** The same moment, as published in the time zone of Capillary's servers in India. */
function inIndia(iso: string): string {
	const local = new Date(Date.parse(iso) + 5.5 * 3_600_000);
	return Number.isNaN(local.getTime()) ? iso : local.toISOString().replace(/\.\d+Z$/, '+05:30');
}

function mapEntries(object: Json, map: (key: string, value: unknown) => [string, unknown]): Json {
	return Object.fromEntries(Object.entries(object).map(([key, value]) => map(key, value)));
}

function rename(object: Json, names: string[], chosen: string): Json {
	return mapEntries(object, (key, value) => [names.includes(key) ? chosen : key, value]);
}

function asId(value: unknown, chosen: string): unknown {
	const digits = value instanceof JsonNumber ? value.digits : String(value);
	if (!/^\d+$/.test(digits)) return value;
	return chosen === 'string' ? digits : new JsonNumber(digits);
}

function isEmptyList(value: unknown): boolean {
	return value === null || (Array.isArray(value) && value.length === 0);
}

function withItemError(item: Json, chosen: string): Json {
	const { error, ...rest } = item;
	if (error) return item;
	return chosen === 'null' ? { ...rest, error: null } : rest;
}
