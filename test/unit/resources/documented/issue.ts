import { BADGES_API } from '../../../../nodes/CapillaryBadges/api/call';
import { failure, success, type Example } from './example';

const REVOKE = 'revoke-enrolment-of-a-badge';

/** The request to revoke all enrolments of customers, or one enrolment of each. */
function revoke(badge: string, customers: Array<number | [number, string]>) {
	const example: Pick<Example, 'operation' | 'items' | 'request'> = {
		operation: ['issue', 'revoke'],
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
		request: { method: 'POST', path: `${BADGES_API}/badgeMeta/customer/revokeIssue` },
	};
	return example;
}

const revokedIssues = (badge: string, revokedIssuedBadges: object[]) =>
	success({ badgeMetaId: badge, revokedIssuedBadges });

const revoked = (badge: string, customerId: number, issuedId: string) => [
	{ badgeMetaId: badge, customerId, issuedId, revoked: true },
];

const OF_CUSTOMER = 'get-individual-badge-details-of-a-customer';
const ENROL = 'enrol-customers-for-badges';

/** Customers by ID who are enrolled by the rewards catalogue. */
function enrol(badge: string, customers: number[], requestId: string) {
	const example: Pick<Example, 'operation' | 'items' | 'request'> = {
		operation: ['issue', 'create'],
		items: customers.map((customer) => ({
			badge,
			customerIdentifier: 'customerId',
			customer,
			ownerType: 'Rewards_Catalog',
			referenceId: '123',
			options: { requestId, eventDate: '2026-02-02T15:45:00' },
		})),
		request: {
			method: 'POST',
			path: `${BADGES_API}/badgeMeta/customer/issueBulk`,
			body: {
				badgeMetaId: badge,
				customers,
				requestId,
				triggeredBy: { ownerType: 'Rewards_Catalog', referenceId: '123' },
				issueEventDateISO: '2026-02-02T15:45:00.000+05:30',
			},
		},
	};
	return example;
}

const enrolled = (badgeMetaId: string, customerId: number, issuedId: string, requestId: string) => [
	{ badgeMetaId, customerId, issuedId, expiresOn: '2031-01-15T09:32:37.000Z', requestId },
];

const ofOne = enrol('69807855eba595729385eb1b', [566135941], 'req12');

export const issue: Example[] = [
	{
		name: 'create for one customer',
		...ofOne,
		answers: `${ENROL}/200/Sample response for single customer`,
		outcomes: [
			enrolled('69807855eba595729385eb1b', 566135941, '69807865eba595729385eb1c', 'req12'),
		],
	},
	{
		name: 'create for several customers',
		...enrol('6980795d0772ad476ed02639', [565039506, 566135941], 'req14'),
		answers: `${ENROL}/200/Sample response for multiple customers`,
		outcomes: [
			enrolled('6980795d0772ad476ed02639', 565039506, '69807969eba595729385eb29', 'req14'),
			enrolled('6980795d0772ad476ed02639', 566135941, '69807969eba595729385eb28', 'req14'),
		],
	},
	{
		name: 'create for two customers, one of them already enrolled',
		...enrol('66f3be92a8647e03dc526a5f', [11114, 11115], 'req13'),
		response: success({
			badgeMetaId: '66f3be92a8647e03dc526a5f',
			expiresOn: 1926235957.0,
			issuedBadges: [
				{ customerId: 11114, issuedId: '66f3bf91c7bf1e4d65e126b0', error: null },
				{
					customerId: 11115,
					issuedId: '66f3bf91c7bf1e4d65e126b1',
					error: {
						code: 1040,
						message: 'An active issue for the badge already exists.',
						reference: null,
					},
					status: 'EXPIRED',
				},
			],
			requestId: 'req13',
		}),
		outcomes: [
			enrolled('66f3be92a8647e03dc526a5f', 11114, '66f3bf91c7bf1e4d65e126b0', 'req13'),
			{ code: 1040, says: /enrolled for this badge already/ },
		],
	},
	{
		name: 'create for a badge that is issued directly',
		...ofOne,
		status: 400,
		response: failure(801, 'Only ISSUE_EARN type badge can be issued'),
		outcomes: [{ code: 801, says: /issued directly/ }],
	},
	{
		name: 'list with ended enrolments',
		operation: ['issue', 'getAll'],
		items: [
			{
				badge: '67037d51d33ceb2ad0a69b1b',
				customerIdentifier: 'customerId',
				customer: 62090013,
				simplify: true,
				filters: { includeOver: true },
			},
		],
		answers: `${OF_CUSTOMER}/200/With issueId and includeStatistics=true`,
		outcomes: [
			[
				{
					badgeMetaId: '67037d51d33ceb2ad0a69b1b',
					customerId: 62090013,
					issueId: '67037d71d33ceb2ad0a69b1c',
					issuedStatus: 'REVOKED',
					issuedOn: '2024-10-07T06:19:29.300Z',
					issueEventDate: '2024-10-07T05:30:28.000Z',
					issueExpiresOn: '2031-01-15T09:32:37.000Z',
					revokedOn: '2024-10-07T06:23:21.451Z',
					ownerType: 'Loyalty',
					ownerReferenceId: '123456789',
				},
			],
		],
	},
	{
		name: 'list without active enrolments',
		operation: ['issue', 'getAll'],
		items: [
			{ badge: '67037d51d33ceb2ad0a69b1b', customerIdentifier: 'customerId', customer: 62090013 },
		],
		answers: `${OF_CUSTOMER}/200/With issueId and includeStatistics=true`,
		outcomes: [[]],
	},
	{
		name: 'revoke all for one customer',
		...revoke('653de84db3cda7078c7c68ed', [62090013]),
		request: {
			method: 'POST',
			path: `${BADGES_API}/badgeMeta/customer/revokeIssue`,
			body: { badgeMetaId: '653de84db3cda7078c7c68ed', customers: [62090013] },
		},
		response: revokedIssues('653de84db3cda7078c7c68ed', [
			{ customerId: 62090013, issuedId: '653e024bb3cda7078c7c6903', error: null },
		]),
		outcomes: [revoked('653de84db3cda7078c7c68ed', 62090013, '653e024bb3cda7078c7c6903')],
	},
	{
		name: 'revoke all for several customers',
		...revoke('654bb48766a87827bb61e631', [123, 62090013]),
		sends: `${REVOKE}/request/Multiple customers`,
		answers: `${REVOKE}/200/Multiple Customer`,
		outcomes: [
			revoked('654bb48766a87827bb61e631', 123, '654cc02b6bccde1274b6d3a7'),
			revoked('654bb48766a87827bb61e631', 62090013, '654cc03e6bccde1274b6d3a9'),
		],
	},
	{
		name: 'revoke one, the request',
		...revoke('670371e39235f02fd5d71cbd', [
			[387403362, '236'],
			[387403360, '234'],
		]),
		sends: `${REVOKE}/request/With Revoke Issuals`,
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
		name: 'revoke one, response without error keys',
		...revoke('66e3ef1b5abea9582ae4f301', [[12323, '66e3ef1e5abea9582ae4f302']]),
		request: undefined,
		answers: `${REVOKE}/200/With Revoke Issual`,
		outcomes: [revoked('66e3ef1b5abea9582ae4f301', 12323, '66e3ef1e5abea9582ae4f302')],
	},
	{
		name: 'revoke, not enrolled, entry without issuedId',
		...revoke('670371e39235f02fd5d71cbd', [555567088]),
		request: undefined,
		response: revokedIssues('670371e39235f02fd5d71cbd', [
			{
				customerId: 555567088,
				error: { code: 404, message: "Customer doesn't have issue instance", reference: null },
			},
		]),
		outcomes: [{ code: 404, says: /not enrolled for this badge/ }],
	},
	{
		name: 'revoke, not enrolled, issuedId is null',
		...revoke('653de84db3cda7078c7c68ed', [123]),
		request: undefined,
		answers: `${REVOKE}/200/Failure: Customer is not issued`,
		outcomes: [{ code: 404, says: /not enrolled for this badge/ }],
	},
	{
		name: 'revoke the enrolment of somebody else, an error without a code',
		...revoke('66e3d6335abea9582ae4f264', [[12323, '66e3ef1e5abea9582ae4f302']]),
		request: undefined,
		response: revokedIssues('66e3d6335abea9582ae4f264', [
			{
				customerId: 12323,
				issuedId: '66e3ef1e5abea9582ae4f302',
				error: { message: "issue doesn't belong to customer", reference: null },
			},
		]),
		outcomes: [{ says: /for another badge or of another customer/ }],
	},
	{
		name: 'revoke, refused as empty with HTTP 200',
		...revoke('653de84db3cda7078c7c68ed', [123]),
		request: undefined,
		answers: `${REVOKE}/200/Failure: RevokeIssuals or CustomerId is not passed`,
		outcomes: [{ code: 1051, says: /received no customer/ }],
	},
	{
		name: 'revoke for a badge that does not exist',
		...revoke('653de84db3cda7078c7c68ed', [123]),
		request: undefined,
		answers: `${REVOKE}/404/Result`,
		outcomes: [{ code: 404, says: /no badge with this ID/ }],
	},
];
