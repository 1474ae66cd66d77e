// The published requests and answers of the four operations: the seed pages and Capillary's OpenAPI examples.
import type { Operation, Settled } from '../../../nodes/CapillaryBadges/engine/operation';
import { failureOf } from '../../../nodes/CapillaryBadges/engine/outcome';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import { openEnvelope } from '../../../nodes/CapillaryBadges/transport/envelope';
import { itemWith } from './parameters';

const API = '/api_gateway/v1/badges';

interface Example {
	name: string;
	operation: [resource: string, operation: string];
	items: Array<Record<string, unknown>>;
	request: { method: string; path: string; headers?: object; body?: unknown };
	status?: number;
	response: unknown;
	/** Output of each item, or the code (undefined where Capillary gives none) and the words of its failure. */
	outcomes: Array<object[] | { code?: number; says: RegExp }>;
}

const success = (data: object) => ({ data, errors: [], warnings: [] });
const failure = (code: number, message: string) => ({
	data: null,
	errors: [{ code, message, reference: null }],
	warnings: null,
});

const activation = (badge: string, operation: string, isActive: boolean): Example => ({
	name: `${operation} badge ${badge}`,
	operation: ['badge', operation],
	items: [{ badge }],
	request: { method: 'PUT', path: `${API}/badgeMeta/${badge}/${operation}` },
	response: success({ id: badge, isActive }),
	outcomes: [[{ id: badge, isActive }]],
});

const earned = (badge: string, customerId: number, earnedBadgeId: string) => ({
	badgeMetaId: badge,
	customerId,
	earnedBadgeId,
});

const revokeEarn = (badge: string, customerId: number, earnedBadge: string) => ({
	operation: ['earn', 'revoke'] as [string, string],
	items: [{ badge, customerIdentifier: 'customerId', customer: customerId, revoke: 'one', earnedBadge }],
	request: {
		method: 'POST',
		path: `${API}/customer/revokeEarn`,
		headers: {},
		body: earned(badge, customerId, earnedBadge),
	},
});

const revokeIssue = (badge: string, customers: Array<number | [number, string]>) => ({
	operation: ['issue', 'revoke'] as [string, string],
	items: customers.map((entry) => {
		const [customer, issueId] = Array.isArray(entry) ? entry : [entry];
		return {
			badge,
			customerIdentifier: 'customerId',
			customer,
			revoke: issueId === undefined ? 'all' : 'one',
			issueId,
		};
	}),
	request: {
		method: 'POST',
		path: `${API}/badgeMeta/customer/revokeIssue`,
		body: {
			badgeMetaId: badge,
			...(Array.isArray(customers[0])
				? {
						revokeIssuals: (customers as Array<[number, string]>).map(([customerId, issueId]) => ({
							customerId: String(customerId),
							issueId,
						})),
					}
				: { customers }),
		},
	},
});

const revokedIssues = (badge: string, revokedIssuedBadges: object[], more = {}) =>
	success({ badgeMetaId: badge, revokedIssuedBadges, ...more });

const revoked = (badge: string, customerId: number, issuedId: string) => [
	{ badgeMetaId: badge, customerId, issuedId, revoked: true },
];

const unclaim = (badge: string) => ({
	operation: ['claim', 'unclaim'] as [string, string],
	items: [{ badge, ownerType: 'Loyalty', referenceId: '123' }],
	request: {
		method: 'POST',
		path: `${API}/badgeMeta/${badge}/unclaim`,
		body: { ownerType: 'Loyalty', referenceId: '123' },
	},
});

const EXAMPLES: Example[] = [
	activation('6543688e66a87827bb61e62a', 'activate', true),
	activation('6543688e66a87827bb61e62a', 'deactivate', false),
	activation('68ccf60d28a4f97c042c83c1', 'activate', true),
	activation('68ccf60d28a4f97c042c83c1', 'deactivate', false),
	{
		name: 'revoke an issued badge by customer ID',
		...revokeEarn('653ddb33b3cda7078c7c68e9', 62090013, '654cbea06bccde1274b6d3a2'),
		response: success({
			...earned('653ddb33b3cda7078c7c68e9', 62090013, '654cbea06bccde1274b6d3a2'),
			isActive: false,
		}),
		outcomes: [
			[
				{
					...earned('653ddb33b3cda7078c7c68e9', 62090013, '654cbea06bccde1274b6d3a2'),
					isActive: false,
				},
			],
		],
	},
	{
		name: 'revoke an issued badge by email',
		operation: ['earn', 'revoke'],
		items: [
			{
				badge: '653de84db3cda7078c7c68ed',
				customerIdentifier: 'email',
				customer: 'tom.sawyer@example.com',
				revoke: 'one',
				earnedBadge: '6659551c304b6e0b517b7bc7',
			},
		],
		request: {
			method: 'POST',
			path: `${API}/customer/revokeEarn`,
			headers: { 'X-CAP-CUSTOMER-IDENTIFIER': 'email' },
			body: {
				badgeMetaId: '653de84db3cda7078c7c68ed',
				customerId: 'tom.sawyer@example.com',
				earnedBadgeId: '6659551c304b6e0b517b7bc7',
			},
		},
		response: success({
			...earned('653de84db3cda7078c7c68ed', 62090013, '6659551c304b6e0b517b7bc7'),
			isActive: false,
		}),
		outcomes: [
			[
				{
					...earned('653de84db3cda7078c7c68ed', 62090013, '6659551c304b6e0b517b7bc7'),
					isActive: false,
				},
			],
		],
	},
	{
		name: 'revoke an issued badge, sample of 2026',
		...revokeEarn('698dae82d30c4f6b3da9dc06', 566135941, '698daf848644c157e72d83f3'),
		response: success({
			...earned('698dae82d30c4f6b3da9dc06', 566135941, '698daf848644c157e72d83f3'),
			isActive: false,
		}),
		outcomes: [
			[
				{
					...earned('698dae82d30c4f6b3da9dc06', 566135941, '698daf848644c157e72d83f3'),
					isActive: false,
				},
			],
		],
	},
	{
		name: 'revoke an issued badge that is not held',
		...revokeEarn('698dae82d30c4f6b3da9dc06', 566135941, '698daf848644c157e72d83f3'),
		status: 409,
		response: failure(814, 'Active earn instance is not present.'),
		outcomes: [{ code: 814, says: /does not hold this earned badge/ }],
	},
	{
		name: 'revoke enrolments of one customer',
		...revokeIssue('653de84db3cda7078c7c68ed', [62090013]),
		response: revokedIssues(
			'653de84db3cda7078c7c68ed',
			[{ customerId: 62090013, issuedId: '653e024bb3cda7078c7c6903', error: null }],
			{ requestId: null },
		),
		outcomes: [revoked('653de84db3cda7078c7c68ed', 62090013, '653e024bb3cda7078c7c6903')],
	},
	{
		name: 'revoke enrolments of several customers',
		...revokeIssue('654bb48766a87827bb61e631', [123, 62090013]),
		response: revokedIssues(
			'654bb48766a87827bb61e631',
			[
				{ customerId: 123, issuedId: '654cc02b6bccde1274b6d3a7', error: null },
				{ customerId: 62090013, issuedId: '654cc03e6bccde1274b6d3a9', error: null },
			],
			{ requestId: null },
		),
		outcomes: [
			revoked('654bb48766a87827bb61e631', 123, '654cc02b6bccde1274b6d3a7'),
			revoked('654bb48766a87827bb61e631', 62090013, '654cc03e6bccde1274b6d3a9'),
		],
	},
	{
		name: 'revoke single enrolments, the request',
		...revokeIssue('670371e39235f02fd5d71cbd', [
			[387403362, '236'],
			[387403360, '234'],
		]),
		response: revokedIssues('670371e39235f02fd5d71cbd', [
			{ customerId: 387403362, issuedId: '236' },
			{ customerId: 387403360, issuedId: '234' },
		]),
		outcomes: [
			revoked('670371e39235f02fd5d71cbd', 387403362, '236'),
			revoked('670371e39235f02fd5d71cbd', 387403360, '234'),
		],
	},
	{
		name: 'revoke single enrolments, the answer, whose entries have no error key',
		...revokeIssue('66e3ef1b5abea9582ae4f301', [[12323, '66e3ef1e5abea9582ae4f302']]),
		response: revokedIssues('66e3ef1b5abea9582ae4f301', [
			{ customerId: 12323, issuedId: '66e3ef1e5abea9582ae4f302' },
		]),
		outcomes: [revoked('66e3ef1b5abea9582ae4f301', 12323, '66e3ef1e5abea9582ae4f302')],
	},
	{
		name: 'revoke enrolments of a customer who has none, entry without issuedId',
		...revokeIssue('670371e39235f02fd5d71cbd', [555567088]),
		response: revokedIssues(
			'670371e39235f02fd5d71cbd',
			[
				{
					customerId: 555567088,
					error: { code: 404, message: "Customer doesn't have issue instance", reference: null },
				},
			],
			{ requestId: null },
		),
		outcomes: [{ code: 404, says: /not enrolled for this badge/ }],
	},
	{
		name: 'revoke enrolments of a customer who has none, issuedId null',
		...revokeIssue('653de84db3cda7078c7c68ed', [123]),
		response: revokedIssues('653de84db3cda7078c7c68ed', [
			{
				customerId: 123,
				issuedId: null,
				error: { code: 404, message: "Customer doesn't have issue instance", reference: null },
			},
		]),
		outcomes: [{ code: 404, says: /not enrolled for this badge/ }],
	},
	{
		name: 'revoke an enrolment of somebody else, an entry whose error has no code',
		...revokeIssue('66e3d6335abea9582ae4f264', [[12323, '66e3ef1e5abea9582ae4f302']]),
		response: revokedIssues('66e3d6335abea9582ae4f264', [
			{
				customerId: 12323,
				issuedId: '66e3ef1e5abea9582ae4f302',
				error: { message: "issue doesn't belong to customer", reference: null },
			},
		]),
		outcomes: [{ says: /belongs to another customer/ }],
	},
	{
		name: 'revoke enrolments, refused as empty under HTTP 200',
		...revokeIssue('653de84db3cda7078c7c68ed', [123]),
		response: failure(1051, 'RevokeIssuals or CustomerId is mandatory'),
		outcomes: [{ code: 1051, says: /no customer arrived/ }],
	},
	{
		name: 'revoke enrolments of a badge that is not there',
		...revokeIssue('653de84db3cda7078c7c68ed', [123]),
		status: 404,
		response: failure(404, 'Passed badge is not found'),
		outcomes: [{ code: 404, says: /knows no badge with this ID/ }],
	},
	{
		name: 'unclaim',
		...unclaim('69381220cebb9648d8974518'),
		response: {
			data: { ownerType: 'Loyalty', referenceId: '123', isActive: false },
			errors: null,
			warnings: [],
		},
		outcomes: [
			[
				{
					badgeMetaId: '69381220cebb9648d8974518',
					ownerType: 'Loyalty',
					referenceId: '123',
					isActive: false,
				},
			],
		],
	},
	{
		name: 'unclaim what is not claimed',
		...unclaim('69381220cebb9648d8974518'),
		status: 400,
		response: failure(737, 'Claim not found in existing claims'),
		outcomes: [{ code: 737, says: /not claimed by this owner/ }],
	},
	{
		name: 'unclaim, refused with an empty object, the only published answer under 400',
		...unclaim('69381220cebb9648d8974518'),
		status: 400,
		response: {},
		outcomes: [{ says: /HTTP status 400/ }],
	},
];

describe('documented examples', () => {
	it.each(EXAMPLES)('$name', ({ operation: [resource, name], items, request, ...example }) => {
		const operation = findOperation(resource, name) as Operation;
		const rows = items.map((parameters, index) => operation.row(itemWith(parameters, index)));
		expect(operation.call(rows as [unknown, ...unknown[]])).toEqual(request);

		const { status = 200, response, outcomes } = example;
		const reply = openEnvelope({ status, headers: {}, text: JSON.stringify(response) });
		rows.forEach((row, index) => {
			const settled: Settled = 'answer' in reply ? operation.settle(row, reply.answer) : reply;
			const expected = outcomes[index];
			if (Array.isArray(expected)) {
				expect(settled).toEqual({ done: expected });
			} else {
				if ('done' in settled) throw new Error('was settled as done');
				const { error, message } = failureOf(operation.task(row), settled.refused);
				expect(settled.refused.code).toBe(expected.code);
				expect(error).toMatch(expected.says);
				if (expected.code) expect(error).toMatch(new RegExp(`\\(${expected.code}\\)$`));
				expect(message).toMatch(/\.$/);
			}
		});
	});
});
