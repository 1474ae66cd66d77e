import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call } from './client';

const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');
const customerId = 565_715_801;

let sandbox: Sandbox;
let groupId: string;

beforeAll(async () => {
	sandbox = await startSandbox({ now: () => now });
	const { state } = sandbox;
	state.addCustomer({
		id: customerId,
		email: 'a+b@example.com',
		mobile: '447700900001',
		externalId: 'CRM/1',
		cardNumber: '9001',
	});
	groupId = state.addGroup({ name: '2026 Badges' }).id;
	const badge = (id: string, daysLeft: number, more = {}) =>
		state.addBadge({ id, name: `Badge ${id}`, expiresOn: now + daysLeft * DAY, ...more });
	const enrolled = { earnType: 'ISSUE_EARN' };

	badge('open', 10, { badgeRank: 2, restrictedToOwners: ['Journeys'] });
	badge('grouped', 20, { badgeRank: 1, badgeGroupId: groupId });
	badge('off', 30, { active: false });
	badge('next', 40, { startOn: now + DAY });
	badge('past', -1);
	badge('toEnrol', 50, enrolled);
	badge('enrolled', 60, enrolled);
	badge('earned', 70, { lastUpdatedOn: now });
	badge('earnedOnce', 80);
	badge('revoked', 90);

	state.addClaim({ badgeMetaId: 'earned', ownerType: 'Milestones' });
	state.addEnrolment({ badgeMetaId: 'enrolled', customerId });
	state.addEnrolment({ badgeMetaId: 'toEnrol', customerId, revokedOn: now, givenOn: now - DAY });
	const give = (badgeMetaId: string, daysAgo: number, more = {}) =>
		state.addEarned({ badgeMetaId, customerId, givenOn: now - daysAgo * DAY, ...more });
	give('earned', 3);
	give('earned', 2, { eventOn: now - 9 * DAY });
	give('earnedOnce', 1, { expiresOn: now });
	give('revoked', 1, { revokedOn: now });
	state.addEarned({ badgeMetaId: 'open', customerId: 5 });
});
afterAll(() => sandbox.close());

const lists = { customer: 'badges', management: 'customerBadges' } as const;
type Where = keyof typeof lists;

const read = (where: Where, query = '', customer = String(customerId), headers = {}) =>
	call(sandbox, 'GET', `${BADGES}/${where}/${customer}${query}`, undefined, headers);

const idsOf = async (where: Where, query: string) => {
	const { json } = await read(where, query);
	return json.data[lists[where]].map(({ badgeMetaId }: { badgeMetaId: string }) => badgeMetaId);
};

describe("a customer's badges to show to the customer", () => {
	it('have every field of the published samples', async () => {
		const { status, json } = await read('customer', '?badgeType=EARNED');

		expect(status).toBe(200);
		expect(json).toEqual({
			data: {
				badges: [
					{
						badgeMetaId: 'earned',
						orgId: 100_001,
						name: 'Badge earned',
						description: null,
						startOn: (now - 30 * DAY) / 1000,
						startOnISO: '2026-01-30T12:00:00Z',
						expiresOn: (now + 70 * DAY) / 1000,
						expiresOnISO: '2026-05-10T12:00:00Z',
						images: [],
						tags: [],
						badgeGroupId: null,
						badgeGroupName: null,
						badgeRank: null,
						ownership: {
							restrictedToOwners: expect.arrayContaining(['Loyalty']),
							claims: [{ ownerType: 'Milestones', referenceId: '123', isActive: true }],
						},
						earnType: 'EARN',
						benefits: [],
						customerConstraints: [],
						badgeConstraints: [],
						earnedCount: 2,
						lastEarnedOnDate: (now - 2 * DAY) / 1000,
						lastEarnedOnDateISO: '2026-02-27T12:00:00Z',
						lastEarnEventDate: (now - 9 * DAY) / 1000,
						lastEarnEventDateISO: '2026-02-20T12:00:00Z',
						customFields: {},
						active: true,
					},
				],
				pagination: { page: 0, size: 1, total: 1, totalPages: 1 },
			},
			errors: [],
			warnings: [],
		});
	});

	it('have no data of earning when the badge was not earned', async () => {
		const { json } = await read('customer', `?groupId=${groupId}`);

		expect(json.data.badges).toMatchObject([
			{
				badgeMetaId: 'grouped',
				badgeGroupId: groupId,
				badgeGroupName: '2026 Badges',
				earnedCount: null,
				lastEarnedOnDate: null,
				lastEarnEventDate: null,
			},
		]);
	});

	it.each([
		['', ['grouped', 'open', 'enrolled', 'earned', 'earnedOnce', 'revoked']],
		['badgeType=AVAILABLE&Limit=2', ['grouped', 'open']],
		['badgeType=AVAILABLE_TO_ISSUE', ['toEnrol']],
		['badgeType=EARNED', ['earned']],
		['badgeType=EARNED&includeExpired=true', ['earned', 'earnedOnce']],
		['badgeType=EARNED&includeExpired=true&sortOn=LAST_EARNED_ON_DATE', ['earnedOnce', 'earned']],
		['badgeType=EARNED&includeExpired=true&sortOn=rank', ['earned', 'earnedOnce']],
		['badgeType=EXPIRED', ['past']],
	])('match when the query is %s', async (query, expected) => {
		expect(await idsOf('customer', `?${query}`)).toEqual(expected);
	});

	it('obey the limit and ignore pages', async () => {
		const { json } = await read('customer', '?Limit=2&page=1&size=50&limit=9');

		expect(json.data.pagination).toEqual({ page: 0, size: 2, total: 6, totalPages: 3 });
	});

	it.each(['badgeType=SOME', 'sortOn=NAME', 'Limit=0'])('refuse %s', async (query) => {
		expect((await read('customer', `?${query}`)).status).toBe(400);
	});
});

describe("a customer's badges to manage", () => {
	it('have every field of the published samples', async () => {
		const { status, json } = await read('management', '?badgeType=EARNED&size=1');

		expect(status).toBe(200);
		expect(json).toEqual({
			data: {
				customerBadges: [
					{
						name: 'Badge earnedOnce',
						description: null,
						badgeMetaId: 'earnedOnce',
						badgeType: 'EARN',
						badgeGroupId: null,
						badgeGroupName: null,
						badgeRank: null,
						createdOn: expect.any(Number),
						createdOnISO: expect.any(String),
						lastUpdatedOn: expect.any(Number),
						lastUpdatedOnISO: expect.any(String),
						images: [],
						badgeStatus: 'LIVE',
						lastEarnedOn: (now - DAY) / 1000,
						lastEarnedOnISO: '2026-02-28T12:00:00Z',
						startsOn: (now - 30 * DAY) / 1000,
						startsOnISO: '2026-01-30T12:00:00Z',
						expiresOn: (now + 80 * DAY) / 1000,
						expiresOnISO: '2026-05-20T12:00:00Z',
						earnCount: 1,
						ownership: { restrictedToOwners: expect.any(Array), claims: [] },
						issueStatus: null,
						active: true,
						lastEarnedOnDate: (now - DAY) / 1000,
						lastEarnedOnDateISO: '2026-02-28T12:00:00Z',
						lastEarnEventDate: (now - DAY) / 1000,
						lastEarnEventDateISO: '2026-02-28T12:00:00Z',
					},
				],
				pagination: { page: 0, size: 1, total: 2, totalPages: 2 },
			},
			errors: [],
			warnings: [],
		});
	});

	it('have a count of null when the list is of available badges, as published', async () => {
		const counts = async (badgeType: string) =>
			(await read('management', `?badgeType=${badgeType}`)).json.data.customerBadges.map(
				({ earnCount }: { earnCount: number | null }) => earnCount,
			);

		expect(await counts('AVAILABLE_TO_ISSUE')).toEqual([null]);
		expect(await counts('EXPIRED')).toEqual([0]);
	});

	it('have the status of the last enrolment', async () => {
		const statusOf = async (query: string) =>
			(await read('management', query)).json.data.customerBadges[0].issueStatus;

		expect(await statusOf('?badgeType=AVAILABLE&name=enrolled')).toBe('ACTIVE');
		expect(await statusOf('?badgeType=AVAILABLE_TO_ISSUE')).toBe('REVOKED');
	});

	it.each([
		['', ['toEnrol']],
		[
			'badgeType=AVAILABLE&order=ASC',
			['open', 'grouped', 'off', 'next', 'enrolled', 'earned', 'earnedOnce', 'revoked'],
		],
		['badgeType=AVAILABLE&size=2', ['revoked', 'earnedOnce']],
		['badgeType=AVAILABLE&size=3&page=2', ['grouped', 'open']],
		['badgeType=AVAILABLE&badgeStatus=UPCOMING', ['next']],
		['badgeType=AVAILABLE&action=DEACTIVATED', ['off']],
		['badgeType=AVAILABLE&owner=Journeys&name=OPEN', ['open']],
		['badgeType=EARNED&claimedBy=Milestones', ['earned']],
		['badgeType=EXPIRED', ['past']],
		[`badgeType=AVAILABLE&groupId=GROUP`, ['grouped']],
		['badgeType=AVAILABLE&startOn=2026-03-01T12:00:00Z', ['next']],
		[
			'badgeType=EARNED&startOn=2026-03-01T12:00:00Z&startOnOperator=LESS_THAN',
			['earnedOnce', 'earned'],
		],
		['badgeType=AVAILABLE&expiresOn=2026-03-12T00:00:00Z', ['open']],
		[
			'badgeType=AVAILABLE&expiresOn=2026-05-20T00:00:00Z&expiresOnOperator=GREATER_THAN',
			['revoked', 'earnedOnce'],
		],
		['badgeType=EARNED&sortOn=LAST_MODIFIED_DATE', ['earned', 'earnedOnce']],
		['badgeType=EARNED&sortOn=LAST_EARNED_EVENT_DATE&order=ASC', ['earned', 'earnedOnce']],
		['badgeType=AVAILABLE&sortOn=LAST_ISSUED_DATE&size=1', ['enrolled']],
	])('match when the query is %s', async (query, expected) => {
		expect(await idsOf('management', `?${query.replace('GROUP', groupId)}`)).toEqual(expected);
	});

	it.each([
		'badgeType=SOME',
		'sortOn=RANK',
		'order=UP',
		'size=0',
		'badgeType=EARNED&startOn=2026-03-01T12:00:00Z&startOnOperator=SAME',
	])('refuse %s', async (query) => {
		expect((await read('management', `?${query}`)).status).toBe(400);
	});
});

describe.each<Where>(['customer', 'management'])('%s', (where) => {
	it.each([
		['email', 'a+b@example.com'],
		['mobile', '447700900001'],
		['externalId', 'CRM/1'],
		['cardNumber', '9001'],
	])('finds the customer by %s', async (type, value) => {
		const { status, json } = await read(where, '?badgeType=EARNED', encodeURIComponent(value), {
			'X-CAP-CUSTOMER-IDENTIFIER': type,
		});

		expect(status).toBe(200);
		expect(json.data[lists[where]].length).toBeGreaterThan(0);
	});

	it.each([
		['an unknown customer', '7', {}, 1026],
		['a kind of identifier that is none', '7', { 'X-CAP-CUSTOMER-IDENTIFIER': 'cardnumber' }, 1028],
	])('refuses %s', async (_what, customer, headers, code) => {
		const { status, json } = await read(where, '', customer, headers);

		expect([status, json.errors[0].code]).toEqual([400, code]);
	});

	it('returns no ID of an earned badge', async () => {
		const { text } = await read(where, '?badgeType=EARNED');

		for (const { id } of sandbox.state.earnedOf(customerId, 'earned')) {
			expect(text).not.toContain(id);
		}
	});
});
