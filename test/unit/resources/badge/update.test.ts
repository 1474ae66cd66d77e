import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import { executeUpdates } from '../../../../nodes/CapillaryBadges/engine/update';
import { findOperation } from '../../../../nodes/CapillaryBadges/resources';
import { parseExactJson, writeJson } from '../../../../nodes/CapillaryBadges/api/json';
import { runTo } from '../../engine/client';
import { itemWith } from '../itemWith';
import { callFor, readRow, settleRow } from '../operation';

const operation = findOperation('badge', 'update') as Operation;
const BADGE = '68da6e72480b423e5c687597';
const OTHER = '68da6e72480b423e5c687598';

const stored = {
	id: BADGE,
	name: 'Old',
	description: 'Make 5 transactions',
	startOn: 1759145534.123,
	startOnISO: '2025-09-29T11:32:14Z',
	expiresOn: 1761823934,
	expiresOnISO: '2025-10-30T11:32:14Z',
	earnedBadgeExpiry: {
		expiryType: 'ABSOLUTE',
		type: 'WITH_BADGE_META',
		expiresOn: 1761823934,
		expireWithBadgeMeta: true,
	},
	issuedBadgeExpiry: null,
	ownership: {
		restrictedToOwners: ['Loyalty'],
		claims: [{ ownerType: 'Loyalty', referenceId: '1', isActive: true }],
	},
	customerConstraints: [
		{
			constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
			referenceId: 'e6791ec9-e92f-34af-bdc3-be2607fdf82c',
			durationType: 'DAYS',
			refreshRate: 3,
			maxEarnLimit: 1,
			startDate: 1759145534,
			startDateISO: '2025-09-29T11:32:14Z',
			endDate: 1761823934,
			endDateISO: null,
			currentCycle: { startDate: 1759145534.5, endDate: 1759318334.5 },
		},
	],
	badgeConstraints: null,
	tags: [{ name: 'season', value: 'summer' }],
	badgeRank: 2,
	earnType: 'EARN',
	customFields: { CF1: 'one', CF2: 'two' },
	active: true,
};

const readFields = (updateFields: unknown, index = 0, badge = BADGE) =>
	readRow(operation, itemWith({ badge, updateFields, simplify: true }, index));

function completed(row: object, data: object = stored) {
	const { id } = row as { id: string };
	const taken = operation.update!.complete(row, { data: { ...data, id }, warnings: [] });
	if (taken.status === 'failed') throw new Error(taken.refusal.message);
	return taken.row;
}

/** The badge that is sent for these changes, one for each row. */
function sentFor(...changes: unknown[]) {
	const rows = changes.map((fields, index) => completed(readFields(fields, index)));
	return callFor(operation, rows).body as Record<string, unknown>;
}

describe('the badge that is sent back', () => {
	const { name, ...others } = sentFor({ name: 'New' });

	it('has the changes', () => {
		expect(name).toBe('New');
	});

	it('has everything else unchanged, and adds the fractions of a second that the ISO dates leave out', () => {
		const { name: former, ...rest } = stored;
		expect(former).toBe('Old');
		expect(others).toEqual({ ...rest, startOnISO: '2025-09-29T11:32:14.123Z' });
	});

	it.each([
		['2025-09-29T17:02:14+05:30', '2025-09-29T17:02:14.123+05:30'],
		['2025-09-29T17:02:14.5+05:30', '2025-09-29T17:02:14.5+05:30'],
		['2025-09-29T17:00:00+05:30', '2025-09-29T17:00:00+05:30'],
	])('keeps the time zone of a date: %s', (startOnISO, sent) => {
		const row = completed(readFields({ name: 'New' }), { ...stored, startOnISO });
		expect(callFor(operation, [row]).body).toMatchObject({ startOnISO: sent });
	});

	it('has only one form of a changed date, and no dates derived from the end', () => {
		const body = sentFor({ startOn: '2025-12-01T00:00:00', expiresOn: '2025-12-31T00:00:00' });
		expect(body).toMatchObject({
			startOnISO: '2025-12-01T00:00:00.000+05:30',
			expiresOnISO: '2025-12-31T00:00:00.000+05:30',
		});
		expect(body).not.toHaveProperty('startOn');
		expect(body).not.toHaveProperty('expiresOn');
		expect(body.earnedBadgeExpiry).not.toHaveProperty('expiresOn');
	});

	it('has every digit of the text that was read, except for the changes', () => {
		const text = `{"id":"${BADGE}","name":"Old","orgId":9223372036854775807,"startOn":1716803487.000000000,"startOnISO":"2024-05-27T15:21:27+05:30","rate":0.10,"lastUpdatedOn":1.704904101782875E9,"unknown":{"a":[null,12345678901234567890,1.50],"__proto__":{"x":1.0}},"constructor":null,"__proto__":[1.0],"customFields":null,"ownership":null,"active":true}`;
		const row = completed(readFields({ name: 'New' }), parseExactJson(text) as object);
		expect(writeJson(callFor(operation, [row]).body)).toBe(text.replace('Old', 'New'));
	});

	it('has ISO dates where older responses have only numbers', () => {
		const { startOnISO, expiresOnISO, ...old } = stored;
		expect([startOnISO, expiresOnISO]).not.toContain(undefined);
		const row = completed(readFields({ name: 'New' }), old);
		expect(callFor(operation, [row]).body).toMatchObject({
			startOnISO: '2025-09-29T11:32:14.123Z',
			expiresOnISO: '2025-10-30T11:32:14.000Z',
		});
	});

	it('has isActive as active', () => {
		const row = completed(readFields({ name: 'New' }), {
			...stored,
			active: undefined,
			isActive: false,
		});
		expect(callFor(operation, [row]).body).toMatchObject({ active: false });
	});

	it('has changes of the state in both isActive and active', () => {
		const row = completed(readFields({ active: false }), { ...stored, isActive: true });
		expect(callFor(operation, [row]).body).toMatchObject({ active: false, isActive: false });
	});

	it('has the new owners and the old claims', () => {
		expect(sentFor({ owners: ['Journeys'] }).ownership).toEqual({
			restrictedToOwners: ['Journeys'],
			claims: stored.ownership.claims,
		});
	});

	it('keeps custom fields that are not changed', () => {
		const field = [{ customField: 'CF2', value: '2' }];
		expect(sentFor({ customFields: { field } }).customFields).toEqual({ CF1: 'one', CF2: '2' });
	});

	it('has the fields within collections', () => {
		expect(
			sentFor({
				active: false,
				earnedBadgeExpiry: { expiry: { earnedBadgeExpiry: 'NEVER' } },
				badgeLimits: { limit: [{ kind: 'fixedValue', times: 5 }] },
				expiresOn: '2025-12-31T00:00:00',
				tags: { tag: [] },
			}),
		).toMatchObject({
			active: false,
			earnedBadgeExpiry: { expiryType: 'NEVER' },
			badgeConstraints: [{ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 5 }],
			expiresOnISO: '2025-12-31T00:00:00.000+05:30',
			tags: [],
		});
	});
});

describe('rows of one badge', () => {
	it('share one call, in which the last row wins', () => {
		const body = sentFor(
			{ name: 'A', badgeRank: 1 },
			{ name: 'B' },
			{ name: 'A', badgeRank: 1 },
			{ customFields: { field: [{ customField: 'CF1', value: '1' }] } },
			{ customFields: { field: [{ customField: 'CF2', value: '2' }] } },
		);
		expect(body).toMatchObject({ name: 'A', badgeRank: 1, customFields: { CF1: '1', CF2: '2' } });
	});

	it('do not share a call with rows of another badge', async () => {
		const rows = [BADGE, OTHER, BADGE].map((badge, index) => ({
			...{ index, part: 0 },
			row: readFields({ badgeRank: index }, index, badge),
		}));
		const current = [BADGE, OTHER].map((id) => ({
			body: JSON.stringify({ data: { ...stored, id } }),
		}));
		const { run } = runTo(operation, current, { dryRun: true, concurrency: 1 });
		const calls = await executeUpdates(run, operation.update!, rows);
		expect(calls.map(({ rows: serves }) => serves.map(({ index }) => index))).toEqual([
			[0, 2],
			[1],
		]);
	});

	it('share the reading of the badge', () => {
		expect(operation.update!.read(readFields({ name: 'A' }, 0))).toEqual(
			operation.update!.read(readFields({ name: 'B' }, 1)),
		);
	});
});

describe('the outcome of badge update', () => {
	const rows = [
		readFields({ name: 'A' }, 0),
		readFields({ name: 'B', expiresOn: '2026-01-01' }, 1),
	].map((row) => completed(row));
	const call = callFor(operation, rows);
	const settle = (data: unknown) =>
		rows.map((row) => settleRow(operation, row, { data, warnings: [] }, call));
	const now = { ...stored, name: 'B', expiresOnISO: '2026-01-01T18:29:59Z' };

	it('is success for all rows when the response shows all changes', () => {
		expect(settle(now)).toEqual(
			rows.map(() => ({
				status: 'succeeded',
				output: [expect.objectContaining({ id: BADGE, name: 'B' })],
			})),
		);
	});

	it.each([
		['is about another badge', { ...now, id: OTHER }],
		['is the badge as it was', stored],
		['is empty', {}],
	])('is a failure when the response %s', (_, data) => {
		for (const settled of settle(data)) {
			expect(settled).toMatchObject({ status: 'failed', refusal: { cause: 'unreadable' } });
		}
	});

	it('is a failure only for the row whose change is missing', () => {
		const settled = settle({ ...now, expiresOnISO: stored.expiresOnISO });
		expect(settled).toMatchObject([
			{ status: 'succeeded', output: [{ name: 'B' }] },
			{ status: 'failed', refusal: { message: 'has a badge whose end is not as requested' } },
		]);
	});

	it('is a failure when the read response is for another badge', () => {
		const answer = { data: { ...stored, id: OTHER }, warnings: [] };
		expect(operation.update!.complete(readFields({ name: 'A' }), answer)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable' },
		});
	});
});

describe('badge update', () => {
	it.each([
		[{}, 'Update Fields'],
		[undefined, 'Update Fields'],
		['name', 'Update Fields'],
		[{ name: '' }, 'Name'],
		[{ startOn: '' }, 'Starts'],
		[{ active: 'maybe' }, 'Active'],
		[{ earnedBadgeExpiry: {} }, 'Earned Badge Expires'],
		[{ owners: '' }, 'Owners'],
		[{ tags: {} }, 'Tags'],
		[{ images: {} }, 'Images'],
		[{ customFields: {} }, 'Custom Fields'],
		[{ badgeLimits: {} }, 'Limits per Badge'],
	])('refuses %j', (updateFields, label) => {
		expect(() => readFields(updateFields)).toThrow(new RegExp(`^'${label}' .* \\[Item 0\\]$`));
	});
});

/**
 * For each field: what is set, how a response may show it, responses that do not, and the error.
 */
const fields: Array<{ set: object; shown: object[]; not: object[]; says: RegExp }> = [
	{
		set: { description: 'New' },
		shown: [{ description: 'New' }],
		not: [{}, { description: null }],
		says: /description/,
	},
	{
		set: { description: '' },
		shown: [{ description: null }, { description: '' }, { description: undefined }],
		not: [{}],
		says: /description/,
	},
	{
		set: {
			tags: {
				tag: [
					{ name: 'a', value: '1' },
					{ name: 'b', value: '' },
				],
			},
		},
		shown: [
			{
				tags: [
					{ name: 'b', value: null },
					{ name: 'a', value: 1, id: 'x' },
				],
			},
			{ tags: [{ name: 'a', value: '1' }, null, { name: 'b' }] },
		],
		not: [{}, { tags: [] }, { tags: null }, { tags: [{ name: 'a', value: '1' }] }],
		says: /tags/,
	},
	{
		set: { tags: { tag: [] } },
		shown: [{ tags: [] }, { tags: null }, { tags: undefined }],
		not: [{}],
		says: /tags/,
	},
	{
		set: { owners: ['Journeys', 'Loyalty'] },
		shown: [{ ownership: { restrictedToOwners: ['Loyalty', 'Journeys'], claims: [] } }],
		not: [{}, { ownership: { restrictedToOwners: ['Loyalty', 'Journeys', 'Milestones'] } }],
		says: /owners/,
	},
	{
		set: { customFields: { field: [{ customField: 'CF2', value: '2' }] } },
		shown: [{ customFields: { CF2: 2, CF1: 'one' } }],
		not: [{}, { customFields: null }, { customFields: { CF1: '2' } }],
		says: /custom fields/,
	},
	{
		set: { earnedBadgeExpiry: { expiry: { earnedBadgeExpiry: 'NEVER' } } },
		shown: [
			{ earnedBadgeExpiry: { expiryType: 'NEVER' } },
			{ earnedBadgeExpiry: { expiryType: 'ABSOLUTE', expiresOnISO: '2126-01-01T00:00:00Z' } },
		],
		not: [{}, { earnedBadgeExpiry: null }],
		says: /expiry of earned badges/,
	},
	{
		set: {
			issuedBadgeExpiry: {
				expiry: {
					issuedBadgeExpiry: 'RELATIVE',
					issuedBadgeExpiryValue: 3,
					issuedBadgeExpiryUnit: 'DAYS',
				},
			},
		},
		shown: [
			{ issuedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpiryType: 'DAYS', value: '3' } },
		],
		not: [
			{},
			{ issuedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'DAYS', value: 2 } },
		],
		says: /expiry of enrolments/,
	},
	{
		set: {
			badgeLimits: {
				limit: [
					{ kind: 'fixedValue', times: 5 },
					{ kind: 'fixedWindow', times: 2, unit: 'WEEKS', weekStart: 'MONDAY' },
				],
			},
		},
		shown: [
			{
				badgeConstraints: [
					{
						constraintType: 'BADGE_FIXED_WINDOW',
						durationType: 'WEEKLY',
						startDayOfTheWeek: 1,
						maxEarnLimit: 2,
						referenceId: 'r',
					},
					{ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 5 },
				],
			},
		],
		not: [{}, { badgeConstraints: [{ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 5 }] }],
		says: /limits/,
	},
	{
		set: { customerLimits: { limit: [{ kind: 'noLimit' }] } },
		shown: [
			{ customerConstraints: [] },
			{ customerConstraints: null },
			{ customerConstraints: [{ constraintType: 'CUSTOMER_BADGE_NO_LIMIT' }] },
		],
		not: [{}],
		says: /limits per customer/,
	},
	{
		set: { images: { image: [{ url: 'https://example.com/1.png', tag: 'EARNED' }] } },
		shown: [{ images: [{ url: 'https://example.com/1.png', tag: 'EARNED', name: null }] }],
		not: [{}, { images: [] }],
		says: /images/,
	},
	{
		set: { active: false },
		shown: [{ active: false }, { active: undefined, isActive: false }],
		not: [{}, { active: undefined }],
		says: /active state/,
	},
	{
		set: { badgeRank: 7 },
		shown: [{ badgeRank: 7 }, { badgeRank: '7' }],
		not: [{}, { badgeRank: null }],
		says: /rank/,
	},
	{
		set: { expiresOn: '2025-12-31T00:00:00' },
		shown: [
			{ expiresOnISO: '2025-12-30T18:30:00Z' },
			{ expiresOnISO: undefined, expiresOn: 1767119400.0 },
			{ expiresOnISO: undefined, expiresOn: '2025-12-31T00:00:00.000+05:30' },
		],
		not: [{}, { expiresOnISO: undefined, expiresOn: undefined }],
		says: /end/,
	},
];

const cases = fields.flatMap(({ set, shown, not, says }) => [
	...shown.map((data) => ({ set, data, says: undefined })),
	...not.map((data) => ({ set, data, says })),
]);

describe('the response to badge update', () => {
	it.each(cases)('of $set with $data', ({ set, data, says }) => {
		const row = completed(readFields(set));
		const answer = { data: { ...stored, ...data }, warnings: [] };
		const settled = settleRow(operation, row, answer, callFor(operation, [row]));
		if (says)
			expect(settled).toMatchObject({
				status: 'failed',
				refusal: { message: expect.stringMatching(says) },
			});
		else expect(settled).toMatchObject({ status: 'succeeded', output: [{ id: BADGE }] });
	});
});
