import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call } from './client';

const META = `${BADGES}/badgeMeta`;
const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ now: () => now });
});
afterEach(() => sandbox.close());

describe('activate and deactivate', () => {
	it('changes the status and responds as documented', async () => {
		const { id } = sandbox.state.addBadge({ id: '68ccf60d28a4f97c042c83c1' });

		const off = await call(sandbox, 'PUT', `${META}/${id}/deactivate`, { active: true });
		expect(off.status).toBe(200);
		expect(off.json).toEqual({ data: { id, isActive: false }, errors: [], warnings: [] });
		expect(sandbox.state.badges.get(id)?.active).toBe(false);

		const on = await call(sandbox, 'PUT', `${META}/${id}/activate`);
		expect(on.json).toEqual({ data: { id, isActive: true }, errors: [], warnings: [] });
		expect(sandbox.ledger.changes).toEqual([
			{ change: 'deactivated', badgeMetaId: id },
			{ change: 'activated', badgeMetaId: id },
		]);
	});

	it('records no change when the status is the same', async () => {
		const { id } = sandbox.state.addBadge();

		const { json } = await call(sandbox, 'PUT', `${META}/${id}/activate`);

		expect(json.data.isActive).toBe(true);
		expect(sandbox.ledger.changes).toEqual([]);
	});

	it('refuses other actions', async () => {
		const { id } = sandbox.state.addBadge();

		const { status, json } = await call(sandbox, 'PUT', `${META}/${id}/Activate`);

		expect([status, json.errors[0].code]).toEqual([400, 400]);
	});

	it.each(['activate', 'deactivate'])(
		'responds with 404 when the badge is unknown (%s)',
		async (word) => {
			const { status, json } = await call(
				sandbox,
				'PUT',
				`${META}/65a0000000000000000000ff/${word}`,
			);

			expect(status).toBe(404);
			expect(json).toEqual({
				data: null,
				errors: [{ code: 404, message: 'Passed badge is not found', reference: null }],
				warnings: null,
			});
		},
	);
});

describe('one badge', () => {
	it('has every field of the published sample, in its form', async () => {
		const badge = sandbox.state.addBadge({
			id: '662749408fe258516a88fe89',
			name: 'BADGE123',
			startOn: 1_716_803_487_000,
			expiresOn: 1_726_804_000_000,
			active: false,
		});
		sandbox.state.addClaim({ badgeMetaId: badge.id, ownerType: 'Loyalty', referenceId: '123' });

		const { status, text, json } = await call(sandbox, 'GET', `${META}/${badge.id}`);

		expect(status).toBe(200);
		expect([json.errors, json.warnings]).toEqual([null, null]);
		expect(json.data).toMatchObject({
			id: '662749408fe258516a88fe89',
			badgeNumericId: expect.any(Number),
			orgId: expect.any(Number),
			name: 'BADGE123',
			startOn: 1716803487,
			startOnISO: '2024-05-27T09:51:27Z',
			expiresOn: 1726804000,
			earnedBadgeExpiry: expect.any(Object),
			issuedBadgeExpiry: null,
			images: [],
			ownership: {
				restrictedToOwners: expect.any(Array),
				claims: [{ ownerType: 'Loyalty', referenceId: '123', isActive: true }],
			},
			customerConstraints: [],
			badgeConstraints: [],
			badgeGroupId: null,
			badgeRank: null,
			earnType: 'EARN',
			issuedCount: 0,
			earnedCount: 0,
			status: 'EXPIRED',
			createdOn: expect.any(Number),
			createdBy: expect.any(Number),
			lastUpdatedOn: expect.any(Number),
			lastUpdatedBy: expect.any(Number),
			customFields: {},
			active: false,
		});
		expect(text).toContain('"startOn":1716803487.000000000');
	});

	it('returns counts when they are requested', async () => {
		const badge = sandbox.state.addBadge();
		sandbox.state.addEarned({ badgeMetaId: badge.id, customerId: 1 });

		const plain = await call(sandbox, 'GET', `${META}/${badge.id}`);
		const counted = await call(sandbox, 'GET', `${META}/${badge.id}?includeStatistics=true`);

		expect([plain.json.data.earnedCount, counted.json.data.earnedCount]).toEqual([0, 1]);
	});

	it('responds with 404 when the ID is unknown', async () => {
		const { status, json } = await call(sandbox, 'GET', `${META}/nonesuch`);

		expect(status).toBe(404);
		expect(json).toEqual({
			data: null,
			errors: [{ code: 404, message: 'Passed badge is not found', reference: null }],
			warnings: null,
		});
	});
});

describe('the list', () => {
	const names = async (query: string): Promise<string[]> => {
		const { json } = await call(sandbox, 'GET', `${META}?sortOn=NAME&size=100&${query}`);
		return json.data.metaBasicDetails.map(({ name }: { name: string }) => name);
	};

	it('returns pages of ten, newest first, when the query names no size', async () => {
		for (let index = 0; index < 23; index++) sandbox.state.addBadge();
		const ids = [...sandbox.state.badges.keys()].reverse();

		const pages = await Promise.all(
			['', '?page=1&size=10&limit=10', '?page=2', '?page=3'].map((query) =>
				call(sandbox, 'GET', META + query),
			),
		);

		expect(pages.map(({ json }) => json.data.pagination)).toEqual(
			[0, 1, 2, 3].map((page) => ({ page, size: 10, total: 23, totalPages: 3 })),
		);
		expect(
			pages.flatMap(({ json }) => json.data.metaBasicDetails.map((one: { id: string }) => one.id)),
		).toEqual(ids);
		expect(pages.map(({ json }) => [json.errors, json.warnings])).toEqual(
			pages.map(() => [[], []]),
		);
	});

	it('has the fields of the published sample', async () => {
		sandbox.state.addBadge();

		const { json } = await call(sandbox, 'GET', META);

		expect(Object.keys(json.data.metaBasicDetails[0])).toEqual(
			expect.arrayContaining([
				'id',
				'orgId',
				'name',
				'badgeGroupId',
				'badgeGroupName',
				'badgeRank',
				'description',
				'startOn',
				'expiresOn',
				'status',
				'images',
				'earnType',
				'earnedBadgeExpiry',
				'ownership',
				'issuedCount',
				'earnedCount',
				'createdOn',
				'createdBy',
				'lastUpdatedOn',
				'lastUpdatedBy',
				'customFields',
				'active',
			]),
		);
	});

	it.each([
		['name=SUMMER', ['Late summer', 'Summer']],
		['status=UPCOMING', ['Next']],
		['status=UPCOMING,EXPIRED', ['Next', 'Past']],
		['earnType=ISSUE_EARN', ['Late summer']],
		['badgeType=issue_earn', ['Late summer']],
		['action=DE_ACTIVATED', ['Off']],
		['action=ACTIVATED', ['Late summer', 'Next', 'Past', 'Summer']],
		['owner=Milestones', ['Summer']],
		['claimedBy=Journeys', ['Past']],
		['unclaimed=true', ['Late summer', 'Next', 'Off', 'Summer']],
		['startOn=2026-03-02T00:00:00Z', ['Next']],
		['expiresOn=2026-03-01T00:00:00Z', ['Past']],
	])('returns the matching badges when the filter is %s', async (query, expected) => {
		const { state } = sandbox;
		const owners = ['Journeys'];
		state.addBadge({ name: 'Summer', restrictedToOwners: ['Milestones'] });
		state.addBadge({ name: 'Late summer', earnType: 'ISSUE_EARN', restrictedToOwners: owners });
		state.addBadge({ name: 'Next', startOn: now + 2 * DAY, restrictedToOwners: owners });
		const past = state.addBadge({
			name: 'Past',
			startOn: now - 9 * DAY,
			expiresOn: now - DAY,
			restrictedToOwners: owners,
		});
		const off = state.addBadge({ name: 'Off', active: false, restrictedToOwners: owners });
		state.addClaim({ badgeMetaId: past.id, ownerType: 'Journeys' });
		state.addClaim({ badgeMetaId: off.id, ownerType: 'Journeys', isActive: false });

		expect(await names(query)).toEqual(expected);
	});

	it.each([
		['', ['A', 'C', 'B']],
		['order=ASC', ['B', 'C', 'A']],
		['sortOn=NAME', ['A', 'B', 'C']],
		['sortOn=NAME&order=DESC', ['C', 'B', 'A']],
		['sortOn=START_DATE', ['C', 'A', 'B']],
	])('returns the badges in order when the query is %s', async (query, expected) => {
		sandbox.state.addBadge({ id: '1', name: 'B', startOn: now - DAY });
		sandbox.state.addBadge({ id: '2', name: 'C', startOn: now - 3 * DAY });
		sandbox.state.addBadge({ id: '3', name: 'A', startOn: now - 2 * DAY });

		const { json } = await call(sandbox, 'GET', `${META}?${query}`);

		expect(json.data.metaBasicDetails.map(({ name }: { name: string }) => name)).toEqual(expected);
	});

	it('returns smaller pages when the variant limits them', async () => {
		for (let index = 0; index < 12; index++) sandbox.state.addBadge();
		sandbox.faults.set({ variants: { mostPerPage: '10' } });

		const { data } = (await call(sandbox, 'GET', `${META}?page=1&size=100`)).json;

		expect(data.metaBasicDetails).toHaveLength(2);
		expect(data.pagination).toEqual({ page: 1, size: 10, total: 12, totalPages: 2 });
	});

	it.each([
		...['size=0', 'page=-1', 'sortOn=COLOR', 'order=UP', 'status=LIVE,ENDED', 'earnType=NONE'],
		...['badgeType=BOTH', 'action=OFF', 'owner=LOYALTY', 'claimedBy=LOYALTY', 'unclaimed=maybe'],
		...['startOn=2026-02-30T00:00:00Z', 'expiresOn=soon', 'startOn=2026-03-01T00:00:00'],
	])('refuses %s', async (query) => {
		expect((await call(sandbox, 'GET', `${META}?${query}`)).status).toBe(400);
	});
});
