import { BADGES_API } from '../../../../nodes/CapillaryBadges/api/call';
import { failure, publishedExample, success, type Example } from './example';

const REVOKE = 'revoke-issual-of-a-badge';

/** The request to revoke one earned badge of a customer named by ID, and its outcome. */
function revoke(badge: string, customerId: number, earnedBadge: string) {
	const body = { badgeMetaId: badge, customerId, earnedBadgeId: earnedBadge };
	const example: Pick<Example, 'operation' | 'items' | 'request'> = {
		operation: ['earn', 'revoke'],
		items: [
			{ badge, customerIdentifier: 'customerId', customer: customerId, revoke: 'one', earnedBadge },
		],
		request: { method: 'POST', path: `${BADGES_API}/customer/revokeEarn`, headers: {}, body },
	};
	return { example, output: { ...body, isActive: false } };
}

const byId = revoke('653ddb33b3cda7078c7c68e9', 62090013, '654cbea06bccde1274b6d3a2');
const byEmail = revoke('653de84db3cda7078c7c68ed', 62090013, '6659551c304b6e0b517b7bc7');
const of2026 = revoke('698dae82d30c4f6b3da9dc06', 566135941, '698daf848644c157e72d83f3');

const ONE = 'issue-badge-to-the-customer';
const MANY = 'issue-badge-to-multiple-customers';
const IMPORT = 'import-earned-badges-of-customer';
const OF_CUSTOMER = 'get-individual-badge-details-of-a-customer';

/** Customers by ID who get a badge from an owner of the module Loyalty. */
function give(
	badge: string,
	customers: number[],
	referenceId: string,
	options: { requestId: string; eventDate?: string },
): Pick<Example, 'operation' | 'items' | 'request'> {
	const isOne = customers.length === 1;
	const { requestId, eventDate } = options;
	return {
		operation: ['earn', 'create'],
		items: customers.map((customer) => ({
			badge,
			customerIdentifier: 'customerId',
			customer,
			ownerType: 'Loyalty',
			referenceId,
			options,
		})),
		request: {
			method: 'POST',
			path: `${BADGES_API}/customer/${isOne ? 'earn' : 'earnBulk'}`,
			body: {
				badgeMetaId: badge,
				...(isOne ? { customerId: customers[0] } : { customerIds: customers }),
				requestId,
				...(eventDate ? { earnEventDateISO: eventDate } : {}),
				triggeredBy: { ownerType: 'Loyalty', referenceId },
			},
		},
	};
}

/** The node sends the customer's ID as a number, the request ID as text and the date as ISO 8601. */
const toOne = give('692e7e739b3ca00e4bbf7c06', [23423], '123', {
	requestId: '23432',
	eventDate: '2025-12-02T17:00:00.192+05:30',
});

/** The date has the name of the earn call. The published request uses the name of the enrolment call. */
const toMany = give('68d66ab3480b423e5c6857f4', [87654, 74672, 27864], '823626', {
	requestId: '3785468349',
	eventDate: '2025-10-30T03:21:00.192+05:30',
});

const given = (
	badgeMetaId: string,
	customerId: number,
	earnedBadgeId: string | null,
	more: object,
) => [{ badgeMetaId, customerId, earnedBadgeId, ...more }];

const ofMany = { expiresOn: '2026-12-03T15:19:37.000Z', requestId: '3785468349' };

const pastEarn = (
	badge: string,
	customer: number,
	earnEventDate: string,
	earnExpiresOn: string,
) => ({
	badge,
	customerIdentifier: 'customerId',
	customer,
	earnEventDate,
	earnExpiresOn,
});

/** The request that fits the published response of the import, whose own request is not published. */
const pastEarns = [
	pastEarn('696f0fd40772ad476ecf74ac', 555567088, '2023-12-21T09:06:51Z', '2024-01-21T09:06:51Z'),
	pastEarn('697a16140772ad476ecfe51c', 12098734, '2022-10-01T18:40:00Z', '2022-11-01T18:40:00Z'),
];

const imported: Example['outcomes'] = [
	given('696f0fd40772ad476ecf74ac', 555567088, '697b5f6f0772ad476ecff272', {
		expiresOn: '2024-01-21T09:06:51.000Z',
		requestId: 'd9e144be-2450-4300-892f-798f9bb68ce2_1',
	}),
	given('697a16140772ad476ecfe51c', 12098734, '697b5f6f0772ad476ecff275', {
		expiresOn: '2022-11-01T18:40:00.000Z',
		requestId: 'd9e144be-2450-4300-892f-798f9bb68ce2_2',
	}),
];

export const earn: Example[] = [
	{
		name: 'create for one customer',
		...toOne,
		sends: `${ONE}/request/request`,
		answers: `${ONE}/200/Sample response`,
		outcomes: [
			given('692e7e739b3ca00e4bbf7c06', 23423, '696e2234eba5957293853195', {
				expiresOn: '2026-02-02T12:23:16.000Z',
				requestId: '23432',
			}),
		],
	},
	{
		name: 'create for one customer, response of 2023 without request ID and with seconds in scientific notation',
		...give('692e7e739b3ca00e4bbf7c06', [23423], '123', { requestId: 'own-1' }),
		response: success({
			badgeMetaId: '692e7e739b3ca00e4bbf7c06',
			customerId: 23423,
			earnedBadgeId: '6575bf1491e0b01c659ad5a2',
			expiresOn: 1.704904101782875e9,
		}),
		outcomes: [
			given('692e7e739b3ca00e4bbf7c06', 23423, '6575bf1491e0b01c659ad5a2', {
				expiresOn: '2024-01-10T16:28:21.782Z',
				requestId: 'own-1',
			}),
		],
	},
	{
		name: 'create, request ID used before',
		...toOne,
		answers: `${ONE}/400/Result`,
		outcomes: [{ code: 809, says: /had a request with this request ID before/ }],
	},
	{
		name: 'create for a customer who is not enrolled',
		...toOne,
		answers: `${ONE}/409/Result`,
		outcomes: [{ code: 811, says: /not enrolled/ }],
	},
	{
		name: 'create for an owner without a claim',
		...toMany,
		status: 409,
		response: failure(810, 'BadgeMeta needs to be claimed first'),
		outcomes: Array<Example['outcomes'][0]>(3).fill({
			code: 810,
			says: /not claimed by this owner/,
		}),
	},
	{
		name: 'create for several customers, response in another order',
		...toMany,
		sends: `${MANY}/request/Request Example`,
		answers: `${MANY}/200/Sample response`,
		outcomes: [
			given('68d66ab3480b423e5c6857f4', 87654, '697b54340772ad476ecff1af', ofMany),
			given('68d66ab3480b423e5c6857f4', 74672, '697b54340772ad476ecff1ae', ofMany),
			given('68d66ab3480b423e5c6857f4', 27864, '697b54340772ad476ecff1b0', ofMany),
		],
	},
	{
		name: 'create for several customers, older response in the form of the enrolment, one refused',
		...give('66f3be92a8647e03dc526a5f', [11115], 'xyz', { requestId: 'VGagtK2zN16jkRU56zs1' }),
		answers: `${MANY}/200/Failure: Badge Overlapping`,
		outcomes: [{ code: 1040, says: /enrolled for this badge already/ }],
	},
	{
		name: 'create for several customers, response as for one, with the enrolment',
		...give('66da90348bdb494a4f06576f', [11231], '123', { requestId: 'NaYAzxXfJhHvRm4l7KiD' }),
		answers: `${MANY}/200/OK`,
		outcomes: [
			given('66da90348bdb494a4f06576f', 11231, '66da90618bdb494a4f065774', {
				expiresOn: '2024-09-20T05:17:19.000Z',
				requestId: 'NaYAzxXfJhHvRm4l7KiD',
				issuedId: '66da903a8bdb494a4f065770',
			}),
		],
	},
	{
		name: 'import of several badges in one call',
		operation: ['earn', 'import'],
		items: pastEarns,
		request: {
			method: 'POST',
			path: `${BADGES_API}/import/customerBadges`,
			once: true,
			body: [
				{
					badgeMetaId: '696f0fd40772ad476ecf74ac',
					customerId: 555567088,
					earnEventDateISO: '2023-12-21T09:06:51.000Z',
					earnExpiresOnISO: '2024-01-21T09:06:51.000Z',
				},
				{
					badgeMetaId: '697a16140772ad476ecfe51c',
					customerId: 12098734,
					earnEventDateISO: '2022-10-01T18:40:00.000Z',
					earnExpiresOnISO: '2022-11-01T18:40:00.000Z',
				},
			],
		},
		answers: `${IMPORT}/200/Sample response`,
		outcomes: imported,
	},
	{
		name: "import, one row for another organization's badge",
		operation: ['earn', 'import'],
		items: pastEarns,
		response: [
			failure(1054, 'GLOBAL.BADGE_NOT_FOUND'),
			(publishedExample(`${IMPORT}/200/Sample response`) as unknown[])[1],
		],
		outcomes: [{ code: 1054, says: /belongs to another organization/ }, imported[1]],
	},
	{
		name: 'import, refused with an empty object, the only published response with 400',
		operation: ['earn', 'import'],
		items: pastEarns.slice(0, 1),
		answers: `${IMPORT}/400/Result`,
		outcomes: [{ says: /HTTP status 400/ }],
	},
	{
		name: 'list for a customer without earned badges',
		operation: ['earn', 'getAll'],
		items: [
			{
				badge: '662724bb8fe258516a88fde2',
				customerIdentifier: 'email',
				customer: 'tom.sawyer@example.com',
				simplify: true,
			},
		],
		request: {
			method: 'GET',
			path: `${BADGES_API}/management/tom.sawyer%40example.com/badge/662724bb8fe258516a88fde2`,
			query: { includeStatistics: true },
			headers: { 'X-CAP-CUSTOMER-IDENTIFIER': 'email' },
		},
		answers: `${OF_CUSTOMER}/200/Rolling window with includeStatistics=true`,
		outcomes: [[]],
	},
	{
		name: 'list, response without statistics',
		operation: ['earn', 'getAll'],
		items: [
			{
				badge: '662749408fe258516a88fe89',
				customerIdentifier: 'customerId',
				customer: 12,
				simplify: true,
			},
		],
		answers: `${OF_CUSTOMER}/200/Fixed window with includeStatistics=false`,
		outcomes: [{ says: /does not have the earned badges of the customer/ }],
	},
	{
		name: 'revoke by customer ID',
		...byId.example,
		response: success(byId.output),
		outcomes: [[byId.output]],
	},
	{
		name: 'revoke by email',
		...byEmail.example,
		items: [
			{
				...byEmail.example.items[0],
				customerIdentifier: 'email',
				customer: 'tom.sawyer@example.com',
			},
		],
		request: {
			method: 'POST',
			path: `${BADGES_API}/customer/revokeEarn`,
			headers: { 'X-CAP-CUSTOMER-IDENTIFIER': 'email' },
			body: {
				badgeMetaId: '653de84db3cda7078c7c68ed',
				customerId: 'tom.sawyer@example.com',
				earnedBadgeId: '6659551c304b6e0b517b7bc7',
			},
		},
		response: success(byEmail.output),
		outcomes: [[byEmail.output]],
	},
	{
		name: 'revoke, sample of 2026',
		...of2026.example,
		sends: `${REVOKE}/request/Request Example`,
		answers: `${REVOKE}/200/Sample response`,
		outcomes: [[of2026.output]],
	},
	{
		name: 'revoke, not earned',
		...of2026.example,
		answers: `${REVOKE}/409/Result`,
		outcomes: [{ code: 814, says: /does not have this earned badge/ }],
	},
];
