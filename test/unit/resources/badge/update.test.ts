import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import { plan } from '../../../../nodes/CapillaryBadges/engine/plan';
import { findOperation } from '../../../../nodes/CapillaryBadges/resources';
import { itemWith } from '../itemWith';

const operation = findOperation('badge', 'update') as Operation<Record<string, unknown>>;
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

const ask = (updateFields: unknown, index = 0, badge = BADGE) =>
	operation.row(itemWith({ badge, updateFields, simplify: true }, index));

function completed(row: Record<string, unknown>, data: object = stored) {
	const taken = operation.read!.take(
		row,
		{ data: { ...data, id: row.id }, warnings: [] },
		new Map(),
	);
	if (!('rows' in taken)) throw new Error('was settled by what was looked up');
	return taken.rows[0];
}

/** The badge that is sent for these changes, one for each row. */
function sentFor(...changes: unknown[]) {
	const rows = changes.map((fields, index) => ({
		index,
		part: 0,
		row: completed(ask(fields, index)),
	}));
	const calls = plan(operation, rows, 1);
	expect(calls).toHaveLength(1);
	return calls[0].call.body as Record<string, unknown>;
}

describe('what is sent back', () => {
	const { name, ...others } = sentFor({ name: 'New' });

	it('has the changes', () => {
		expect(name).toBe('New');
	});

	it('has everything else as it was, dates in ISO 8601', () => {
		expect(others).toEqual({
			id: BADGE,
			description: 'Make 5 transactions',
			startOnISO: '2025-09-29T11:32:14.123Z',
			expiresOnISO: '2025-10-30T11:32:14Z',
			earnedBadgeExpiry: {
				expiryType: 'ABSOLUTE',
				type: 'WITH_BADGE_META',
				expireWithBadgeMeta: true,
			},
			issuedBadgeExpiry: null,
			ownership: stored.ownership,
			customerConstraints: [
				{
					constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
					referenceId: 'e6791ec9-e92f-34af-bdc3-be2607fdf82c',
					durationType: 'DAYS',
					refreshRate: 3,
					maxEarnLimit: 1,
					startDateISO: '2025-09-29T11:32:14Z',
					endDate: 1761823934,
				},
			],
			badgeConstraints: null,
			tags: stored.tags,
			badgeRank: 2,
			earnType: 'EARN',
			customFields: { CF1: 'one', CF2: 'two' },
			active: true,
		});
	});

	it('takes the dates of old answers, which are numbers alone', () => {
		const { startOnISO, expiresOnISO, ...old } = stored;
		expect([startOnISO, expiresOnISO]).not.toContain(undefined);
		const row = completed(ask({ name: 'New' }), old);
		expect(operation.call([row], 0).body).toMatchObject({
			startOnISO: '2025-09-29T11:32:14.123Z',
			expiresOnISO: '2025-10-30T11:32:14.000Z',
		});
	});

	it('takes isActive for active', () => {
		const row = completed(ask({ name: 'New' }), { ...stored, active: undefined, isActive: false });
		expect(operation.call([row], 0).body).toMatchObject({ active: false });
		expect(operation.call([row], 0).body).not.toHaveProperty('isActive');
	});

	it('replaces owners and keeps claims', () => {
		expect(sentFor({ owners: ['Journeys'] }).ownership).toEqual({
			restrictedToOwners: ['Journeys'],
			claims: stored.ownership.claims,
		});
	});

	it('keeps custom fields that are not named', () => {
		const field = [{ customField: 'CF2', value: '2' }];
		expect(sentFor({ customFields: { field } }).customFields).toEqual({ CF1: 'one', CF2: '2' });
	});

	it('sets what stands within collections', () => {
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
	it('are one call whatever the batch size, and the last of them wins', () => {
		const body = sentFor(
			{ name: 'A', badgeRank: 1 },
			{ name: 'B' },
			{ name: 'A', badgeRank: 1 },
			{ customFields: { field: [{ customField: 'CF1', value: '1' }] } },
			{ customFields: { field: [{ customField: 'CF2', value: '2' }] } },
		);
		expect(body).toMatchObject({ name: 'A', badgeRank: 1, customFields: { CF1: '1', CF2: '2' } });
	});

	it('stay apart from those of another', () => {
		const rows = [BADGE, OTHER, BADGE].map((badge, index) => ({
			index,
			part: 0,
			row: completed(ask({ badgeRank: index }, index, badge)),
		}));
		const calls = plan(operation, rows, 20);
		expect(calls.map(({ serves }) => serves.map(({ index }) => index))).toEqual([[0, 2], [1]]);
		expect(calls.map(({ call }) => call.body)).toMatchObject([
			{ id: BADGE, badgeRank: 2 },
			{ id: OTHER, badgeRank: 1 },
		]);
	});

	it('read the badge once', () => {
		expect(operation.read!.call(ask({ name: 'A' }, 0))).toEqual(
			operation.read!.call(ask({ name: 'B' }, 1)),
		);
	});
});

describe('settling', () => {
	const rows = [ask({ name: 'A' }, 0), ask({ name: 'B', expiresOn: '2026-01-01' }, 1)].map((row) =>
		completed(row),
	);
	const call = operation.call(rows as [(typeof rows)[0]], 0);
	const settle = (data: unknown) =>
		rows.map((row) => operation.settle(row, { data, warnings: [] }, call));
	const now = { ...stored, name: 'B', expiresOnISO: '2026-01-01T18:29:59Z' };

	it('is done for all rows when the badge is what they made of it together', () => {
		expect(settle(now)).toEqual(
			rows.map(() => ({ done: [expect.objectContaining({ id: BADGE, name: 'B' })] })),
		);
	});

	it.each([
		['is about another badge', { ...now, id: OTHER }],
		['is the badge as it was', stored],
		['ends when it did', { ...now, expiresOnISO: stored.expiresOnISO }],
		['is empty', {}],
	])('is not done when the answer %s', (_, data) => {
		for (const settled of settle(data)) {
			expect(settled).toMatchObject({ refused: { cause: 'unreadable' } });
		}
	});

	it('does not go on when another badge was read than was asked for', () => {
		const answer = { data: { ...stored, id: OTHER }, warnings: [] };
		expect(operation.read!.take(ask({ name: 'A' }), answer, new Map())).toMatchObject({
			refused: { cause: 'unreadable' },
		});
	});
});

describe('bad input', () => {
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
		expect(() => ask(updateFields)).toThrow(new RegExp(`^'${label}' .* \\[Item 0\\]$`));
	});
});
