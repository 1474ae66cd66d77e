import { BADGES_API } from '../../../../nodes/CapillaryBadges/api/call';
import { publishedExample, type Example } from './example';

const LIST = 'get-all-customer-badges';
const OWN_LIST = 'get-badges-for-customer';
const BADGE = 'get-individual-badge-details-of-a-customer';

const person = { customerIdentifier: 'customerId', customer: 62090013 };

/** Badges of a customer as published, which is the output when Simplify is off. */
function whole(badgeType: string, answers: string, list: string): Example {
	const { data } = publishedExample(answers) as { data: Record<string, object[]> };
	return {
		name: `get badges, whole objects, ${answers.split('/')[2]}`,
		operation: ['customer', 'getBadges'],
		items: [{ ...person, badgeType, returnAll: true, simplify: false }],
		answers,
		outcomes: [data[list]],
	};
}

const badgeOf = (badge: string, name: string, simplified: object): Example => ({
	name: `get badge, ${name}`,
	operation: ['customer', 'getBadge'],
	items: [{ ...person, badge, simplify: true }],
	request: {
		method: 'GET',
		path: `${BADGES_API}/management/62090013/badge/${badge}`,
		query: { includeStatistics: true },
		headers: {},
	},
	answers: `${BADGE}/200/${name}`,
	outcomes: [[simplified]],
});

const fixedWindow = {
	id: '662749408fe258516a88fe89',
	name: 'BADGE123',
	badgeType: 'EARN',
	badgeStatus: 'LIVE',
	action: 'DE_ACTIVATED',
	startsOn: '2024-05-27T09:51:27.000Z',
	expiresOn: '2024-09-20T03:46:40.000Z',
	issuedStatus: null,
	activeEarnedCount: 0,
	lastEarnedOn: null,
};

const lookup = (identifier: string, customer: string, name: string, value: string): Example => ({
	name: `look up by ${identifier}`,
	operation: ['customer', 'lookup'],
	items: [{ customerIdentifier: identifier, customer }],
	request: {
		method: 'GET',
		path: '/v2/customers/lookup',
		query: { source: 'INSTORE', identifierName: name, identifierValue: value },
	},
	response: { entity: 565715801, warnings: [] },
	outcomes: [[{ customerId: 565715801, [identifier]: value }]],
});

export const customer: Example[] = [
	{
		name: 'get badges, earned, with filters',
		operation: ['customer', 'getBadges'],
		items: [
			{
				customerIdentifier: 'mobile',
				customer: '+91 91111 11111',
				badgeType: 'EARNED',
				limit: 50,
				filters: {
					action: 'DEACTIVATED',
					badgeStatus: 'LIVE',
					endsBefore: '2026-12-31T00:00:00',
					owner: 'Loyalty',
					startsAfter: '2026-01-01T00:00:00',
				},
				simplify: true,
			},
		],
		request: {
			method: 'GET',
			path: `${BADGES_API}/management/919111111111`,
			query: {
				badgeType: 'EARNED',
				action: 'DEACTIVATED',
				badgeStatus: 'LIVE',
				owner: 'Loyalty',
				startOn: '2025-12-31T18:30:00.000Z',
				startOnOperator: 'GREATER_THAN',
				expiresOn: '2026-12-30T18:30:00.000Z',
				expiresOnOperator: 'LESS_THAN',
				page: 0,
				size: 50,
			},
			headers: { 'X-CAP-CUSTOMER-IDENTIFIER': 'mobile' },
		},
		answers: `${LIST}/200/when Owner=Loyalty and badgeType= EARNED`,
		outcomes: [
			[
				{
					badgeMetaId: '664442c560646c1208ede8f4',
					name: 'string9',
					badgeType: 'EARN',
					badgeStatus: 'LIVE',
					active: true,
					startsOn: '2023-05-14T17:57:33.290Z',
					expiresOn: '2026-05-14T17:57:33.290Z',
					issueStatus: null,
					earnCount: 1,
					lastEarnedOn: '2024-05-15T05:08:09.729Z',
				},
			],
		],
	},
	whole('EARNED', `${LIST}/200/When badgeType= EARNED and badgeStatus= LIVE`, 'customerBadges'),
	whole('EXPIRED', `${LIST}/200/when badgeType= EXPIRED`, 'customerBadges'),
	whole('AVAILABLE_TO_ISSUE', `${LIST}/200/Filter by group ID`, 'customerBadges'),
	{
		name: 'get badges, refused with an empty object, the only published response with 400',
		operation: ['customer', 'getBadges'],
		items: [{ ...person, badgeType: 'AVAILABLE', limit: 50 }],
		answers: `${LIST}/400/Result`,
		outcomes: [{ says: /HTTP status 400/ }],
	},
	{
		name: 'get badges, ever earned, in a group',
		operation: ['customer', 'getBadges'],
		items: [
			{
				...person,
				badgeType: 'EARNED_EVER',
				limit: 5,
				filters: { badgeGroup: '690874cd2814b4096eba3662' },
				simplify: true,
			},
		],
		request: {
			method: 'GET',
			path: `${BADGES_API}/customer/62090013`,
			query: {
				badgeType: 'EARNED',
				includeExpired: true,
				groupId: '690874cd2814b4096eba3662',
				page: 0,
				size: 5,
				Limit: 5,
			},
			headers: {},
		},
		answers: `${OWN_LIST}/200/Sample response with filter by group ID`,
		outcomes: [
			[
				{
					badgeMetaId: '6982d524d93043084c6c3472',
					name: 'George',
					earnType: 'EARN',
					badgeGroupName: '45345545445435',
					active: true,
					startOn: '2026-02-03T18:30:00.000Z',
					expiresOn: '2026-03-24T18:29:59.000Z',
					earnedCount: null,
					lastEarnedOnDate: null,
					lastEarnEventDate: null,
				},
			],
		],
	},
	whole('EARNED_EVER', `${OWN_LIST}/200/available badges`, 'badges'),
	whole('EARNED_EVER', `${OWN_LIST}/200/earned badges`, 'badges'),
	badgeOf('662749408fe258516a88fe89', 'Fixed window with includeStatistics=true', fixedWindow),
	badgeOf('662749408fe258516a88fe89', 'Fixed window with includeStatistics=false', fixedWindow),
	badgeOf('66cfffb195551c6e7d962a8a', 'Filter by Group ID', {
		id: '66cfffb195551c6e7d962a8a',
		name: 'Copy of Test 2',
		badgeType: 'ISSUE_EARN',
		badgeStatus: 'UPCOMING',
		action: 'ACTIVATED',
		startsOn: '2024-08-31T18:30:00.000Z',
		expiresOn: '2024-09-29T18:30:00.000Z',
		issuedStatus: null,
		activeEarnedCount: 0,
		lastEarnedOn: null,
	}),
	{
		name: 'get badge, refused with an empty object, the only published response with 400',
		operation: ['customer', 'getBadge'],
		items: [{ ...person, badge: '66cfffb195551c6e7d962a8a' }],
		answers: `${BADGE}/400/Result`,
		outcomes: [{ says: /HTTP status 400/ }],
	},
	lookup('mobile', '+91 9111111111', 'mobile', '919111111111'),
	lookup('cardNumber', 'CARD-1', 'cardnumber', 'CARD-1'),
	{
		name: 'look up, not found, an error with HTTP 200 in the form of the older services',
		operation: ['customer', 'lookup'],
		items: [{ customerIdentifier: 'email', customer: 'nobody@example.com' }],
		response: {
			errors: [
				{ status: false, code: 8015, message: 'Customer not found for the given identifiers' },
			],
		},
		outcomes: [{ code: 8015, says: /found no such customer/ }],
	},
];
