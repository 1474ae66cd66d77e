import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';
import { testModes } from './modeTests';

const path = '/api_gateway/v1/badges/badgeMeta/getFixedWindowDetails';
const unknown = '000000000000000000000000';

const FIXED_WINDOWS = {
	BADGE: 'BADGE_FIXED_WINDOW',
	CUSTOMER: 'CUSTOMER_BADGE_FIXED_WINDOW',
} as const;

describe.each(['BADGE', 'CUSTOMER'] as const)('badge getUsage of %s limits', (level) => {
	const harness = useHarness();

	testModes(harness, {
		parameters: {
			resource: 'badge',
			operation: 'getUsage',
			badge: byId('={{ $json.badge }}'),
			constraintType: level,
			customerIdentifier: 'customerId',
			customer: '62090013',
			limit: 2,
		},
		prepare({ sandbox: { state } }) {
			state.addCustomer({ id: 62090013 });
			const constraintType = FIXED_WINDOWS[level];
			const limit = { constraintType, maxEarnLimit: 5, durationType: 'DAYS', refreshRate: 1 };
			const list = level === 'BADGE' ? 'badgeConstraints' : 'customerConstraints';
			const [first, third] = [1, 2].map(() => state.addBadge({ [list]: [limit] }).id);
			const ids = [first, unknown, third];
			const customer = level === 'CUSTOMER' ? { customerId: '62090013' } : {};
			const calls = ids.map((badgeMetaId) => ({
				method: 'GET',
				path,
				query: {
					badgeMetaId,
					...customer,
					constraintType: level,
					includeEarnCount: 'true',
					page: '0',
					size: '2',
				},
			}));
			const windows = (badgeMetaId: string): IDataObject[] =>
				[1, 2].map(() => ({
					badgeMetaId,
					fixedWindowCycleReferenceId: expect.stringMatching(/^\S+$/) as string,
					constraintType,
					startDate: expect.stringMatching(/Z$/) as string,
					endDate: expect.stringMatching(/Z$/) as string,
					earnCount: 0,
				}));
			return {
				items: ids.map((badge) => ({ badge })),
				done: [windows(first), windows(third)],
				error: `Could not get the usage of badge ${unknown}: there is no badge with this ID in Capillary (404)`,
				calls,
				stopped: calls.slice(0, 2),
			};
		},
	});
});

describe('badge getUsage', () => {
	const harness = useHarness();
	const startOn = Date.UTC(2026, 0, 1);

	/**
	 * A badge that lives for 60 days, with a weekly limit for everybody and a monthly one for each
	 * customer.
	 */
	function limited() {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		const window = { maxEarnLimit: 5, refreshRate: 1 };
		const badge = state.addBadge({
			startOn,
			expiresOn: Date.UTC(2026, 2, 2),
			badgeConstraints: [
				{
					...window,
					constraintType: FIXED_WINDOWS.BADGE,
					durationType: 'WEEKS',
					referenceId: 'weekly',
				},
			],
			customerConstraints: [
				{
					...window,
					constraintType: FIXED_WINDOWS.CUSTOMER,
					durationType: 'MONTHS',
					referenceId: 'monthly',
				},
			],
		});
		for (const customerId of [62090013, 62090014]) {
			state.addEarned({ badgeMetaId: badge.id, customerId, givenOn: startOn + 1 });
		}
		return badge.id;
	}

	async function windows(fields: INodeParameters): Promise<IDataObject[]> {
		const { outputs } = await harness().run({
			parameters: {
				resource: 'badge',
				operation: 'getUsage',
				badge: byId(limited()),
				constraintType: 'ALL',
				customerIdentifier: 'customerId',
				customer: '62090013',
				...fields,
			},
		});
		return outputs[0].map(({ json }) => json);
	}

	test('counts everybody for the limits of the badge and the customer for the limits of the customer', async () => {
		const got = await windows({});

		expect(got.map(({ fixedWindowCycleReferenceId: id, earnCount }) => [id, earnCount])).toEqual([
			['weekly', 2],
			...Array.from({ length: 8 }, () => ['weekly', 0]),
			['monthly', 1],
			['monthly', 0],
		]);
		expect(got[9]).toMatchObject({
			startDate: '2026-01-01T00:00:00.000Z',
			endDate: '2026-01-30T00:00:00.000Z',
		});
		expect(harness().calls).toMatchObject([
			{ query: { constraintType: 'ALL', customerId: '62090013' } },
		]);
	});

	test.each([
		['startDate', '2026-02-20T05:30:00+05:30', '2026-02-20T00:00:00.000Z', 3],
		['endDate', '2026-01-10T00:00:00Z', '2026-01-10T00:00:00.000Z', 3],
		['fixedWindowCycleReferenceId', ' monthly ', 'monthly', 2],
	])('filters by %s', async (filter, value, sent, count) => {
		expect(await windows({ filters: { [filter]: value } })).toHaveLength(count);
		expect(harness().calls).toMatchObject([{ query: { [filter]: sent } }]);
	});

	test('gets all pages, and outputs whole windows when Simplify is off', async () => {
		const { state } = harness().sandbox;
		const daily = { constraintType: FIXED_WINDOWS.BADGE, maxEarnLimit: 5, refreshRate: 1 };
		const { id } = state.addBadge({
			startOn,
			expiresOn: startOn + 150 * 86_400_000,
			badgeConstraints: [{ ...daily, durationType: 'DAYS' }],
		});
		const { outputs } = await harness().run({
			parameters: {
				resource: 'badge',
				operation: 'getUsage',
				badge: byId(id),
				returnAll: true,
				simplify: false,
			},
		});

		const days = outputs[0].map(({ json }) => json.startDateISO);
		expect([days.length, new Set(days).size, days[0]]).toEqual([150, 150, '2026-01-01T00:00:00Z']);
		expect(harness().calls.map(({ query }) => query.page)).toEqual(['0', '1']);
	});
});
