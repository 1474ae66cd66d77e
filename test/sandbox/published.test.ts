// The sandbox's answers beside Capillary's published examples.
import type { Badge } from '../../sandbox/data/model';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Variants } from '../../sandbox/faults/variants';
import published from '../published.json';
import publishedCustomers from '../publishedCustomers.json';
import { BADGES, call, type Received } from './client';

type Named = Record<string, unknown>;
const pages: Record<string, { requests: Named; responses: Record<string, Named> }> = {
	...published,
	...publishedCustomers,
};

const META = `${BADGES}/badgeMeta`;
const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');
/** A day before the badges of the published requests begin. */
const BEFORE = Date.parse('2024-05-27T01:00:00Z');

/** A call to a sandbox that was prepared for it. */
type Scene = (sandbox: Sandbox) => Promise<Received>;

const owner = { ownerType: 'Loyalty', referenceId: '123' };
const WINDOW = { durationType: 'DAYS', refreshRate: 3, maxEarnLimit: 1 } as const;
const limits: Pick<Badge, 'customerConstraints' | 'badgeConstraints'> = {
	customerConstraints: [{ constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW', ...WINDOW }],
	badgeConstraints: [{ constraintType: 'BADGE_FIXED_WINDOW', ...WINDOW }],
};
const value: Pick<Badge, 'customerConstraints' | 'badgeConstraints'> = {
	customerConstraints: [{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 1 }],
	badgeConstraints: [
		{ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 9 },
		{ constraintType: 'BADGE_ROLLING_WINDOW', rollType: 'WEEKS', rollValue: 1, maxEarnLimit: 9 },
	],
};
const IMAGE = {
	name: 'Issued',
	fileSvcHandle: 'handle',
	url: 'https://example.com/i.jpg',
	tag: 'EARNED',
};
const FIXED = {
	expiryType: 'ABSOLUTE',
	type: 'FIXED_DATE',
	expireWithBadgeMeta: false,
	expiresOn: now / 1000 + 1e6,
} as const;

const WITH_BADGE = {
	expiryType: 'ABSOLUTE',
	type: 'WITH_BADGE_META',
	expireWithBadgeMeta: true,
	expiresOn: null,
} as const;

/** A badge that is claimed, and a customer who has it and is enrolled where the badge is of that type. */
function held({ state }: Sandbox, fields: Partial<Badge> = {}) {
	const group = state.addGroup().id;
	const badge = state.addBadge({ images: [IMAGE], badgeGroupId: group, badgeRank: 1, ...fields });
	state.addClaim({ badgeMetaId: badge.id, ...owner });
	const customer = state.addCustomer({ id: 123 });
	const holding = { badgeMetaId: badge.id, customerId: customer.id };
	const earnedBadgeId = state.addEarned(holding).id;
	const issueId =
		badge.earnType === 'ISSUE_EARN' ? state.addEnrolment({ ...holding, revokedOn: now }).id : '';
	return { ...holding, earnedBadgeId, issueId };
}

const enrolable = (sandbox: Sandbox, enrolled: boolean) => {
	const badge = sandbox.state.addBadge({ earnType: 'ISSUE_EARN' });
	sandbox.state.addClaim({ badgeMetaId: badge.id, ...owner });
	for (const customerId of [1, 2, 3].map((id) => sandbox.state.addCustomer({ id }).id)) {
		if (enrolled) sandbox.state.addEnrolment({ badgeMetaId: badge.id, customerId });
	}
	return badge.id;
};
const gives = (path: string, customers: number[], enrolled: boolean): Scene => {
	return async (sandbox) => {
		const badgeMetaId = enrolable(sandbox, enrolled);
		const ids = { customerId: customers[0], customers, customerIds: customers };
		return await call(sandbox, 'POST', `${BADGES}/${path}`, {
			...{ badgeMetaId, requestId: 'req1', triggeredBy: owner, ...ids },
		});
	};
};
const gets = (path: (ids: ReturnType<typeof held>) => string, fields?: Partial<Badge>): Scene => {
	return (sandbox) => call(sandbox, 'GET', `${BADGES}/${path(held(sandbox, fields))}`);
};
const details = (statistics: boolean, fields: Partial<Badge>) =>
	gets((ids) => `management/123/badge/${ids.badgeMetaId}?includeStatistics=${statistics}`, fields);
const posts =
	(path: (ids: ReturnType<typeof held>) => string, fields: object, badge?: Partial<Badge>): Scene =>
	(sandbox) =>
		call(sandbox, 'POST', `${BADGES}/${path(held(sandbox, badge))}`, fields);
const creates =
	(fields: object): Scene =>
	async (sandbox) => {
		sandbox.state.addBadge({ name: 'Taken' });
		return await call(sandbox, 'POST', META, {
			...{ name: 'New', startOn: now / 1000, expiresOn: now / 1000 + 9e6, earnType: 'EARN' },
			...{ earnedBadgeExpiry: FIXED, ownership: { restrictedToOwners: ['Loyalty'] }, ...fields },
		});
	};
const customField =
	(method: 'GET' | 'PUT'): Scene =>
	(sandbox) =>
		call(
			sandbox,
			method,
			`${BADGES}/customField/${sandbox.state.addCustomField().id}`,
			method === 'PUT' ? pages['update-custom-field-badge'].requests['Request Example'] : undefined,
		);

const customers =
	(query: string, variants: Partial<Variants> = {}): Scene =>
	async (sandbox) => {
		sandbox.state.addCustomer({ id: 1, mobile: '919111111111', email: 'a@b', externalId: 'E1' });
		sandbox.state.addCustomer({ id: 172157568, isDeleted: true });
		sandbox.faults.set({ variants });
		return await call(sandbox, 'GET', `/v1.1/customer/get?format=json&${query}`);
	};

/** For each published answer a call that the sandbox answers in the same form. */
const ANSWERS: Record<string, Scene> = {
	'get-customer-details-v1api/200/Sample response for user_id': customers('email=a@b&user_id=true'),
	'get-customer-details-v1api/200/One customer, 2021': customers('mobile=919111111111', {
		...{ customersForm: 'bare', oneCustomer: 'object', customerCodes: 'string' },
	}),
	'get-customer-details-v1api/200/Two mobiles, 2017': customers(
		'mobile=919111111111,919111111112',
		{
			...{ customersForm: 'list', customerCodes: 'string', customerNotFound: 'noEntry' },
		},
	),
	'get-customer-details-v1api/500/Two customers, none found': customers('id=172157568,'),
	'create-badges-org/201/Sample response for expiry type- ABSOLUTE': creates({
		customerConstraints: [
			...value.customerConstraints,
			{
				...{ constraintType: 'CUSTOMER_BADGE_ROLLING_WINDOW', maxEarnForDays: 1, rollForDays: 1 },
				...{ maxEarnForWeeks: 2, rollForWeeks: 1, maxEarnForMonths: 10, rollForMonths: 1 },
			},
		],
		badgeConstraints: value.badgeConstraints,
	}),
	'create-badges-org/400/Result': creates({
		...{ name: 'Taken', startOn: 1, ownership: { restrictedToOwners: [] } },
	}),
	'create-badges-org/400/Bad request': creates({ ownership: { restrictedToOwners: ['Me'] } }),
	'update-badges/200/Sample response': async (sandbox) => {
		const { badgeMetaId } = held(sandbox, { earnType: 'ISSUE_EARN', issuedBadgeExpiry: FIXED });
		const { data } = (await call(sandbox, 'GET', `${META}/${badgeMetaId}`)).json;
		const earnedBadgeExpiry = { expiryType: 'RELATIVE', relativeExpirytype: 'WEEKS', value: 2 };
		return await call(sandbox, 'PUT', META, { ...data, earnedBadgeExpiry });
	},
	'get-badge-by-id/200/Fixed window, includeStatistics=true': gets(
		(ids) => `badgeMeta/${ids.badgeMetaId}?includeStatistics=true`,
		{ ...limits, earnedBadgeExpiry: WITH_BADGE },
	),
	'get-badge-by-id/200/Moving window, includeStatistics=true': gets(
		(ids) => `badgeMeta/${ids.badgeMetaId}?includeStatistics=true`,
		{
			...value,
			earnedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'DAYS', value: 2 },
			issuedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'DAYS', value: 2 },
		},
	),
	'get-badge-by-id/200/Fixed window, includeStatistics= False': gets(
		(ids) => `badgeMeta/${ids.badgeMetaId}`,
		{ ...limits, earnedBadgeExpiry: WITH_BADGE },
	),
	'get-all-badges/200/Result': gets(() => 'badgeMeta', {
		earnedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'WEEKS', value: 2 },
	}),
	'get-fixed-window-details/200/when includeEarnCount=true and constraintType=ALL': gets(
		({ badgeMetaId }) =>
			`badgeMeta/getFixedWindowDetails?badgeMetaId=${badgeMetaId}&includeEarnCount=true&customerId=123`,
		limits,
	),
	'get-fixed-window-details/200/Sample response': gets(
		({ badgeMetaId }) => `badgeMeta/getFixedWindowDetails?badgeMetaId=${badgeMetaId}`,
		limits,
	),
	'claim-badge/200/Result': posts((ids) => `badgeMeta/${ids.badgeMetaId}/claim`, {
		...{ ...owner, referenceId: '124' },
	}),
	'claim-badge/400/Result': posts((ids) => `badgeMeta/${ids.badgeMetaId}/claim`, {
		...{ ...owner, ownerType: 'LOYALTY' },
	}),
	'unclaim-badge/200/Sample response': posts(
		(ids) => `badgeMeta/${ids.badgeMetaId}/unclaim`,
		owner,
	),
	'update-the-activation-status-of-badge/200/Sample response when activationStatus=activate': (
		sandbox,
	) => call(sandbox, 'PUT', `${META}/${held(sandbox).badgeMetaId}/activate`),
	'update-the-activation-status-of-badge/200/Sample response when activationStatus=deactivate': (
		sandbox,
	) => call(sandbox, 'PUT', `${META}/${held(sandbox).badgeMetaId}/deactivate`),
	'enrol-customers-for-badges/200/Sample response for single customer': gives(
		'badgeMeta/customer/issueBulk',
		[1],
		false,
	),
	'enrol-customers-for-badges/200/Sample response for multiple customers': gives(
		'badgeMeta/customer/issueBulk',
		[1, 2],
		false,
	),
	'revoke-enrolment-of-a-badge/200/Failure: Customer is not issued': (sandbox) =>
		call(sandbox, 'POST', `${META}/customer/revokeIssue`, {
			...{ badgeMetaId: enrolable(sandbox, false), customers: [1] },
		}),
	'revoke-enrolment-of-a-badge/200/Multiple Customer': (sandbox) =>
		call(sandbox, 'POST', `${META}/customer/revokeIssue`, {
			...{ badgeMetaId: enrolable(sandbox, true), customers: [1, 2] },
		}),
	'revoke-enrolment-of-a-badge/200/With Revoke Issual': (sandbox) => {
		const badgeMetaId = enrolable(sandbox, true);
		const [{ id }] = sandbox.state.enrolmentsOf(1, badgeMetaId);
		return call(sandbox, 'POST', `${META}/customer/revokeIssue`, {
			...{ badgeMetaId, revokeIssuals: [{ customerId: 1, issueId: id }] },
		});
	},
	'revoke-enrolment-of-a-badge/200/Failure: RevokeIssuals or CustomerId is not passed': (sandbox) =>
		call(sandbox, 'POST', `${META}/customer/revokeIssue`, {
			badgeMetaId: enrolable(sandbox, true),
		}),
	'revoke-enrolment-of-a-badge/404/Result': (sandbox) =>
		call(sandbox, 'POST', `${META}/customer/revokeIssue`, { badgeMetaId: 'none', customers: [1] }),
	'issue-badge-to-the-customer/200/Sample response': gives('customer/earn', [1], true),
	'issue-badge-to-the-customer/400/Result': async (sandbox) => {
		await gives('customer/earn', [1], true)(sandbox);
		return await gives('customer/earn', [1], true)(sandbox);
	},
	'issue-badge-to-the-customer/409/Result': gives('customer/earn', [1], false),
	'issue-badge-to-multiple-customers/200/Failure: Badge Overlapping': async (sandbox) => {
		sandbox.faults.set({ variants: { earnBulkAnswer: 'issuedBadges' } });
		const badgeMetaId = enrolable(sandbox, true);
		const [{ id: enrolmentId }] = sandbox.state.enrolmentsOf(1, badgeMetaId);
		sandbox.state.addEarned({ badgeMetaId, customerId: 1, enrolmentId });
		return await call(sandbox, 'POST', `${BADGES}/customer/earnBulk`, {
			...{ badgeMetaId, requestId: 'req1', triggeredBy: owner, customerIds: [1] },
		});
	},
	'issue-badge-to-multiple-customers/200/Sample response': gives(
		'customer/earnBulk',
		[1, 2, 3],
		true,
	),
	'issue-badge-to-multiple-customers/200/OK': (sandbox) => {
		sandbox.faults.set({ variants: { earnBulkAnswer: 'single', timeZone: '+05:30' } });
		return gives('customer/earnBulk', [1], true)(sandbox);
	},
	'revoke-issual-of-a-badge/200/Sample response': (sandbox) =>
		call(sandbox, 'POST', `${BADGES}/customer/revokeEarn`, held(sandbox)),
	'revoke-issual-of-a-badge/409/Result': (sandbox) =>
		call(sandbox, 'POST', `${BADGES}/customer/revokeEarn`, {
			...{ ...held(sandbox), earnedBadgeId: 'none' },
		}),
	'import-earned-badges-of-customer/200/Sample response': (sandbox) => {
		const { badgeMetaId, customerId } = held(sandbox);
		const entry = { badgeMetaId, customerId, earnEventDate: 1, earnExpiresOn: 2 };
		return call(sandbox, 'POST', `${BADGES}/import/customerBadges`, [entry, entry]);
	},
	'get-badges-for-customer/200/available badges': gets(() => 'customer/123', {
		customerConstraints: limits.customerConstraints,
		badgeConstraints: value.badgeConstraints,
	}),
	'get-badges-for-customer/200/earned badges': gets(() => 'customer/123?badgeType=EARNED', {
		customerConstraints: limits.customerConstraints,
		badgeConstraints: value.badgeConstraints,
	}),
	'get-badges-for-customer/200/Sample response with filter by group ID': gets(
		() => 'customer/123?groupId=66b600000000000000000001',
	),
	'get-all-customer-badges/200/When badgeType= EARNED and badgeStatus= LIVE': gets(
		() => 'management/123?badgeType=EARNED&badgeStatus=LIVE',
	),
	'get-all-customer-badges/200/when Owner=Loyalty and badgeType= EARNED': gets(
		() => 'management/123?badgeType=EARNED&owner=Loyalty',
	),
	'get-all-customer-badges/200/when badgeType= EXPIRED': gets(
		() => 'management/123?badgeType=EXPIRED',
		{ expiresOn: now - DAY },
	),
	'get-all-customer-badges/200/Filter by group ID': gets(
		() => 'management/123?groupId=66b600000000000000000001',
		{ earnType: 'ISSUE_EARN' },
	),
	'get-individual-badge-details-of-a-customer/200/Rolling window with includeStatistics=true':
		details(true, {
			customerConstraints: value.customerConstraints,
			badgeConstraints: value.badgeConstraints.slice(0, 1),
			earnedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'DAYS', value: 2 },
			issuedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'DAYS', value: 2 },
		}),
	'get-individual-badge-details-of-a-customer/200/Fixed window with includeStatistics=true':
		details(...([true, { ...limits, earnedBadgeExpiry: WITH_BADGE }] as const)),
	'get-individual-badge-details-of-a-customer/200/Fixed window with includeStatistics=false':
		details(false, { earnedBadgeExpiry: WITH_BADGE }),
	'get-individual-badge-details-of-a-customer/200/Filter by Group ID': details(false, {
		...{ earnType: 'ISSUE_EARN', earnedBadgeExpiry: FIXED, issuedBadgeExpiry: FIXED },
	}),
	'get-individual-badge-details-of-a-customer/200/With issueId and includeStatistics=true': details(
		true,
		{
			...{ earnType: 'ISSUE_EARN', issuedBadgeExpiry: FIXED },
			customerConstraints: limits.customerConstraints,
			badgeConstraints: value.badgeConstraints,
			earnedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'WEEKS', value: 2 },
		},
	),
	'create-badges-group/200/Sample response': (sandbox) =>
		call(sandbox, 'POST', `${BADGES}/group`, { name: 'New', rank: 1 }),
	'update-badges-group/200/Sample response': (sandbox) =>
		call(sandbox, 'PUT', `${BADGES}/group/${sandbox.state.addGroup().id}`, {
			name: 'New',
			rank: 1,
		}),
	'get-all-groups/200/Result': gets(() => 'group'),
	'get-group-by-id/200/Result': gets(() => 'group/66b600000000000000000001'),
	'update-custom-field-badge/200/Sample response': customField('PUT'),
	'get-all-custom-fields/200/Sample response': async (sandbox) => {
		await customField('GET')(sandbox);
		return await call(sandbox, 'GET', `${BADGES}/customField`);
	},
	'get-custom-field-by-id/200/Sample response': customField('GET'),
};

type Prepare = (state: Sandbox['state'], body: any) => void; // eslint-disable-line @typescript-eslint/no-explicit-any

const forGift: Prepare = (
	state,
	{ badgeMetaId, customerId, customerIds = [customerId], triggeredBy },
) => {
	state.addBadge({ id: badgeMetaId, startOn: BEFORE });
	state.addClaim({ badgeMetaId, ...triggeredBy });
	for (const id of customerIds) state.addCustomer({ id });
};

/** For each published request: how it is sent, and what has to be there for it. */
const REQUESTS: Record<string, [method: string, path: string, prepare?: Prepare]> = {
	...Object.fromEntries(
		Object.keys(pages['create-badges-org'].requests).map((name) => [
			`create-badges-org/${name}`,
			['POST', 'badgeMeta'],
		]),
	),
	'claim-badge/Request body': ['POST', 'badgeMeta/b/claim', (state) => state.addBadge({ id: 'b' })],
	'unclaim-badge/Request Example': [
		'POST',
		'badgeMeta/b/unclaim',
		(state, body) => state.addClaim({ badgeMetaId: state.addBadge({ id: 'b' }).id, ...body }),
	],
	'revoke-enrolment-of-a-badge/With Revoke Issuals': [
		'POST',
		'badgeMeta/customer/revokeIssue',
		(state, { badgeMetaId, revokeIssuals }) => {
			state.addBadge({ id: badgeMetaId });
			for (const { customerId, issueId } of revokeIssuals) {
				state.addEnrolment({ badgeMetaId, customerId, id: issueId });
			}
		},
	],
	'revoke-enrolment-of-a-badge/Multiple customers': [
		'POST',
		'badgeMeta/customer/revokeIssue',
		(state, { badgeMetaId, customers }) => {
			state.addBadge({ id: badgeMetaId });
			for (const customerId of customers) state.addEnrolment({ badgeMetaId, customerId });
		},
	],
	'issue-badge-to-the-customer/request': ['POST', 'customer/earn', forGift],
	'issue-badge-to-multiple-customers/Request Example': ['POST', 'customer/earnBulk', forGift],
	'revoke-issual-of-a-badge/Request Example': [
		'POST',
		'customer/revokeEarn',
		(state, { badgeMetaId, customerId, earnedBadgeId }) => {
			state.addBadge({ id: badgeMetaId });
			state.addEarned({ badgeMetaId, customerId, id: earnedBadgeId });
		},
	],
	'create-badges-group/Request Example': ['POST', 'group'],
	'update-badges-group/Request Example': ['PUT', 'group/g', (state) => state.addGroup({ id: 'g' })],
	'create-custom-field/Request Body': ['POST', 'customField'],
	'update-custom-field-badge/Request Example': [
		'PUT',
		'customField/f',
		(state) => state.addCustomField({ id: 'f' }),
	],
	// The body of an update, on the page that looks a field up.
	'get-custom-field-by-id/Request Example': [
		'PUT',
		'customField/f',
		(state) => state.addCustomField({ id: 'f' }),
	],
};

let time = now;
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ now: () => time });
});
beforeEach(() => {
	time = now;
	sandbox.reset();
});
afterAll(() => sandbox.close());

const answersOf = (page: string): Array<[name: string, body: object]> =>
	Object.entries(pages[page].responses).flatMap(([status, named]) =>
		Object.entries(named)
			.filter(([, body]) => Object.keys(body as object).length > 0)
			.map(([name, body]): [string, object] => [`${page}/${status}/${name}`, body as object]),
	);
const ALL_ANSWERS = Object.keys(pages).flatMap(answersOf);
const ALL_REQUESTS = Object.entries(pages).flatMap(([page, { requests }]) =>
	Object.keys(requests).map((name) => `${page}/${name}`),
);

/** Where the answer differs from the example: what it lacks, and what is of another type. */
function differences(example: unknown, answer: unknown, at = ''): string[] {
	if (example === null || answer === null) return [];
	if (Array.isArray(example) && Array.isArray(answer)) {
		return answer.flatMap((one, index) =>
			index < example.length ? differences(example[index], one, `${at}[]`) : [],
		);
	}
	if (typeof example !== typeof answer) return [`${at} is ${typeof answer}`];
	if (typeof example !== 'object' || /customFields$/.test(at)) return [];
	return Object.entries(example).flatMap(([key, inner]) =>
		key in (answer as object)
			? differences(inner, (answer as Named)[key], `${at}.${key}`)
			: [`${at}.${key} is missing`],
	);
}

/** The names of all fields in a value. */
function namesIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(namesIn);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => [
		name.replace(/ISO$/, ''),
		...(name === 'customFields' ? [] : namesIn(inner)),
	]);
}

/** Fields of earned badges in a customer's list: no page shows an entry of it. */
const SHOWN_NOWHERE = ['earnedOn', 'earnStatus', 'earnId', 'issueId', 'earnEventDate'];

describe('published answers', () => {
	it.each(ALL_ANSWERS)('%s', async (name, example) => {
		const [, status] = name.split('/');

		const answer = await ANSWERS[name](sandbox);

		expect(answer.status).toBe(Number(status));
		expect(differences(example, answer.json)).toEqual([]);
		if (answer.status >= 400) expect(answer.json).toEqual(example);
		const known = new Set([...namesIn(ALL_ANSWERS.map(([, body]) => body)), ...SHOWN_NOWHERE]);
		expect(namesIn(answer.json).filter((field) => !known.has(field))).toEqual([]);
	});

	it('are tested completely', () => {
		expect(Object.keys(ANSWERS).sort()).toEqual(ALL_ANSWERS.map(([name]) => name).sort());
	});
});

describe('published requests', () => {
	it.each(ALL_REQUESTS)('%s', async (name) => {
		const [page, ...rest] = name.split('/');
		const [method, path, prepare] = REQUESTS[name];
		const body = pages[page].requests[rest.join('/')];
		if (page === 'create-badges-org') time = BEFORE;
		prepare?.(sandbox.state, body);
		const headers = { 'X-CAP-BADGES-MIGRATION': 'migration' };

		const { json } = await call(sandbox, method, `${BADGES}/${path}`, body, headers);

		expect(json.errors ?? []).toEqual([]);
		expect(sandbox.ledger.changes).not.toEqual([]);
	});
});
