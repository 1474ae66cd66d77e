import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Badge } from '../../sandbox/data/model';
import { BADGES, call } from './client';

const META = `${BADGES}/badgeMeta`;
const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');
const seconds = (milliseconds: number) => milliseconds / 1000;

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ now: () => now });
});
afterEach(() => sandbox.close());

/** The published request 'Issue earn type- Rolling window', at another time. */
const request = {
	name: 'Badge_Issue_earntype',
	description: 'Make 5 transactions in a month, get a badge and 10% off coupon',
	startOn: seconds(now + DAY),
	expiresOn: seconds(now + 30 * DAY),
	earnType: 'ISSUE_EARN',
	earnedBadgeExpiry: { relativeExpirytype: 'WEEKS', value: 2, expiryType: 'RELATIVE' },
	issuedBadgeExpiry: { type: 'FIXED_DATE', expiresOn: 1_926_235_957, expiryType: 'ABSOLUTE' },
	isActive: true,
	ownership: { restrictedToOwners: ['Loyalty', 'Audience_Campaigns'] },
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
		{ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 10_000 },
		{
			constraintType: 'BADGE_ROLLING_WINDOW',
			rollType: 'DAYS',
			rollValue: 1,
			maxEarnLimit: 300,
		},
	],
};
const create = (fields: Record<string, unknown> = {}, headers = {}) =>
	call(sandbox, 'POST', META, { ...request, ...fields }, headers);
const codes = async (answer: ReturnType<typeof create>) =>
	(await answer).json.errors?.map(({ code }: { code: number }) => code);

describe('create', () => {
	it('creates the badge and returns all of it, as documented', async () => {
		const { status, json, text } = await create();

		expect(status).toBe(201);
		expect(json).toEqual({
			data: {
				id: expect.stringMatching(/^[\da-f]{24}$/),
				badgeNumericId: 1,
				orgId: 100_001,
				name: request.name,
				description: request.description,
				startOn: request.startOn,
				startOnISO: '2026-03-02T12:00:00Z',
				expiresOn: request.expiresOn,
				expiresOnISO: '2026-03-31T12:00:00Z',
				earnedBadgeExpiry: request.earnedBadgeExpiry,
				issuedBadgeExpiry: {
					expiryType: 'ABSOLUTE',
					type: 'FIXED_DATE',
					expiresOn: 1_926_235_957,
					expiresOnISO: '2031-01-15T09:32:37Z',
					expireWithBadgeMeta: false,
				},
				images: [],
				ownership: { ...request.ownership, claims: [] },
				customerConstraints: request.customerConstraints,
				badgeConstraints: request.badgeConstraints,
				benefits: [],
				tags: [],
				badgeGroupId: null,
				badgeRank: null,
				earnType: 'ISSUE_EARN',
				status: 'UPCOMING',
				createdOn: seconds(now),
				createdOnISO: '2026-03-01T12:00:00Z',
				createdBy: 75_000_001,
				lastUpdatedOn: seconds(now),
				lastUpdatedOnISO: '2026-03-01T12:00:00Z',
				lastUpdatedBy: 75_000_001,
				customFields: {},
				active: true,
			},
			errors: [],
			warnings: [],
		});
		expect(text).toContain('"createdOn":1772366400.000000000');
		expect(sandbox.state.badges.has(json.data.id)).toBe(true);
		expect(sandbox.ledger.changes).toEqual([{ change: 'badgeCreated', badgeMetaId: json.data.id }]);
	});

	it('prefers ISO times when there are seconds too', async () => {
		const { json } = await create({
			startOnISO: '2026-03-05T00:00:00+05:30',
			expiresOn: '2026-04-01T00:00:00.192Z',
		});

		expect(json.data).toMatchObject({
			startOn: seconds(Date.parse('2026-03-04T18:30:00Z')),
			expiresOn: seconds(Date.parse('2026-04-01T00:00:00.192Z')),
		});
	});

	it('reads milliseconds as seconds, as Capillary does', async () => {
		const { json } = await create({ expiresOn: 1_765_178_896_000 });

		expect(json.data.expiresOnISO).toBe('+57906-04-18T07:06:40Z');
	});

	it('keeps all other fields', async () => {
		const { id: badgeGroupId } = sandbox.state.addGroup();
		const fields = {
			images: [{ name: 'a', fileSvcHandle: 'b', url: 'https://example.com/c', tag: 'UN_EARNED' }],
			tags: [{ name: 'season', value: 'spring' }],
			customFields: { CF1: 'CF1', 'CF2 INTEGER': '1' },
			badgeGroupId,
			badgeRank: 3,
		};

		const { json } = await create({ ...fields, isActive: undefined, active: false });

		expect(json.data).toMatchObject({ ...fields, active: false });
	});

	it('adds mandatory custom fields when they are left out', async () => {
		sandbox.state.addCustomField({ name: 'Must', isMandatory: true, defaultValue: '0' });
		sandbox.state.addCustomField({ name: 'Said', isMandatory: true, defaultValue: '0' });
		sandbox.state.addCustomField({ name: 'Old', isMandatory: true, isActive: false });
		sandbox.state.addCustomField({ name: 'May', defaultValue: '0' });

		const { json } = await create({ customFields: { Said: '7' } });

		expect(json.data.customFields).toEqual({ Must: '0', Said: '7' });
	});

	it('adds a reference ID and the current cycle to fixed windows', async () => {
		const { json } = await create({
			startOn: seconds(now),
			customerConstraints: [
				{
					constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
					durationType: 'DAYS',
					refreshRate: 3,
					startDayOfTheWeek: 'TUESDAY',
					maxEarnLimit: 1,
				},
			],
		});

		expect(json.data.customerConstraints).toEqual([
			{
				constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
				referenceId: expect.stringMatching(/^[\da-f-]{36}$/),
				durationType: 'DAYS',
				refreshRate: 3,
				startDayOfTheWeek: 'TUESDAY',
				maxEarnLimit: 1,
				cycleStatus: 'ACTIVE',
				startDate: seconds(now),
				startDateISO: '2026-03-01T12:00:00Z',
				endDate: request.expiresOn,
				endDateISO: '2026-03-31T12:00:00Z',
				currentCycle: {
					startDate: seconds(Date.parse('2026-03-01T00:00:00Z')),
					startDateISO: '2026-03-01T00:00:00Z',
					endDate: seconds(Date.parse('2026-03-03T00:00:00Z')),
					endDateISO: '2026-03-03T00:00:00Z',
				},
			},
		]);
	});

	it('ignores claims and other fields that the server sets', async () => {
		const { json } = await create({
			orgId: 50_933,
			ownership: {
				restrictedToOwners: ['Loyalty'],
				claims: [{ ownerType: 'Loyalty', referenceId: '626' }],
			},
			status: 'LIVE',
			issuedCount: 9,
		});

		expect(json.data).toMatchObject({
			orgId: 100_001,
			status: 'UPCOMING',
			ownership: { claims: [] },
		});
	});

	it.each([
		['NEVER', { expiryType: 'NEVER' }],
		[
			'with the badge',
			{ expiryType: 'ABSOLUTE', type: 'WITH_BADGE_META', expireWithBadgeMeta: true },
		],
		['so long after', { expiryType: 'RELATIVE', relativeExpirytype: 'DAYS', value: 2 }],
	])('accepts an expiry: %s', async (_what, earnedBadgeExpiry) => {
		const { json } = await create({ earnedBadgeExpiry });

		expect(json.data.earnedBadgeExpiry).toMatchObject(earnedBadgeExpiry);
	});

	it('accepts a fixed date in ISO 8601', async () => {
		const expiry = { expiryType: 'ABSOLUTE', type: 'FIXED_DATE' };

		const { json } = await create({
			earnedBadgeExpiry: { ...expiry, expiresOnISO: '2031-01-15T09:32:37Z' },
		});

		expect(json.data.earnedBadgeExpiry.expiresOn).toBe(1_926_235_957);
	});

	it('returns all problems in one response, as published', async () => {
		sandbox.state.addBadge({ name: 'Taken' });

		const { status, json } = await create({
			name: 'Taken',
			startOn: seconds(now - 2 * DAY),
			ownership: { restrictedToOwners: [] },
		});

		expect(status).toBe(400);
		expect(json).toEqual({
			data: null,
			errors: [
				{
					code: 728,
					message: 'Atleast one owner is required',
					reference: 'ownership.restrictedToOwners',
				},
				{ code: 725, message: 'Badge name cannot be duplicate', reference: null },
				{ code: 722, message: 'Start Date cannot be past date', reference: null },
			],
			warnings: null,
		});
		expect(sandbox.ledger.changes).toEqual([]);
		expect(sandbox.state.badges.size).toBe(1);
	});

	it('returns two problems when the only owner is unknown, as published', async () => {
		const { json } = await create({ ownership: { restrictedToOwners: ['LOYALTY'] } });

		expect(json.errors).toEqual([
			{
				code: 714,
				message: 'Owner type is not allowed, Please check the configuration',
				reference: null,
			},
			{
				code: 728,
				message: 'Atleast one owner is required',
				reference: 'ownership.restrictedToOwners',
			},
		]);
	});

	it.each([
		['without a name', { name: '' }, [400]],
		['without a start', { startOn: undefined }, [400]],
		['without an end', { expiresOn: undefined }, [705]],
		['without an earn type', { earnType: undefined }, [400]],
		['without an expiry', { earnedBadgeExpiry: undefined }, [705]],
		['to be enrolled for without its expiry', { issuedBadgeExpiry: undefined }, [705]],
		['without owners', { ownership: undefined }, [728]],
		['that ends before it starts', { expiresOn: seconds(now + 1) }, [720]],
		['that has ended', { expiresOn: seconds(now - 1) }, [720, 724]],
		['in an unknown group', { badgeGroupId: 'nonesuch' }, [404]],
		['of an unknown type', { earnType: 'earn' }, [400]],
		['with an unknown expiry', { earnedBadgeExpiry: { expiryType: 'SOON' } }, [400]],
		[
			'with an expiry misspelled',
			{ earnedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpiryType: 'DAYS', value: 2 } },
			[400],
		],
		[
			'with a fixed date that is none',
			{ earnedBadgeExpiry: { expiryType: 'ABSOLUTE', type: 'FIXED_DATE' } },
			[400],
		],
		['with an unknown limit', { badgeConstraints: [{ constraintType: 'SOMETIMES' }] }, [400]],
		[
			'with a limit of another length',
			{ badgeConstraints: [{ constraintType: 'BADGE_FIXED_WINDOW', durationType: 'DAILY' }] },
			[400],
		],
		[
			'limited in both ways',
			{
				badgeConstraints: [
					{ constraintType: 'BADGE_FIXED_WINDOW', durationType: 'DAYS', refreshRate: 3 },
					{ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 9 },
				],
			},
			[826],
		],
		['with an image for nothing', { images: [{ tag: 'BIG' }] }, [400]],
		['whose start is no time', { startOn: 'tomorrow' }, [400]],
		['whose rank is no number', { badgeRank: 'first' }, [400]],
		['that is a little active', { isActive: 'maybe' }, [400]],
	])('refuses a badge %s', async (_what, fields, expected) => {
		expect(await codes(create(fields))).toEqual(expected);
		expect(sandbox.ledger.changes).toEqual([]);
	});

	it('accepts a start earlier today', async () => {
		expect((await create({ startOn: seconds(now - DAY / 4) })).json.data.status).toBe('LIVE');
	});

	it('accepts dates in the past when the migration header is sent', async () => {
		const past = { startOn: 1_716_803_487, expiresOn: 1_726_804_000 };

		expect(await codes(create(past))).toEqual([722, 724]);
		const { status, json } = await create(past, { 'X-CAP-BADGES-MIGRATION': 'migration' });
		expect([status, json.data.status]).toEqual([201, 'EXPIRED']);
	});

	it('accepts a name that differs only in case', async () => {
		await create();

		expect(await codes(create())).toEqual([725]);
		expect((await create({ name: request.name.toUpperCase() })).status).toBe(201);
	});
});

describe('update', () => {
	let badge: Badge;

	beforeEach(() => {
		badge = sandbox.state.addBadge({
			name: 'Before',
			earnType: 'ISSUE_EARN',
			startOn: now - DAY + 192,
			restrictedToOwners: ['Loyalty', 'Journeys'],
			customerConstraints: [
				{
					constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
					durationType: 'DAYS',
					refreshRate: 3,
					maxEarnLimit: 2,
				},
			],
		});
		sandbox.state.addClaim({ badgeMetaId: badge.id, ownerType: 'Loyalty' });
	});

	/** What a client does: reads the badge, changes it and sends all of it back. */
	const update = async (fields: Record<string, unknown> = {}) => {
		const { json } = await call(sandbox, 'GET', `${META}/${badge.id}`);
		sandbox.ledger.clear();
		return await call(sandbox, 'PUT', META, { ...json.data, ...fields });
	};

	it('changes the badge and returns all of it, as documented', async () => {
		const { status, json } = await update({ name: 'After', badgeRank: 3 });
		const read = await call(sandbox, 'GET', `${META}/${badge.id}`);

		expect(status).toBe(200);
		expect([json.errors, json.warnings]).toEqual([[], []]);
		expect({ ...json.data, issuedCount: 0, earnedCount: 0 }).toEqual(read.json.data);
		expect(json.data).toMatchObject({
			id: badge.id,
			name: 'After',
			badgeRank: 3,
			benefits: [],
			ownership: { claims: [{ ownerType: 'Loyalty', referenceId: '123', isActive: true }] },
			lastUpdatedOn: seconds(now),
		});
		expect(sandbox.ledger.changes).toEqual([
			{ change: 'badgeUpdated', badgeMetaId: badge.id, fields: ['name', 'badgeRank'] },
		]);
	});

	it('records no change when the badge is sent back unchanged', async () => {
		const { lastUpdatedOn } = badge;

		expect((await update()).status).toBe(200);
		expect(sandbox.ledger.changes).toEqual([]);
		expect(badge.lastUpdatedOn).toBe(lastUpdatedOn);
	});

	it('removes the fields that are left out', async () => {
		Object.assign(badge, { description: 'Text', tags: [{ name: 'a' }], badgeRank: 1 });

		const { json } = await update({
			description: undefined,
			tags: undefined,
			badgeRank: undefined,
			customerConstraints: undefined,
		});

		expect(json.data).toMatchObject({
			description: null,
			tags: [],
			badgeRank: null,
			customerConstraints: [],
		});
	});

	it('keeps the reference ID of a fixed window', async () => {
		const [{ referenceId }] = badge.customerConstraints;

		const { json } = await update({
			customerConstraints: [
				{
					constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
					durationType: 'DAYS',
					refreshRate: 5,
				},
			],
		});

		expect(json.data.customerConstraints[0]).toMatchObject({ referenceId, refreshRate: 5 });
	});

	it.each([
		['without an id', { id: undefined }, [715]],
		['of an unknown id', { id: 'nonesuch' }, [404]],
		['without a name', { name: undefined }, [400]],
		['without saying whether it is active', { active: undefined }, [400]],
		['that ends before it starts', { expiresOnISO: '2020-01-01T00:00:00Z' }, [720, 724]],
		['to another start', { startOnISO: '2026-02-28T12:00:01Z' }, [723]],
		['to an end that is past', { expiresOnISO: '2026-03-01T11:59:59Z' }, [724]],
		['to a name that is taken', { name: 'Taken' }, [725]],
		['without owners at all', { ownership: undefined }, [727]],
		['to an empty list of owners', { ownership: { restrictedToOwners: [] } }, [728, 738]],
		['to an unknown owner', { ownership: { restrictedToOwners: ['Loyalty', 'Me'] } }, [714]],
		['without an owner who claims it', { ownership: { restrictedToOwners: ['Journeys'] } }, [738]],
		['to another earn type', { earnType: 'EARN' }, [1020]],
		[
			'from fixed windows to a fixed value',
			{ customerConstraints: [{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE' }] },
			[826],
		],
		['to an unknown type', { earnType: 'NONE' }, [400]],
	])('refuses a badge %s', async (_what, fields, expected) => {
		sandbox.state.addBadge({ name: 'Taken' });
		const before = JSON.stringify(badge);

		const { status, json } = await update(fields);

		expect(json.errors.map(({ code }: { code: number }) => code)).toEqual(expected);
		expect(status).toBe(expected[0] === 404 ? 404 : 400);
		expect(JSON.stringify(badge)).toBe(before);
		expect(sandbox.ledger.changes).toEqual([]);
	});

	it('refuses the other kind of limit when the limits were removed before', async () => {
		const emptied = await update({ customerConstraints: [] });
		const other = await update({
			customerConstraints: [{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 2 }],
		});

		expect(emptied.status).toBe(200);
		expect(other.json.errors[0].code).toBe(826);
	});

	it('refuses fixed windows when the badge had a fixed value', async () => {
		badge.badgeConstraints = [{ constraintType: 'BADGE_ROLLING_WINDOW', maxEarnLimit: 1 }];

		const { json } = await update({
			badgeConstraints: [{ constraintType: 'BADGE_FIXED_WINDOW' }],
		});

		expect(json.errors).toEqual([
			{
				code: 826,
				message:
					'Change from rolling window or fixed constraint to fixed window or vice versa is not allowed.',
				reference: null,
			},
		]);
	});

	it('removes an owner when its claim was removed', async () => {
		badge.claims[0].isActive = false;

		const { status } = await update({ ownership: { restrictedToOwners: ['Journeys'] } });

		expect([status, badge.restrictedToOwners]).toEqual([200, ['Journeys']]);
	});

	it('changes start and kind of limits when the badge is upcoming', async () => {
		badge.startOn = now + DAY;

		const { json } = await update({
			startOnISO: '2026-03-09T00:00:00Z',
			customerConstraints: [{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 1 }],
		});

		expect(json.data.startOnISO).toBe('2026-03-09T00:00:00Z');
	});

	it('updates an expired badge when its end stays the same', async () => {
		badge.expiresOn = now - DAY / 2;

		const { json } = await update({ description: 'Over' });

		expect(json.data).toMatchObject({ status: 'EXPIRED', description: 'Over' });
	});
});
