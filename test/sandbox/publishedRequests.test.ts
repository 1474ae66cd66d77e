// The description of the published requests: what is published fits it, and nothing else.
import { endpoints } from '../../sandbox/endpoints';
import { publishedRequests } from '../../sandbox/published/requests';
import { unpublishedIn, type SentRequest } from '../../sandbox/published/unpublished';
import published from '../published.json';

const BADGES = '/api_gateway/v1/badges';
const BADGE = '653df084b3cda7078c7c68f1';

/** Published as the body of a call that needs none. */
const NO_REQUEST = ['get-custom-field-by-id'];

function sent(method: string, address: string, body?: unknown, headers: object = {}): SentRequest {
	const [path, query = ''] = address.split('?');
	return {
		...{ method, path, query: Object.fromEntries(new URLSearchParams(query)) },
		headers: { 'content-type': 'application/json', ...headers },
		body: body === undefined ? '' : JSON.stringify(body),
	};
}

const post = (path: string, body: unknown, headers = {}) =>
	sent('POST', `${BADGES}${path}`, body, headers);
const get = (address: string) => sent('GET', `${BADGES}${address}`);

describe('the published requests', () => {
	const examples = Object.entries(published)
		.filter(([page]) => !NO_REQUEST.includes(page))
		.flatMap(([page, { requests }]) =>
			Object.entries(requests).map(([name, body]) => ({ page, name, body: body as unknown })),
		);

	it.each(examples)('accept the example of $page: $name', ({ page, body }) => {
		const request = publishedRequests.find((one) => one.page === page);
		const path = request?.path.replace(/\{\w+\}/g, BADGE) ?? page;
		expect(unpublishedIn(sent(request?.method ?? '', path, body))).toEqual([]);
	});

	it('are of the same calls as the endpoints', () => {
		const calls = [
			...publishedRequests.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '*')}`),
		];
		const served = endpoints.flatMap(({ method, path }) =>
			(path.includes(':activationStatus') ? ['activate', 'deactivate'] : ['']).map(
				(action) => `${method} ${path.replace(':activationStatus', action).replace(/:\w+/g, '*')}`,
			),
		);
		expect(calls.sort()).toEqual(served.sort());
	});

	const gift = {
		...{ badgeMetaId: BADGE, requestId: 'r-1' },
		triggeredBy: { ownerType: 'Loyalty', referenceId: '123' },
	};
	const badge = {
		...{ name: 'Summer', startOnISO: '2026-06-01T00:00:00Z', earnType: 'EARN' },
		...{ expiresOnISO: '2026-09-01T00:00:00+05:30', earnedBadgeExpiry: { expiryType: 'NEVER' } },
		ownership: { restrictedToOwners: ['Loyalty'] },
	};

	it.each<[string, SentRequest]>([
		['a list with its page', get('/badgeMeta?status=LIVE,UPCOMING&page=0&size=100&limit=100')],
		[
			'a call whose address could be that of a badge',
			get(`/badgeMeta/getFixedWindowDetails?badgeMetaId=${BADGE}&includeEarnCount=true`),
		],
		['a new badge', post('/badgeMeta', badge, { 'x-cap-badges-migration': 'migration' })],
		['a customer whose ID is no number', post('/customer/earn', { ...gift, customerId: '23423' })],
		[
			'a badge as it was read, with what nobody knows',
			sent('PUT', `${BADGES}/badgeMeta`, {
				...{ ...badge, id: BADGE, active: true, badgeGroupId: null, somethingNew: 1 },
			}),
		],
		[
			'a customer named by email',
			sent('GET', `${BADGES}/management/a%40b.example`, undefined, {
				...{ 'x-cap-customer-identifier': 'email', 'x-cap-api-oauth-token': 'token' },
			}),
		],
		[
			'several customers',
			sent('GET', '/v1.1/customer/get?format=json&user_id=true&coupon_limit=1&email=a%40x%2Cb%40x'),
		],
		[
			'several identifiers of a customer',
			sent(
				'GET',
				'/v2/customers/lookup?source=INSTORE&identifierName=mobile,email&identifierValue=91,a@b',
			),
		],
	])('accept %s', (_, request) => {
		expect(unpublishedIn(request)).toEqual([]);
	});

	it.each<[string, SentRequest, string]>([
		[
			'null where nothing is given',
			post('/customField', {
				...{ name: 'CF', isMandatory: false, dataType: 'STRING', defaultValue: null },
			}),
			'body.defaultValue must be string',
		],
		[
			'a field that is published for another call',
			post('/customer/earn', { ...gift, customerId: 1, customers: [1] }),
			'body must NOT have additional properties: customers',
		],
		[
			'both lists of a revocation',
			post('/badgeMeta/customer/revokeIssue', {
				...{ badgeMetaId: BADGE, customers: [1] },
				revokeIssuals: [{ customerId: '1', issueId: '2' }],
			}),
			'body must NOT have additional properties: customers',
		],
		[
			'more customers than a revocation takes',
			post('/badgeMeta/customer/revokeIssue', {
				...{ badgeMetaId: BADGE, customers: Array.from({ length: 21 }, (_, n) => n + 1) },
			}),
			'body.customers must NOT have more than 20 items',
		],
		[
			'an owner in capital letters',
			post(`/badgeMeta/${BADGE}/claim`, { ownerType: 'LOYALTY', referenceId: '1' }),
			'body.ownerType must be equal to one of the allowed values: Loyalty, Loyalty_Promotion',
		],
		[
			'an owner without its reference ID',
			post(`/badgeMeta/${BADGE}/claim`, { ownerType: 'Loyalty' }),
			"body must have required property 'referenceId'",
		],
		[
			'a badge without an end',
			post('/badgeMeta', { ...badge, expiresOnISO: undefined }),
			"body must have required property 'expiresOnISO'",
		],
		[
			'a date without a time zone',
			post('/badgeMeta', { ...badge, startOnISO: '2026-06-01T00:00:00' }),
			'body.startOnISO must match format "date-time"',
		],
		[
			'a customer of an import who has a name',
			post('/import/customerBadges', [
				{
					...{ badgeMetaId: BADGE, customerId: 'tom' },
					...{ earnEventDateISO: '2024-01-01T00:00:00Z', earnExpiresOn: 1704067200 },
				},
			]),
			'body.0.customerId must match pattern',
		],
		['a page that is no number', get('/group?page=first'), 'query.page must be integer'],
		[
			'a query that is not published',
			get('/group?limit=10'),
			'query must NOT have additional properties: limit',
		],
		['a state that no badge has', get('/badgeMeta?status=ENDED'), 'query.status must match'],
		[
			'a kind of customer that is not published',
			sent('GET', `${BADGES}/customer/1`, undefined, { 'x-cap-customer-identifier': 'phone' }),
			'header.x-cap-customer-identifier must be equal to one of the allowed values',
		],
		[
			'a header that is published for other calls',
			post('/customer/earn', { ...gift, customerId: 1 }, { 'x-cap-customer-identifier': 'email' }),
			'header must NOT have additional properties: x-cap-customer-identifier',
		],
		['a body where there is none', sent('DELETE', '/v3/webHooks/1', {}), 'body is one too many'],
		['no body where there must be one', sent('POST', `${BADGES}/group`), 'body is missing'],
		[
			'another type of body',
			post('/group', { name: 'G', rank: 1 }, { 'content-type': 'text/plain' }),
			"header content-type is 'text/plain'",
		],
		['a body that is cut off', { ...post('/group', {}), body: '{"name": "G' }, 'body is not JSON'],
		['a call that is not published', sent('DELETE', `${BADGES}/group/1`), 'is not published'],
	])('differ from %s', (_, request, says) => {
		expect(unpublishedIn(request).join()).toContain(
			`${request.method} ${request.path}${says.startsWith('is') ? ' ' : ': '}${says}`,
		);
	});
});
