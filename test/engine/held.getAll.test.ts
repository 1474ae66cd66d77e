import type { IDataObject } from 'n8n-workflow';

import type { Holding } from '../../sandbox/data/model';
import type { SandboxState } from '../../sandbox/data/state';
import { byId, useHarness } from './testHarness';
import { testOperation } from './operationTests';

const iso = (time: number) => new Date(time).toISOString();

/**
 * The differences between earned badges and enrolments: the output fields and the ID of the whole
 * entry.
 */
const KINDS = [
	{
		resource: 'earn',
		things: 'the earned badges',
		add: 'addEarned',
		whole: 'earnId',
		asOutput: (held: Holding, status: string): IDataObject => ({
			badgeMetaId: held.badgeMetaId,
			customerId: Number(held.customerId),
			earnedBadgeId: held.id,
			earnStatus: status,
			earnedOn: iso(held.givenOn),
			earnEventDate: iso(held.eventOn),
			expiresOn: iso(held.expiresOn),
			...ending(held),
		}),
	},
	{
		resource: 'issue',
		things: 'the enrolments',
		add: 'addEnrolment',
		whole: 'issueId',
		asOutput: (held: Holding, status: string): IDataObject => ({
			badgeMetaId: held.badgeMetaId,
			customerId: Number(held.customerId),
			issueId: held.id,
			issuedStatus: status,
			issuedOn: iso(held.givenOn),
			issueEventDate: iso(held.eventOn),
			issueExpiresOn: iso(held.expiresOn),
			...ending(held),
		}),
	},
] as const;

describe.each(KINDS)('$resource get many', ({ resource, things, add, whole, asOutput }) => {
	const harness = useHarness();
	const parameters = {
		resource,
		operation: 'getAll',
		badge: byId('={{ $json.badge }}'),
		customerIdentifier: 'customerId',
		customer: '={{ $json.customer }}',
	};

	testOperation(harness, {
		parameters,
		prepare(state) {
			const badge = addBadge(state);
			const customers = [62090013, 62090014, 62090015];
			// The second customer does not exist.
			[customers[0], customers[2]].forEach((id) => state.addCustomer({ id }));
			const twice = [1, 2].map((day) => give(state, add, badge, customers[0], day));
			const once = give(state, add, badge, customers[2], 3);
			const items = customers.map((customer) => ({ badge, customer }));
			return {
				items: [items[0], items[1], items[2]],
				done: [twice.map((one) => asOutput(one, 'ACTIVE')), [asOutput(once, 'ACTIVE')]],
				error:
					`Could not get ${things} of customer 62090014 for badge ${badge}: ` +
					'there is no such customer in Capillary (1026)',
				changes: [[], []],
				calls: customers.map((customer) => ({
					method: 'GET',
					path: `/api_gateway/v1/badges/management/${customer}/badge/${badge}`,
					query: { includeStatistics: 'true' },
				})),
			};
		},
	});

	/** One entry of each status, and the item that lists them. */
	function oneOfEach() {
		const { state } = harness().sandbox;
		const badge = addBadge(state);
		state.addCustomer({ id: 62090013 });
		const states: Array<[string, Partial<Holding>]> = [
			['REVOKED', { revokedOn: Date.parse('2025-06-01T10:00:00Z') }],
			['EXPIRED', { expiresOn: Date.parse('2025-07-01T10:00:00Z') }],
			['ACTIVE', {}],
		];
		const held = states.map(([status, fields], index) => {
			const one = give(state, add, badge, 62090013, index + 1, fields);
			return { id: one.id, json: asOutput(one, status) };
		});
		return { held, items: [{ badge, customer: 62090013 }] };
	}

	test.each([
		[false, ['ACTIVE']],
		[true, ['REVOKED', 'EXPIRED', 'ACTIVE']],
	])(
		'outputs revoked and expired entries only when the filter asks for them (%s)',
		async (includeOver, statuses) => {
			const { held, items } = oneOfEach();
			const { outputs } = await harness().run({
				parameters: { ...parameters, filters: { includeOver } },
				items,
			});

			expect(outputs).toEqual([
				held.slice(-statuses.length).map(({ json }) => ({ json, pairedItem: { item: 0 } })),
			]);
		},
	);

	test('outputs the whole entry when Simplify is off', async () => {
		const { held, items } = oneOfEach();
		const { outputs } = await harness().run({
			parameters: { ...parameters, simplify: false, filters: { includeOver: true } },
			items,
		});

		expect(outputs[0].map(({ json }) => json[whole])).toEqual(held.map(({ id }) => id));
		expect(outputs[0][0].json).toMatchObject({
			ownerReferenceId: '123',
			revokedOn: Date.parse('2025-06-01T10:00:00Z') / 1000,
			revokedOnISO: '2025-06-01T10:00:00Z',
		});
	});

	test('succeeds without output for a customer who has none', async () => {
		const { state } = harness().sandbox;
		state.addCustomer({ id: 62090013 });
		const { status, outputs } = await harness().run({
			parameters,
			items: [{ badge: addBadge(state), customer: 62090013 }],
		});

		expect(status).toBe('success');
		expect(outputs).toEqual([[]]);
	});
});

function addBadge(state: SandboxState): string {
	const dates = { startOn: Date.UTC(2025, 0, 1), expiresOn: Date.UTC(2099, 11, 31) };
	return state.addBadge({ earnType: 'ISSUE_EARN', ...dates }).id;
}

/** Gives a customer a badge on a day of May 2025. */
function give(
	state: SandboxState,
	add: 'addEarned' | 'addEnrolment',
	badgeMetaId: string,
	customerId: number,
	day: number,
	fields: Partial<Holding> = {},
): Holding {
	const [givenOn, eventOn] = [Date.UTC(2025, 4, day, 12), Date.UTC(2025, 3, day, 12)];
	return state[add]({ badgeMetaId, customerId, givenOn, eventOn, ...fields });
}

function ending({ revokedOn }: Holding): IDataObject {
	return {
		revokedOn: revokedOn === null ? null : iso(revokedOn),
		ownerType: 'Loyalty',
		ownerReferenceId: '123',
	};
}
