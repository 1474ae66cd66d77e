import type { INodeParameters } from 'n8n-workflow';

import type { Badge } from '../../sandbox/data/model';
import { useHarness } from './testHarness';

const startOn = Date.UTC(2025, 0, 1);
const expiresOn = Date.UTC(2099, 11, 31);

// badge.setup.test.ts tests what is the same for every list.
describe('badge get many', () => {
	const harness = useHarness();

	async function names(fields: INodeParameters): Promise<unknown[]> {
		const parameters = { resource: 'badge', operation: 'getAll', ...fields };
		const { outputs } = await harness().run({ parameters });
		return outputs[0].map(({ json }) => json.name);
	}

	const claim = { ownerType: 'Journeys', referenceId: '7', isActive: true };
	const filters: Array<[string, unknown, object, Partial<Badge>]> = [
		['name', 'sum', { name: 'sum' }, { name: 'Summer' }],
		['action', 'DE_ACTIVATED', { action: 'DE_ACTIVATED' }, { active: false }],
		['earnType', 'ISSUE_EARN', { earnType: 'ISSUE_EARN' }, { earnType: 'ISSUE_EARN' }],
		['status', ['UPCOMING', 'EXPIRED'], { status: 'UPCOMING,EXPIRED' }, { expiresOn: startOn + 1 }],
		['owner', 'Milestones', { owner: 'Milestones' }, { restrictedToOwners: ['Milestones'] }],
		['claimedBy', 'Journeys', { claimedBy: 'Journeys' }, { claims: [claim] }],
		['unclaimed', true, { unclaimed: 'true' }, { claims: [] }],
		[
			'startOn',
			'2025-06-01T05:30:00+05:30',
			{ startOn: '2025-06-01T00:00:00.000Z' },
			{ startOn: Date.UTC(2025, 6, 1) },
		],
		[
			'expiresOn',
			'2098-06-01T00:00:00Z',
			{ expiresOn: '2098-06-01T00:00:00.000Z' },
			{ expiresOn: Date.UTC(2098, 0, 1) },
		],
	];

	test.each(filters)('filters by %s', async (filter, value, query, wanted) => {
		const { state } = harness().sandbox;
		const claims = [{ ownerType: 'Loyalty', referenceId: '1', isActive: true }];
		const usual = { startOn, expiresOn, restrictedToOwners: ['Loyalty'], claims };
		state.addBadge({ ...usual, name: 'Other' });
		const { name } = state.addBadge({ ...usual, name: 'Wanted', ...wanted });

		expect(await names({ filters: { [filter]: value } as INodeParameters })).toEqual([name]);
		const page = { page: '0', size: '50', limit: '50' };
		expect(harness().calls.map((call) => call.query)).toEqual([{ ...page, ...query }]);
	});

	test.each([
		['ID', ['Elm', 'Ash', 'Oak']],
		['NAME', ['Ash', 'Elm', 'Oak']],
		['START_DATE', ['Elm', 'Oak', 'Ash']],
	])('sorts by %s', async (sortOn, expected) => {
		const { state } = harness().sandbox;
		['Oak', 'Ash', 'Elm'].forEach((name, index) => {
			state.addBadge({ name, startOn: startOn + [2, 3, 1][index] });
		});

		expect(await names({ sort: { sortOn } })).toEqual(expected);
	});

	test.each([
		['honored', { returnAll: true }, 250, ['100', '100', '100']],
		['honored', { limit: 110 }, 110, ['100', '100']],
		['ignored', { returnAll: true }, 250, ['100', '100', '250']],
		['ignored', { limit: 110 }, 110, ['100', '100', '110']],
	] as const)(
		'when the page size is %s, gets as many badges as %j asks for',
		async (paging, fields, count, sizes) => {
			const { state, faults } = harness().sandbox;
			faults.set({ variants: { paging } });
			for (let badge = 0; badge < 250; badge++) state.addBadge();

			const got = await names(fields);
			expect([got.length, new Set(got).size]).toEqual([count, count]);
			expect(harness().calls.map(({ query }) => query.limit)).toEqual(sizes);
		},
	);

	test('outputs the whole badge when Simplify is off', async () => {
		const { state } = harness().sandbox;
		const group = state.addGroup({ name: 'Seasons' });
		const customFields = { 'Campaign Code': 'SUMMER' };
		const { id } = state.addBadge({ badgeGroupId: group.id, customFields });
		const parameters = { resource: 'badge', operation: 'getAll', simplify: false };
		const { outputs } = await harness().run({ parameters });

		const whole = {
			...{ id, badgeGroupName: 'Seasons', customFields, images: [] },
			ownership: { claims: [] },
			earnedBadgeExpiry: { expiryType: 'NEVER' },
		};
		expect(outputs[0]).toMatchObject([{ json: whole }]);
	});
});
