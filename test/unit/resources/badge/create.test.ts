import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../../nodes/CapillaryBadges/resources';
import type { Refusal } from '../../../../nodes/CapillaryBadges/errors/refusal';
import { itemWith } from '../itemWith';
import { callFor, readRow, settleRow } from '../operation';

const operation = findOperation('badge', 'create') as Operation;
const GOOD = {
	name: 'Summer Explorer',
	startOn: '2026-06-01T00:00:00',
	expiresOn: '2026-09-01T00:00:00',
	owners: ['Loyalty'],
	earnType: 'EARN',
	earnedBadgeExpiry: 'NEVER',
	active: true,
	simplify: true,
};
const read = (change: Record<string, unknown>) =>
	readRow(operation, itemWith({ ...GOOD, ...change }, 3)) as {
		asked: { body: Record<string, unknown>; headers?: unknown };
	};
const badgeWith = (change: Record<string, unknown>) => read(change).asked.body;
const adding = (fields: Record<string, unknown>) => badgeWith({ additionalFields: fields });
const limits = (...limit: object[]) => ({ customerLimits: { limit } });

const CREATED = { ...badgeWith({}), id: '696df21c0772ad476ecf69d4', badgeGroupId: null };

describe('badge create', () => {
	it("reads dates in the workflow's time zone and sends them with their offset", () => {
		expect(badgeWith({})).toMatchObject({
			startOnISO: '2026-06-01T00:00:00.000+05:30',
			expiresOnISO: '2026-09-01T00:00:00.000+05:30',
		});
		expect(Object.keys(badgeWith({}))).not.toContain('startOn');
	});

	it.each([
		['NEVER', {}, { expiryType: 'NEVER' }],
		[
			'RELATIVE',
			{ earnedBadgeExpiryValue: 3, earnedBadgeExpiryUnit: 'MONTHS' },
			{ expiryType: 'RELATIVE', relativeExpirytype: 'MONTHS', value: 3 },
		],
		[
			'WITH_BADGE_META',
			{},
			{ expiryType: 'ABSOLUTE', type: 'WITH_BADGE_META', expireWithBadgeMeta: true },
		],
		[
			'FIXED_DATE',
			{ earnedBadgeExpiryDate: '2027-01-01T00:00:00Z' },
			{
				expiryType: 'ABSOLUTE',
				type: 'FIXED_DATE',
				expireWithBadgeMeta: false,
				expiresOnISO: '2027-01-01T00:00:00.000Z',
			},
		],
	])('sends the expiry %s', (earnedBadgeExpiry, fields, sent) => {
		expect(badgeWith({ earnedBadgeExpiry, ...fields })).toMatchObject({ earnedBadgeExpiry: sent });
	});

	it('sends an expiry of enrolments only for badges with enrolments', () => {
		const issuedBadgeExpiry = 'NEVER';
		expect(badgeWith({ issuedBadgeExpiry })).not.toHaveProperty('issuedBadgeExpiry');
		expect(badgeWith({ earnType: 'ISSUE_EARN', issuedBadgeExpiry })).toMatchObject({
			issuedBadgeExpiry: { expiryType: 'NEVER' },
		});
	});

	it.each([
		[
			{ kind: 'fixedWindow', times: 2, unit: 'WEEKS', weekStart: 'TUESDAY' },
			{ durationType: 'WEEKS', startDayOfTheWeek: 'TUESDAY' },
		],
		[{ kind: 'fixedWindow', times: 2, unit: 'MONTHS', period: 4 }, { durationType: 'MONTHS' }],
		[
			{ kind: 'fixedWindow', times: 2, unit: 'DAYS', period: 4 },
			{ durationType: 'DAYS', refreshRate: 4 },
		],
	])('sends only the fields that the unit of a fixed window needs', (limit, window) => {
		expect(adding(limits(limit)).customerConstraints).toEqual([
			{ constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW', maxEarnLimit: 2, ...window },
		]);
	});

	it('sends only the additional fields that were added', () => {
		expect(
			adding({
				badgeGroup: { __rl: true, mode: 'list', value: '69708FAA0772AD476ECF8511' },
				badgeRank: '7',
				defaultTillId: 75197372,
				description: ' ',
				tags: { tag: [{ name: 'season', value: 'summer' }] },
				customFields: { field: [{ customField: 'Terms', value: '' }] },
			}),
		).toEqual({
			...badgeWith({}),
			badgeGroupId: '69708faa0772ad476ecf8511',
			badgeRank: 7,
			defaultTillId: 75197372,
			description: '',
			tags: [{ name: 'season', value: 'summer' }],
			customFields: { Terms: '' },
		});
	});

	it('reads owners from text with commas, each once', () => {
		expect(badgeWith({ owners: 'Loyalty, Membercare,Loyalty' })).toMatchObject({
			ownership: { restrictedToOwners: ['Loyalty', 'Membercare'] },
		});
	});

	it.each([
		[{ name: ' ' }, 'Name'],
		[{ startOn: '' }, 'Starts'],
		[{ startOn: 'soon' }, 'Starts'],
		[{ startOn: 1716803487 }, 'Starts'],
		[{ startOn: '1716803487' }, 'Starts'],
		[{ startOn: '12' }, 'Starts'],
		[{ expiresOn: null }, 'Ends'],
		[{ expiresOn: GOOD.startOn }, 'Ends'],
		[{ expiresOn: '2026-05-01' }, 'Ends'],
		[{ owners: [] }, 'Owners'],
		[{ owners: ['LOYALTY'] }, 'Owners'],
		[{ earnType: 'DIRECT' }, 'Badge Issue Type'],
		[{ active: 'perhaps' }, 'Active'],
		[{ earnedBadgeExpiry: 'SOON' }, 'Earned Badge Expires'],
		[
			{ earnedBadgeExpiry: 'RELATIVE', earnedBadgeExpiryUnit: 'DAYS', earnedBadgeExpiryValue: 0 },
			'Earned Badge Expires After',
		],
		[{ earnedBadgeExpiry: 'FIXED_DATE', earnedBadgeExpiryDate: '' }, 'Earned Badge Expires On'],
		[{ earnType: 'ISSUE_EARN', issuedBadgeExpiry: '' }, 'Enrolment Expires'],
		[{ additionalFields: 'rank 3' }, 'Additional Fields'],
		[{ additionalFields: { badgeRank: 1.5 } }, 'Badge Rank'],
		[{ additionalFields: { badgeGroup: 'Gold' } }, 'Badge Group'],
		[{ additionalFields: { defaultTillId: 'till' } }, 'Default Till ID'],
		[{ additionalFields: { historical: 'no idea' } }, 'Historical Badge'],
		[{ additionalFields: { tags: { tag: [{ name: '', value: 'x' }] } } }, 'Name'],
		[{ additionalFields: { tags: { tag: ['x'] } } }, 'Tags'],
		[{ additionalFields: { images: { image: [{ name: 'x', tag: 'EARNED' }] } } }, 'Images'],
		[{ additionalFields: { images: { image: [{ url: 'x', tag: 'SHINY' }] } } }, 'Shown When'],
		[{ additionalFields: { customFields: { field: [{ value: 'x' }] } } }, 'Custom Field'],
		[{ additionalFields: limits() }, 'Limits per Customer'],
		[{ additionalFields: limits({ kind: 'often', times: 1 }) }, 'Limit Type'],
		[{ additionalFields: limits({ kind: 'fixedValue', times: 0 }) }, 'Maximum Times'],
		[
			{ additionalFields: limits({ kind: 'rollingWindow', times: 1, unit: 'YEARS', period: 1 }) },
			'Unit',
		],
		[
			{ additionalFields: limits({ kind: 'rollingWindow', times: 1, unit: 'DAYS', period: '' }) },
			'Period',
		],
		[
			{ additionalFields: limits({ kind: 'noLimit' }, { kind: 'fixedValue', times: 1 }) },
			'Limits per Customer',
		],
		[
			{
				additionalFields: limits(
					{ kind: 'fixedValue', times: 1 },
					{ kind: 'fixedValue', times: 2 },
				),
			},
			'Limits per Customer',
		],
	])('refuses %j', (change, label) => {
		expect(() => read(change)).toThrow(new RegExp(`^'${label}' .* \\[Item 3\\]$`));
	});
});

describe('the outcome of badge create', () => {
	const settle = (data: unknown) => {
		const row = read({ additionalFields: { badgeRank: 3 } });
		return settleRow(operation, row, { data, warnings: [] }, callFor(operation, [row]));
	};
	const created = { ...CREATED, badgeRank: 3 };

	it.each([
		['is the badge', created],
		['calls it isActive', { ...created, active: undefined, isActive: true }],
		['has times only in seconds', { ...created, startOnISO: undefined, startOn: 1780252200 }],
		['has times in UTC', { ...created, startOnISO: '2026-05-31T18:30:00Z' }],
		['has the rank as text', { ...created, badgeRank: '3' }],
	])('is success when the response %s', (_, data) => {
		expect(settle(data)).toMatchObject({
			status: 'succeeded',
			output: [{ id: CREATED.id, badgeRank: data.badgeRank }],
		});
	});

	it.each([
		['has another name', { ...created, name: 'summer explorer' }],
		['has the other state', { ...created, active: false }],
		['starts later', { ...created, startOnISO: '2026-05-31T18:30:01Z' }],
		['has no end', { ...created, expiresOnISO: null }],
		['has another rank', { ...created, badgeRank: 4 }],
		['has no ID', { ...created, id: null }],
		['is empty', {}],
		['is text', 'created'],
	])('is a failure when the response %s', (_, data) => {
		expect(settle(data)).toMatchObject({ status: 'failed', refusal: { cause: 'unreadable' } });
	});
});

describe('badge create after a lost response', () => {
	const { call, settle } = operation.repeat.verify!;
	const row = read({});
	const refused: Refusal = {
		cause: 'capillary',
		code: 725,
		message: 'Badge name cannot be duplicate',
	};
	const known = (data: unknown, since = 0) =>
		settle(row, { status: 'succeeded', response: { data, warnings: [] } }, refused, since);
	const made = { id: CREATED.id, name: 'Summer Explorer', createdOn: 5000, active: true };
	const pagination = { page: 0, totalPages: 1 };

	it('looks for badges of that name', () => {
		expect(call(row)).toMatchObject({ method: 'GET', query: { name: 'Summer Explorer', page: 0 } });
	});

	it('reads the whole badge of that name that was created since', () => {
		const others = { ...made, id: 'a'.repeat(24), name: 'Summer Explorer 2' };
		expect(known({ metaBasicDetails: [others, made] })).toMatchObject({
			status: 'readNext',
			call: { path: expect.stringContaining(CREATED.id) as string },
		});
		expect(known(CREATED)).toMatchObject({
			status: 'succeeded',
			output: [{ id: CREATED.id, name: 'Summer Explorer' }],
		});
		expect(known({ ...CREATED, active: false })).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable' },
		});
	});

	it.each<[string, object, number, object]>([
		[
			'was there before',
			{ metaBasicDetails: [made] },
			5_000_001,
			{ status: 'failed', refusal: { code: 725 } },
		],
		[
			'does not say when it was created',
			{ metaBasicDetails: [{ ...made, createdOn: null }] },
			0,
			{ status: 'unknown' },
		],
		[
			'is not there',
			{ metaBasicDetails: null, pagination },
			0,
			{ status: 'failed', refusal: { readOnly: true } },
		],
		[
			'may be on the next page',
			{ metaBasicDetails: [], pagination: { ...pagination, totalPages: 2 } },
			0,
			{ status: 'readNext', call: { query: { page: 1 } } },
		],
		['may be on an unknown further page', { metaBasicDetails: [] }, 0, { status: 'unknown' }],
	])('handles a badge that %s', (_, data, since, expected) => {
		expect(known(data, since)).toMatchObject(expected);
	});
});
