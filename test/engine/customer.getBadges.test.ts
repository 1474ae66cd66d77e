import type { INodeParameters } from 'n8n-workflow';

import type { Badge } from '../../sandbox/data/model';
import type { SandboxState } from '../../sandbox/data/state';
import { byId, useHarness } from './testHarness';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/management/62090013';
const startOn = Date.UTC(2025, 0, 1);
const expiresOn = Date.UTC(2099, 11, 31);
const givenOn = Date.UTC(2025, 4, 1);
const iso = (time: number) => new Date(time).toISOString();

const parameters = {
	resource: 'customer',
	operation: 'getBadges',
	customerIdentifier: 'customerId',
	customer: 62090013,
};

describe('customer get badges', () => {
	const harness = useHarness();

	testOperation(harness, {
		parameters: { ...parameters, customer: '={{ $json.customer }}', limit: 2 },
		prepare(state) {
			const customers = [62090013, 62090014, 62090015];
			// The second customer does not exist.
			[customers[0], customers[2]].forEach((id) => state.addCustomer({ id }));
			const [one, other] = [1, 2].map((days) => {
				return state.addBadge({ startOn, expiresOn: expiresOn - days * 86_400_000 });
			});
			earn(state, one, customers[0]);
			earn(state, one, customers[0]);
			earn(state, other, customers[0]);
			earn(state, other, customers[2]);
			const items = customers.map((customer) => ({ customer }));
			return {
				items: [items[0], items[1], items[2]],
				done: [[asOutput(one, 2), asOutput(other, 1)], [asOutput(other, 1)]],
				error:
					'Could not get the badges of customer 62090014: there is no such customer in Capillary (1026)',
				changes: [[], []],
				calls: customers.map((customer) => ({
					method: 'GET',
					path: `/api_gateway/v1/badges/management/${customer}`,
					query: { badgeType: 'EARNED', page: '0', size: '2' },
				})),
			};
		},
	});

	/** The names of the badges in the output. */
	async function names(fields: INodeParameters): Promise<unknown[]> {
		const { outputs } = await harness().run({ parameters: { ...parameters, ...fields } });
		return outputs[0].map(({ json }) => json.name);
	}

	test.each([
		['AVAILABLE', ['To Earn', 'Earned']],
		['AVAILABLE_TO_ISSUE', ['To Enrol']],
		['EARNED', ['Earned']],
		['EARNED_EVER', ['Earned', 'Lapsed']],
		['EXPIRED', ['Ended']],
	])('gets the badges that are %s', async (badgeType, expected) => {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		state.addBadge({ name: 'To Earn' });
		state.addBadge({ name: 'To Enrol', earnType: 'ISSUE_EARN' });
		state.addBadge({ name: 'Ended', startOn, expiresOn: startOn + 1 });
		earn(state, state.addBadge({ name: 'Earned' }));
		if (badgeType === 'EARNED_EVER') {
			const { id: badgeMetaId } = state.addBadge({ name: 'Lapsed', earnType: 'ISSUE_EARN' });
			state.addEarned({ badgeMetaId, customerId: 62090013, givenOn, expiresOn: givenOn + 1 });
		}

		expect((await names({ badgeType })).sort()).toEqual([...expected].sort());
	});

	const past = Date.UTC(2025, 5, 1);
	const filters: Array<[string, unknown, object, Partial<Badge>]> = [
		['name', 'sum', { name: 'sum' }, { name: 'Summer' }],
		['action', 'DEACTIVATED', { action: 'DEACTIVATED' }, { active: false }],
		['badgeStatus', 'EXPIRED', { badgeStatus: 'EXPIRED' }, { expiresOn: past }],
		['owner', 'Milestones', { owner: 'Milestones' }, { restrictedToOwners: ['Milestones'] }],
		[
			'claimedBy',
			'Journeys',
			{ claimedBy: 'Journeys' },
			{ claims: [{ ownerType: 'Journeys', referenceId: '7', isActive: true }] },
		],
		[
			'endsAfter',
			'2100-06-01T00:00:00Z',
			{ expiresOn: '2100-06-01T00:00:00.000Z', expiresOnOperator: 'GREATER_THAN' },
			{ expiresOn: Date.UTC(2101, 0, 1) },
		],
		[
			'endsBefore',
			'2098-06-01T00:00:00Z',
			{ expiresOn: '2098-06-01T00:00:00.000Z', expiresOnOperator: 'LESS_THAN' },
			{ expiresOn: Date.UTC(2098, 0, 1) },
		],
		[
			'startsAfter',
			'2025-06-01T00:00:00Z',
			{ startOn: '2025-06-01T00:00:00.000Z', startOnOperator: 'GREATER_THAN' },
			{ startOn: Date.UTC(2025, 6, 1) },
		],
		[
			'startsBefore',
			'2024-06-01T00:00:00Z',
			{ startOn: '2024-06-01T00:00:00.000Z', startOnOperator: 'LESS_THAN' },
			{ startOn: Date.UTC(2024, 0, 1) },
		],
	];

	test.each(filters)('filters by %s', async (filter, value, query, wanted) => {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		const usual = { startOn, expiresOn, restrictedToOwners: ['Loyalty'] };
		earn(state, state.addBadge({ ...usual, name: 'Other' }));
		const { name } = state.addBadge({ ...usual, name: 'Wanted', ...wanted });
		earn(state, [...state.badges.values()][1]);

		expect(await names({ filters: { [filter]: value } as INodeParameters })).toEqual([name]);
		const page = { badgeType: 'EARNED', page: '0', size: '50' };
		expect(harness().calls.map((call) => call.query)).toEqual([{ ...page, ...query }]);
	});

	test.each(['EARNED', 'EARNED_EVER'])('filters by group (%s)', async (badgeType) => {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		const { id: badgeGroupId } = state.addGroup();
		earn(state, state.addBadge());
		earn(state, state.addBadge({ name: 'Wanted', badgeGroupId }));

		const badgeGroup = byId(badgeGroupId);
		expect(await names({ badgeType, filters: { badgeGroup } })).toEqual(['Wanted']);
		expect(harness().calls).toMatchObject([{ query: { groupId: badgeGroupId } }]);
	});

	test.each([
		[
			{ returnAll: true },
			120,
			[
				['0', '100'],
				['1', '100'],
			],
		],
		[
			{ limit: 110 },
			110,
			[
				['0', '100'],
				['1', '100'],
			],
		],
		[{ limit: 7 }, 7, [['0', '7']]],
	])('gets as many badges as %j asks for, page by page', async (fields, count, pages) => {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		for (let badge = 0; badge < 120; badge++) earn(state, state.addBadge());

		const got = await names(fields);
		expect([got.length, new Set(got).size]).toEqual([count, count]);
		expect(harness().calls.map(({ query }) => [query.page, query.size])).toEqual(pages);
	});

	test('gets all badges from the list that has no pages', async () => {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		for (let badge = 0; badge < 120; badge++) earn(state, state.addBadge());

		const got = await names({ badgeType: 'EARNED_EVER', returnAll: true });
		expect([got.length, new Set(got).size]).toEqual([120, 120]);
		expect(harness().calls.map((call) => call.query.Limit)).toEqual(['100', '100', '120']);
	});

	test.each([
		['EARNED', { ownership: { claims: [] }, lastEarnedOn: givenOn / 1000 }],
		['EARNED_EVER', { ownership: { claims: [] }, lastEarnedOnDateISO: '2025-05-01T00:00:00Z' }],
	])('outputs the whole badge when Simplify is off (%s)', async (badgeType, whole) => {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		earn(state, state.addBadge());
		const { outputs } = await harness().run({
			parameters: { ...parameters, badgeType, simplify: false },
		});

		expect(outputs[0]).toMatchObject([{ json: whole }]);
	});

	test('outputs the fields of their own list for badges that were ever earned', async () => {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		const badge = state.addBadge({ startOn, expiresOn });
		earn(state, badge);
		const { outputs } = await harness().run({
			parameters: { ...parameters, badgeType: 'EARNED_EVER' },
		});

		const json = {
			badgeMetaId: badge.id,
			name: badge.name,
			earnType: 'EARN',
			badgeGroupName: null,
			active: true,
			startOn: iso(startOn),
			expiresOn: iso(expiresOn),
			earnedCount: 1,
			lastEarnedOnDate: iso(givenOn),
			lastEarnEventDate: iso(givenOn),
		};
		expect(outputs).toEqual([[{ json, pairedItem: { item: 0 } }]]);
		const called = { path: path.replace('management', 'customer') };
		expect(harness().calls).toMatchObject([
			{ ...called, query: { badgeType: 'EARNED', includeExpired: 'true', Limit: '50' } },
		]);
	});
});

function earn(state: SandboxState, { id: badgeMetaId }: Badge, customerId = 62090013): void {
	state.addEarned({ badgeMetaId, customerId, givenOn });
}

/** The output for a badge in the list of earned badges. */
function asOutput(badge: Badge, earnCount: number) {
	return {
		badgeMetaId: badge.id,
		name: badge.name,
		badgeType: 'EARN',
		badgeStatus: 'LIVE',
		active: true,
		startsOn: iso(badge.startOn),
		expiresOn: iso(badge.expiresOn),
		issueStatus: null,
		earnCount,
		lastEarnedOn: iso(givenOn),
	};
}
