import { BADGES_API } from '../../../../nodes/CapillaryBadges/api/call';
import { publishedExample, success, type Example } from './example';

const PAGE = 'update-the-activation-status-of-badge';
const PATH = `${BADGES_API}/badgeMeta`;

const activation = (badge: string, operation: string, isActive: boolean): Example => ({
	name: `${operation} badge ${badge}`,
	operation: ['badge', operation],
	items: [{ badge }],
	request: { method: 'PUT', path: `${PATH}/${badge}/${operation}` },
	response: success({ id: badge, isActive }),
	outcomes: [[{ id: badge, isActive }]],
});

const publishedActivation = (operation: string, isActive: boolean): Example => ({
	...activation('68ccf60d28a4f97c042c83c1', operation, isActive),
	response: undefined,
	answers: `${PAGE}/200/Sample response when activationStatus=${operation}`,
});

/** The data of a published response. */
const published = (name: string) => (publishedExample(name) as { data: object }).data;

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

/** The parameters for a badge that customers get directly. */
const formOf = (name: string, startOn: string, expiresOn: string) => ({
	name,
	startOn,
	expiresOn,
	owners: ['Loyalty', 'Milestones'],
	earnType: 'EARN',
	earnedBadgeExpiry: 'WITH_BADGE_META',
	active: false,
	simplify: true,
});
const bodyOf = (name: string, startOnISO: string, expiresOnISO: string) => ({
	name,
	startOnISO,
	expiresOnISO,
	ownership: { restrictedToOwners: ['Loyalty', 'Milestones'] },
	earnType: 'EARN',
	earnedBadgeExpiry: { expiryType: 'ABSOLUTE', type: 'WITH_BADGE_META', expireWithBadgeMeta: true },
	active: false,
});

interface Creation {
	sends: string;
	form: Record<string, unknown>;
	headers?: Record<string, string>;
	body: Record<string, unknown>;
}

/** A published request as the node sends it: with ISO dates, and without fields that Capillary sets. */
const creation = ({ sends, form, headers, body }: Creation): Example => ({
	name: `create badge, ${sends}`,
	operation: ['badge', 'create'],
	items: [form],
	request: { method: 'POST', path: PATH, ...(headers ? { headers } : {}), body },
	sends: `create-badges-org/request/${sends}`,
	response: success({ id: '696df21c0772ad476ecf69d4', status: 'UPCOMING', ...body }),
	outcomes: [
		[
			{
				id: '696df21c0772ad476ecf69d4',
				name: body.name,
				description: body.description ?? null,
				status: 'UPCOMING',
				active: body.active,
				earnType: body.earnType,
				startOn: body.startOnISO,
				expiresOn: body.expiresOnISO,
				badgeGroupId: null,
				badgeRank: body.badgeRank ?? null,
			},
		],
	],
});

const START = iso(1716803487);
const END = iso(1726804000);
const PETS = 'Purchase 5 pet products in 3 months and get a pet grooming voucher';

const everyThreeDays = { limit: { kind: 'fixedWindow', times: 2, unit: 'DAYS', period: 3 } };
const badgeEveryThreeDays = {
	constraintType: 'BADGE_FIXED_WINDOW',
	maxEarnLimit: 2,
	durationType: 'DAYS',
	refreshRate: 3,
};
const rolling = (times: number, period: number, unit: string) => ({
	kind: 'rollingWindow',
	times,
	period,
	unit,
});
const badgeRolling = (rollType: string, rollValue: number, maxEarnLimit: number) => ({
	constraintType: 'BADGE_ROLLING_WINDOW',
	rollType,
	rollValue,
	maxEarnLimit,
});
const cf = (customField: string, value: string) => ({
	customField: { __rl: true, mode: 'name', value: customField },
	value,
});

const creations: Example[] = [
	creation({
		sends: 'Earn type- Fixed window',
		form: {
			...formOf('BADGE12', START, END),
			additionalFields: {
				description: PETS,
				badgeRank: 1,
				customerLimits: {
					limit: [{ kind: 'fixedWindow', times: 1, unit: 'DAYS', period: 3 }],
				},
				badgeLimits: everyThreeDays,
			},
		},
		body: {
			...bodyOf('BADGE12', START, END),
			description: PETS,
			badgeRank: 1,
			customerConstraints: [
				{
					constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
					maxEarnLimit: 1,
					durationType: 'DAYS',
					refreshRate: 3,
				},
			],
			badgeConstraints: [badgeEveryThreeDays],
		},
	}),
	creation({
		sends: 'Active=false',
		form: {
			...formOf('test6578791', iso(1799632870), iso(1828754110)),
			additionalFields: {
				description: PETS,
				customerLimits: {
					limit: [
						{ kind: 'fixedValue', times: 100 },
						rolling(1, 1, 'DAYS'),
						rolling(2, 1, 'WEEKS'),
						rolling(10, 1, 'MONTHS'),
					],
				},
				badgeLimits: {
					limit: [
						{ kind: 'fixedValue', times: 1000 },
						rolling(100, 1, 'DAYS'),
						rolling(2000, 1, 'WEEKS'),
						rolling(10000, 1, 'MONTHS'),
					],
				},
				customFields: { field: [cf('CF1', 'CF1'), cf('CF2 INTEGER', '1')] },
			},
		},
		body: {
			...bodyOf('test6578791', iso(1799632870), iso(1828754110)),
			description: PETS,
			customerConstraints: [
				{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 100 },
				{
					constraintType: 'CUSTOMER_BADGE_ROLLING_WINDOW',
					maxEarnForDays: 1,
					rollForDays: 1,
					maxEarnForWeeks: 2,
					rollForWeeks: 1,
					maxEarnForMonths: 10,
					rollForMonths: 1,
				},
			],
			badgeConstraints: [
				{ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 1000 },
				badgeRolling('DAYS', 1, 100),
				badgeRolling('WEEKS', 1, 2000),
				badgeRolling('MONTHS', 1, 10000),
			],
			customFields: { CF1: 'CF1', 'CF2 INTEGER': '1' },
		},
	}),
	creation({
		sends: 'Historical badges',
		form: {
			...formOf('demo testkerl2n26df132', '2023-11-14T21:51:00.192Z', '2026-12-03T15:19:37.192Z'),
			owners: 'Loyalty',
			active: true,
			additionalFields: {
				historical: true,
				description: 'string',
				images: {
					image: [{ name: 'string', fileSvcHandle: 'string', url: 'string', tag: 'UN_EARNED' }],
				},
				customerLimits: { limit: [{ kind: 'noLimit' }] },
				badgeLimits: { limit: [{ kind: 'noLimit' }] },
				customFields: { field: [cf('CF1', 'CF1'), cf('CF2 INTEGER', '1')] },
			},
		},
		headers: { 'X-CAP-BADGES-MIGRATION': 'migration' },
		body: {
			...bodyOf('demo testkerl2n26df132', '2023-11-14T21:51:00.192Z', '2026-12-03T15:19:37.192Z'),
			ownership: { restrictedToOwners: ['Loyalty'] },
			active: true,
			description: 'string',
			images: [{ name: 'string', fileSvcHandle: 'string', url: 'string', tag: 'UN_EARNED' }],
			customerConstraints: [{ constraintType: 'CUSTOMER_BADGE_NO_LIMIT' }],
			badgeConstraints: [{ constraintType: 'BADGE_NO_LIMIT' }],
			customFields: { CF1: 'CF1', 'CF2 INTEGER': '1' },
		},
	}),
	creation({
		sends: 'Earn type- Rolling window',
		form: {
			...formOf('Badge_Earn', START, END),
			additionalFields: {
				description: PETS,
				customerLimits: { limit: [{ kind: 'fixedValue', times: 100 }] },
				badgeLimits: everyThreeDays,
			},
		},
		body: {
			...bodyOf('Badge_Earn', START, END),
			description: PETS,
			customerConstraints: [{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 100 }],
			badgeConstraints: [badgeEveryThreeDays],
		},
	}),
	creation({
		sends: 'Issue earn type- Rolling window',
		form: {
			...formOf('Badge_Issue_earntype', START, END),
			owners: ['Loyalty', 'Audience_Campaigns'],
			active: true,
			earnType: 'ISSUE_EARN',
			earnedBadgeExpiry: 'RELATIVE',
			earnedBadgeExpiryValue: 2,
			earnedBadgeExpiryUnit: 'WEEKS',
			issuedBadgeExpiry: 'FIXED_DATE',
			issuedBadgeExpiryDate: iso(1926235957),
			additionalFields: {
				customerLimits: {
					limit: [
						rolling(50, 5, 'DAYS'),
						rolling(100, 1, 'WEEKS'),
						rolling(200, 1, 'MONTHS'),
						{ kind: 'fixedValue', times: 5000 },
					],
				},
				badgeLimits: {
					limit: [
						{ kind: 'fixedValue', times: 10000 },
						rolling(300, 1, 'DAYS'),
						rolling(3000, 1, 'WEEKS'),
					],
				},
			},
		},
		body: {
			...bodyOf('Badge_Issue_earntype', START, END),
			ownership: { restrictedToOwners: ['Loyalty', 'Audience_Campaigns'] },
			active: true,
			earnType: 'ISSUE_EARN',
			earnedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'WEEKS', value: 2 },
			issuedBadgeExpiry: {
				expiryType: 'ABSOLUTE',
				type: 'FIXED_DATE',
				expireWithBadgeMeta: false,
				expiresOnISO: iso(1926235957),
			},
			customerConstraints: [
				{
					constraintType: 'CUSTOMER_BADGE_ROLLING_WINDOW',
					maxEarnForDays: 50,
					rollForDays: 5,
					maxEarnForWeeks: 100,
					rollForWeeks: 1,
					maxEarnForMonths: 200,
					rollForMonths: 1,
				},
				{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 5000 },
			],
			badgeConstraints: [
				{ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 10000 },
				badgeRolling('DAYS', 1, 300),
				badgeRolling('WEEKS', 1, 3000),
			],
		},
	}),
	{
		name: 'create badge, response with more fields than the request',
		operation: ['badge', 'create'],
		items: [
			{
				...formOf('badgetestjan16 01', '2026-01-18T11:05:00', '2026-01-30T11:05:00'),
				active: true,
			},
		],
		answers: 'create-badges-org/201/Sample response for expiry type- ABSOLUTE',
		outcomes: [
			[
				{
					id: '696df21c0772ad476ecf69d4',
					name: 'badgetestjan16 01',
					description: null,
					status: 'LIVE',
					active: true,
					earnType: 'EARN',
					startOn: '2026-01-18T05:35:00.000Z',
					expiresOn: '2026-01-30T05:35:00.000Z',
					badgeGroupId: null,
					badgeRank: null,
				},
			],
		],
	},
	{
		name: 'create badge, refused for three reasons',
		operation: ['badge', 'create'],
		items: [formOf('BADGE12', START, END)],
		answers: 'create-badges-org/400/Result',
		outcomes: [{ code: 728, says: /no owner/ }],
	},
	{
		name: 'create badge, refused for its owners',
		operation: ['badge', 'create'],
		items: [formOf('BADGE12', START, END)],
		answers: 'create-badges-org/400/Bad request',
		outcomes: [{ code: 714, says: /not allowed for the badge/ }],
	},
];

const GET = 'get-badge-by-id/200';
const fixedWindow = {
	id: '662749408fe258516a88fe89',
	name: 'BADGE123',
	description: PETS,
	status: 'LIVE',
	active: false,
	earnType: 'EARN',
	startOn: START,
	expiresOn: END,
	issuedCount: 0,
	earnedCount: 0,
};

const lookup = (badge: string, answers: string, output: object, simplify = true): Example => ({
	name: `get badge, ${answers}${simplify ? '' : ', whole'}`,
	operation: ['badge', 'get'],
	items: [{ badge, simplify }],
	request: { method: 'GET', path: `${PATH}/${badge}`, query: { includeStatistics: true } },
	answers: `${GET}/${answers}`,
	outcomes: [[output]],
});

const gets: Example[] = [
	lookup(fixedWindow.id, 'Fixed window, includeStatistics=true', fixedWindow),
	lookup(fixedWindow.id, 'Fixed window, includeStatistics= False', fixedWindow),
	lookup(
		fixedWindow.id,
		'Fixed window, includeStatistics=true',
		published(`${GET}/Fixed window, includeStatistics=true`),
		false,
	),
	lookup('662724bb8fe258516a88fde2', 'Moving window, includeStatistics=true', {
		id: '662724bb8fe258516a88fde2',
		name: 'OGBadge2',
		description: 'Moving window',
		status: 'EXPIRED',
		active: true,
		earnType: 'EARN',
		startOn: '2024-02-10T00:00:37.192Z',
		expiresOn: '2024-05-10T00:00:37.192Z',
		issuedCount: 0,
		earnedCount: 0,
	}),
	{
		name: 'get badge that does not exist',
		operation: ['badge', 'get'],
		items: [{ badge: fixedWindow.id, simplify: true }],
		status: 404,
		response: {
			data: null,
			errors: [{ code: 404, message: 'Passed badge is not found', reference: null }],
			warnings: null,
		},
		outcomes: [{ code: 404, says: /no badge with this ID/ }],
	},
];

interface Listed {
	id: string;
	name: string;
	description: string;
	status: string;
	active: boolean;
	earnType: string;
	startOn: number;
	expiresOn: number;
	issuedCount: number;
	earnedCount: number;
}

const { metaBasicDetails } = published('get-all-badges/200/Result') as {
	metaBasicDetails: Listed[];
};

const lists: Example[] = [
	{
		name: 'list badges',
		operation: ['badge', 'getAll'],
		items: [
			{
				returnAll: false,
				limit: 10,
				simplify: true,
				filters: {
					status: ['LIVE', 'UPCOMING'],
					name: 'Badge',
					earnType: 'ISSUE_EARN',
					owner: 'Loyalty',
					claimedBy: 'Historical_Import',
					unclaimed: false,
					action: 'DE_ACTIVATED',
					startOn: '2023-02-16T00:00:00Z',
					expiresOn: '2024-02-16T05:30:00',
				},
				sort: { sortOn: 'START_DATE' },
			},
		],
		request: {
			method: 'GET',
			path: PATH,
			query: {
				status: 'LIVE,UPCOMING',
				name: 'Badge',
				earnType: 'ISSUE_EARN',
				owner: 'Loyalty',
				claimedBy: 'Historical_Import',
				unclaimed: false,
				action: 'DE_ACTIVATED',
				startOn: '2023-02-16T00:00:00.000Z',
				expiresOn: '2024-02-16T00:00:00.000Z',
				sortOn: 'START_DATE',
				page: 0,
				size: 10,
				limit: 10,
			},
		},
		answers: 'get-all-badges/200/Result',
		outcomes: [
			metaBasicDetails.map((badge) => ({
				id: badge.id,
				name: badge.name,
				description: badge.description,
				status: badge.status,
				active: badge.active,
				earnType: badge.earnType,
				startOn: iso(badge.startOn),
				expiresOn: iso(badge.expiresOn),
				issuedCount: badge.issuedCount,
				earnedCount: badge.earnedCount,
			})),
		],
	},
	{
		name: 'list badges, whole',
		operation: ['badge', 'getAll'],
		items: [{ returnAll: true, simplify: false }],
		request: { method: 'GET', path: PATH, query: { page: 0, size: 100, limit: 100 } },
		answers: 'get-all-badges/200/Result',
		outcomes: [metaBasicDetails],
	},
];

const UPDATED = 'update-badges/200/Sample response';
const updated = published(UPDATED) as Record<string, unknown>;

const updates: Example[] = [
	{
		name: 'update badge, sends back the badge with the changes',
		operation: ['badge', 'update'],
		items: [
			{
				badge: updated.id,
				simplify: true,
				updateFields: {
					name: 'Test badge 29/04',
					badgeRank: 3,
					owners: ['Audience_Campaigns', 'Loyalty'],
				},
			},
		],
		lookedUp: {
			...updated,
			name: 'Test badge',
			badgeRank: null,
			ownership: { ...(updated.ownership as object), restrictedToOwners: ['Loyalty'] },
		},
		request: {
			method: 'PUT',
			path: PATH,
			body: updated,
		},
		answers: UPDATED,
		outcomes: [
			[
				{
					id: '68da6e72480b423e5c687597',
					name: 'Test badge 29/04',
					description: 'Make 5 transactions',
					status: 'EXPIRED',
					active: true,
					earnType: 'ISSUE_EARN',
					startOn: '2025-09-29T11:32:14.000Z',
					expiresOn: '2025-10-30T11:32:14.000Z',
					badgeGroupId: null,
					badgeRank: 3,
				},
			],
		],
	},
];

const USAGE = 'get-fixed-window-details';

const usage = (badge: string): Pick<Example, 'operation' | 'items'> => ({
	operation: ['badge', 'getUsage'],
	items: [{ badge, constraintType: 'BADGE', returnAll: false, limit: 10, simplify: true }],
});

interface Cycle {
	fixedWindowCycleReferenceId: string;
	constraintType: string;
	startDate: number;
	endDate: number;
}

const { fixedWindowCycles } = published(`${USAGE}/200/Sample response`) as {
	fixedWindowCycles: Cycle[];
};

const usages: Example[] = [
	{
		name: 'get usage of a badge and of a customer',
		operation: ['badge', 'getUsage'],
		items: [
			{
				badge: '6603ed23e4165a7993354a76',
				constraintType: 'ALL',
				customerIdentifier: 'customerId',
				customer: 123,
				returnAll: true,
				simplify: true,
				filters: {
					startDate: '2024-03-02T00:00:37.192Z',
					endDate: '2024-03-04T00:00:37.192Z',
					fixedWindowCycleReferenceId: 'a1350b49-eb8e-3500-9e43-01f5493c91c1',
				},
			},
		],
		request: {
			method: 'GET',
			path: `${PATH}/getFixedWindowDetails`,
			query: {
				badgeMetaId: '6603ed23e4165a7993354a76',
				customerId: '123',
				constraintType: 'ALL',
				includeEarnCount: true,
				startDate: '2024-03-02T00:00:37.192Z',
				endDate: '2024-03-04T00:00:37.192Z',
				fixedWindowCycleReferenceId: 'a1350b49-eb8e-3500-9e43-01f5493c91c1',
				page: 0,
				size: 100,
			},
		},
		answers: `${USAGE}/200/when includeEarnCount=true and constraintType=ALL`,
		outcomes: [
			[
				{
					badgeMetaId: '6603ed23e4165a7993354a76',
					fixedWindowCycleReferenceId: 'a1350b49-eb8e-3500-9e43-01f5493c91c1',
					constraintType: 'BADGE_FIXED_WINDOW',
					startDate: '2024-03-02T00:00:00.000Z',
					endDate: '2024-03-04T00:00:00.000Z',
					earnCount: 0,
				},
			],
		],
	},
	{
		name: 'get usage with ISO dates and without counts',
		...usage('69381220cebb9648d8974518'),
		answers: `${USAGE}/200/Sample response`,
		outcomes: [
			fixedWindowCycles.map((cycle) => ({
				badgeMetaId: '69381220cebb9648d8974518',
				fixedWindowCycleReferenceId: cycle.fixedWindowCycleReferenceId,
				constraintType: cycle.constraintType,
				startDate: iso(cycle.startDate),
				endDate: iso(cycle.endDate),
				earnCount: null,
			})),
		],
	},
	{
		name: 'get usage, refused with an empty object',
		...usage('69381220cebb9648d8974518'),
		answers: `${USAGE}/400/Result`,
		outcomes: [{ says: /HTTP status 400/ }],
	},
];

export const badge: Example[] = [
	activation('6543688e66a87827bb61e62a', 'activate', true),
	activation('6543688e66a87827bb61e62a', 'deactivate', false),
	publishedActivation('activate', true),
	publishedActivation('deactivate', false),
	...creations,
	...gets,
	...lists,
	...updates,
	...usages,
];
