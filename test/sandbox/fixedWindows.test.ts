import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Badge } from '../../sandbox/data/model';
import { BADGES, call } from './client';

const DAY = 86_400_000;
const now = Date.parse('2025-03-10T12:00:00Z');
const start = Date.parse('2025-03-03T00:00:00Z');

let sandbox: Sandbox;
let badge: Badge;

beforeEach(async () => {
	sandbox = await startSandbox({ now: () => now });
	const window = { durationType: 'DAYS', refreshRate: 3, maxEarnLimit: 2 } as const;
	badge = sandbox.state.addBadge({
		startOn: start,
		expiresOn: Date.parse('2026-12-20T03:46:40Z'),
		customerConstraints: [
			{ constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW', referenceId: 'customers', ...window },
			{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 100 },
		],
		badgeConstraints: [
			{
				constraintType: 'BADGE_FIXED_WINDOW',
				referenceId: 'everybody',
				durationType: 'WEEKS',
				refreshRate: 1,
				maxEarnLimit: 9,
			},
		],
	});
	for (const id of [123, 124]) sandbox.state.addCustomer({ id });
});
afterEach(() => sandbox.close());

const details = (query: Record<string, string>) =>
	call(
		sandbox,
		'GET',
		`${BADGES}/badgeMeta/getFixedWindowDetails?${new URLSearchParams({ badgeMetaId: badge.id, ...query })}`,
	);
const give = (customerId: number, day: string, more = {}) =>
	sandbox.state.addEarned({
		badgeMetaId: badge.id,
		customerId,
		eventOn: Date.parse(`${day}T10:00:00Z`),
		...more,
	});

it('lists the cycles of three days of the published sample', async () => {
	const { status, json } = await details({ constraintType: 'CUSTOMER', size: '10' });

	const cycle = (number: number) => {
		const startDate = start + number * 3 * DAY;
		return {
			fixedWindowCycleReferenceId: 'customers',
			startDate: startDate / 1000,
			startDateISO: new Date(startDate).toISOString().replace('.000', ''),
			endDate: (startDate + 2 * DAY) / 1000,
			endDateISO: new Date(startDate + 2 * DAY).toISOString().replace('.000', ''),
			constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
		};
	};
	expect(status).toBe(200);
	expect(json).toEqual({
		data: {
			badgeMetaId: badge.id,
			orgId: 100_001,
			startDate: 1_740_960_000,
			startDateISO: '2025-03-03T00:00:00Z',
			endDate: 1_797_738_400,
			endDateISO: '2026-12-20T03:46:40Z',
			fixedWindowCycles: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(cycle),
			pagination: { page: 0, size: 10, total: 220, totalPages: 22 },
		},
		errors: [],
		warnings: [],
	});
	expect(json.data.fixedWindowCycles[9].startDate).toBe(1_743_292_800);
});

it('counts earned badges in each cycle, for the badge or for the customer', async () => {
	give(123, '2025-03-04');
	give(123, '2025-03-05');
	give(123, '2025-03-05', { revokedOn: now });
	give(124, '2025-03-03');
	give(123, '2025-03-06');

	const { json } = await details({
		constraintType: 'ALL',
		includeEarnCount: 'true',
		customerId: '123',
		startDate: '2025-03-03T00:00:00Z',
		endDate: '2025-03-09T00:00:00Z',
		size: '30',
	});

	expect(json.data).toMatchObject({ customerId: 123, endDateISO: '2025-03-09T00:00:00Z' });
	expect(json.data.pagination).toEqual({ page: 0, size: 30, total: 3, totalPages: 1 });
	expect(json.data.fixedWindowCycles).toMatchObject([
		{ fixedWindowCycleReferenceId: 'everybody', earnCount: 4 },
		{
			fixedWindowCycleReferenceId: 'customers',
			startDateISO: '2025-03-03T00:00:00Z',
			earnCount: 2,
		},
		{
			fixedWindowCycleReferenceId: 'customers',
			startDateISO: '2025-03-06T00:00:00Z',
			earnCount: 1,
		},
	]);
});

it('returns pages across several windows', async () => {
	const all = await details({ size: '400' });
	const pages = await Promise.all(
		[0, 1, 2].map((page) => details({ size: '150', page: String(page) })),
	);

	expect(pages.flatMap(({ json }) => json.data.fixedWindowCycles)).toEqual(
		all.json.data.fixedWindowCycles,
	);
	expect(all.json.data.fixedWindowCycles).toHaveLength(94 + 220);
});

it.each([
	['of one reference', { fixedWindowCycleReferenceId: 'everybody' }, 94],
	['of an unknown reference', { fixedWindowCycleReferenceId: 'nobody' }, 0],
	['of the badge', { constraintType: 'BADGE' }, 94],
	['before the badge starts', { endDate: '2025-03-01T00:00:00Z' }, 0],
	['from a time in seconds', { constraintType: 'BADGE', startDate: '1797638400' }, 1],
])('lists those %s', async (_what, query, total) => {
	const { json } = await details(query);

	expect(json.data.pagination.total).toBe(total);
});

it('returns no cycles when the badge has no fixed windows', async () => {
	const { id: badgeMetaId } = sandbox.state.addBadge();

	const { json } = await details({ badgeMetaId });

	expect(json.data.fixedWindowCycles).toEqual([]);
});

it.each([
	['a badge id', { badgeMetaId: '' }, 400, 715],
	['a known badge', { badgeMetaId: 'nonesuch' }, 404, 404],
	['a known constraint type', { constraintType: 'BADGES' }, 400, 400],
	['a customer to count for', { includeEarnCount: 'true' }, 400, 812],
	['a known customer', { includeEarnCount: 'true', customerId: '5' }, 400, 1026],
	['a time that is one', { startDate: 'then' }, 400, 400],
	['a page that is one', { page: 'last' }, 400, 400],
])('needs %s', async (_what, query, status, code) => {
	const answer = await details(query);

	expect([answer.status, answer.json.errors[0].code]).toEqual([status, code]);
});

it('needs no customer when only the badge is counted', async () => {
	const { status } = await details({ constraintType: 'BADGE', includeEarnCount: 'true' });

	expect(status).toBe(200);
});

it('returns the use of each limit, as in the published samples', async () => {
	badge.badgeConstraints.push({
		constraintType: 'BADGE_ROLLING_WINDOW',
		rollType: 'WEEKS',
		rollValue: 1,
		maxEarnLimit: 3000,
	});
	badge.customerConstraints.push({
		constraintType: 'CUSTOMER_BADGE_ROLLING_WINDOW',
		maxEarnForDays: 1,
		rollForDays: 1,
	});
	give(123, '2025-03-10');
	give(123, '2025-03-04');
	give(124, '2025-03-10');

	const { json } = await call(
		sandbox,
		'GET',
		`${BADGES}/management/123/badge/${badge.id}?includeStatistics=true`,
	);

	const counts = (currentEarnCount: number, currentEarnCountDays: number | null = null) => ({
		currentEarnCount,
		currentEarnCountDays,
		currentEarnCountWeeks: null,
		currentEarnCountMonths: null,
	});
	expect(json.data.customerConstraints).toEqual([
		{
			constraintLevel: 'CUSTOMER',
			constraintType: 'FIXED_WINDOW',
			rollType: null,
			refreshRate: 3,
			durationType: 'DAYS',
			cycleStatus: 'ACTIVE',
			startDayOfTheWeek: null,
			rollValue: null,
			maxEarnLimit: 2,
			earnConstraintBlockStatistics: counts(1),
			fixedWindowCycle: {
				startDate: Date.parse('2025-03-09T00:00:00Z') / 1000,
				startDateISO: '2025-03-09T00:00:00Z',
				endDate: Date.parse('2025-03-11T00:00:00Z') / 1000,
				endDateISO: '2025-03-11T00:00:00Z',
			},
			fixedWindowReferenceId: 'customers',
			rollingWindowLimits: null,
		},
		expect.objectContaining({
			constraintType: 'OVERALL',
			maxEarnLimit: 100,
			cycleStatus: null,
			fixedWindowCycle: null,
			earnConstraintBlockStatistics: counts(2),
		}),
		expect.objectContaining({
			constraintType: 'ROLLING_WINDOW',
			earnConstraintBlockStatistics: counts(2, 1),
		}),
	]);
	expect(json.data.badgeConstraints).toMatchObject([
		{ constraintLevel: 'BADGE', earnConstraintBlockStatistics: counts(2) },
		{ constraintType: 'ROLLING_WINDOW', earnConstraintBlockStatistics: counts(3) },
	]);
});
