import type { Badge } from '../../sandbox/data/model';
import { byId, useHarness } from './testHarness';
import { testOperation } from './operationTests';

const unknown = '000000000000000000000000';
const startOn = Date.UTC(2025, 0, 1);
const expiresOn = Date.UTC(2099, 11, 31);
const givenOn = Date.UTC(2025, 4, 1);

describe('customer get badge', () => {
	const harness = useHarness();
	const parameters = {
		resource: 'customer',
		operation: 'getBadge',
		badge: byId('={{ $json.badge }}'),
		customerIdentifier: 'customerId',
		customer: 62090013,
	};

	testOperation(harness, {
		parameters,
		prepare(state) {
			state.addCustomer({ id: 62090013 });
			const first = state.addBadge({ earnType: 'ISSUE_EARN', startOn, expiresOn });
			const third = state.addBadge({ startOn, expiresOn, active: false });
			const enrolment = { badgeMetaId: first.id, customerId: 62090013, givenOn };
			state.addEnrolment(enrolment);
			state.addEarned(enrolment);
			state.addEarned({ ...enrolment, revokedOn: state.now() });
			const ids = [first.id, unknown, third.id];
			return {
				items: [{ badge: ids[0] }, { badge: ids[1] }, { badge: ids[2] }],
				done: [
					[
						{
							...asOutput(first),
							issuedStatus: 'ACTIVE',
							activeEarnedCount: 1,
							lastEarnedOn: new Date(givenOn).toISOString(),
						},
					],
					[{ ...asOutput(third), issuedStatus: null, activeEarnedCount: 0, lastEarnedOn: null }],
				],
				error:
					`Could not get badge ${unknown} of customer 62090013: ` +
					'there is no badge with this ID in Capillary (404)',
				changes: [[], []],
				calls: ids.map((badge) => ({
					method: 'GET',
					path: `/api_gateway/v1/badges/management/62090013/badge/${badge}`,
					query: { includeStatistics: 'true' },
				})),
			};
		},
	});

	test('outputs the whole badge when Simplify is off', async () => {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		const { id: badge } = state.addBadge();
		const { id: earnId } = state.addEarned({ badgeMetaId: badge, customerId: 62090013 });
		const { outputs } = await harness().run({
			parameters: { ...parameters, simplify: false },
			items: [{ badge }],
		});

		expect(outputs[0]).toMatchObject([
			{ json: { id: badge, earnDetails: { earnCount: 1, earns: [{ earnId }] }, customFields: {} } },
		]);
	});
});

function asOutput({ id, name, earnType, active }: Badge) {
	return {
		id,
		name,
		badgeType: earnType,
		badgeStatus: 'LIVE',
		action: active ? 'ACTIVATED' : 'DE_ACTIVATED',
		startsOn: new Date(startOn).toISOString(),
		expiresOn: new Date(expiresOn).toISOString(),
	};
}
