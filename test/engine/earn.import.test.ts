import type { Fault } from '../../sandbox/faults/faults';
import { byId, useHarness } from './testHarness';
import { following } from './following';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/import/customerBadges';
const earnedOn = '2019-06-01T10:00:00.000Z';
const expiresOn = '2031-06-01T10:00:00.000Z';
const unknown = '000000000000000000000000';
const anyId = expect.stringMatching(/^\S+$/) as string;

const parameters = {
	resource: 'earn',
	operation: 'import',
	badge: byId('={{ $json.badge }}'),
	customerIdentifier: 'customerId',
	customer: '={{ $json.customer }}',
	earnEventDate: earnedOn,
	earnExpiresOn: expiresOn,
};

describe('earn import', () => {
	const harness = useHarness();

	testOperation(harness, {
		parameters,
		bulk: true,
		recovers: true,
		prepare(state) {
			const { id: badge } = state.addBadge();
			const customers = [62090013, 62090014, 62090015];
			customers.forEach((id) => state.addCustomer({ id }));
			// The badge of the second row does not exist.
			const items = customers.map((customer, index) => ({
				badge: index === 1 ? unknown : badge,
				customer,
			}));
			const earned = [items[0], items[2]].map(({ customer }, index) => ({
				badgeMetaId: badge,
				customerId: customer,
				earnedBadgeId: following(badge, index + 1, 'earned'),
			}));
			const outputs = earned.map((one) => ({ ...one, expiresOn, requestId: anyId }));
			const [first, third] = earned.map(({ customerId, ...one }) => {
				return { change: 'imported' as const, ...one, customerId: String(customerId) };
			});
			return {
				items: [items[0], items[1], items[2]],
				done: [[outputs[0]], [outputs[1]]],
				error:
					`Could not import badge ${unknown} of customer 62090014: ` +
					'the badge belongs to another organization (1054)',
				changes: [[first], [third]],
				calls: [
					{
						method: 'POST',
						path,
						body: items.map(({ badge: badgeMetaId, customer: customerId }) => ({
							badgeMetaId,
							customerId,
							earnEventDateISO: earnedOn,
							earnExpiresOnISO: expiresOn,
						})),
					},
				],
			};
		},
	});

	function rowsFor(count: number) {
		const { state } = harness().sandbox;
		const { id: badge } = state.addBadge();
		return Array.from({ length: count }, (_, index) => {
			const { id: customer } = state.addCustomer({ id: 62090001 + index });
			return { badge, customer };
		});
	}

	test('puts at most 20 rows into a call, and equal rows into different calls', async () => {
		const items = rowsFor(25);
		const { rows, outputs } = await harness().run({ parameters, items: [...items, items[0]] });

		expect(rows[0]).toEqual([...items, items[0]].map((_, row) => row));
		expect(new Set(outputs[0].map(({ json }) => json.earnedBadgeId)).size).toBe(26);
		expect(
			harness()
				.calls.map(({ body }) => (body as []).length)
				.sort(),
		).toEqual([1, 20, 5]);
		expect(harness().changes).toHaveLength(26);
	});

	test('reads dates in their time zone, and refuses an expiry date before the earn date', async () => {
		const [{ badge, customer }] = rowsFor(1);
		const { outputs, rows } = await harness().run({
			parameters: { ...parameters, earnExpiresOn: '={{ $json.until }}' },
			items: [
				{ badge, customer, until: '2031-06-01T15:30:00+05:30' },
				{ badge, customer, until: earnedOn },
			],
			onError: 'continueErrorOutput',
		});

		expect(rows).toEqual([[0], [1]]);
		expect(outputs[0][0].json).toMatchObject({ expiresOn });
		expect(outputs[1][0].json.error).toBe("'Expires On' is not after 'Earned On' [Item 1]");
	});

	test.each<[string, Fault]>([
		['a lost response', { kind: 'dropAfter' }],
		['a gateway page with HTTP 503', { kind: 'html', status: 503, afterWork: true }],
		['HTTP 502', { kind: 'statusAfterWork', status: 502 }],
		['an empty response', { kind: 'empty', afterWork: true }],
	])('reads what was imported after %s, and imports nothing twice', async (_, fault) => {
		const items = rowsFor(2);
		harness().sandbox.faults.set([{ match: { path }, fault }]);
		const { rows, outputs } = await harness().run({
			parameters,
			items: [...items, items[0]],
			onError: 'continueErrorOutput',
		});

		expect(rows).toEqual([[0, 1, 2], []]);
		const ids = outputs[0].map(({ json }) => json.earnedBadgeId);
		expect(new Set(ids).size).toBe(3);
		expect(
			harness()
				.changes.map((one) => 'earnedBadgeId' in one && one.earnedBadgeId)
				.sort(),
		).toEqual([...ids].sort());
	});

	test('sends rows again that were not imported', async () => {
		const items = rowsFor(2);
		const page = { kind: 'html' as const, status: 503 };
		harness().sandbox.faults.set([{ match: { path }, times: 2, fault: page }]);
		const { rows } = await harness().run({ parameters, items, onError: 'continueErrorOutput' });

		expect(rows).toEqual([[0, 1], []]);
		expect(harness().changes).toHaveLength(2);
	});

	test.each([
		['cannot be read', 'always', /^It may have been carried out anyway: look in Capillary before/],
		['is not there', 1, /^Nothing was changed/],
	] as const)(
		'says of each item what is known when the imported badge %s',
		async (_, times, message) => {
			const items = rowsFor(2);
			const page = { kind: 'html' as const, status: 503 };
			harness().sandbox.faults.set([
				{ match: { path }, fault: page },
				...(times === 'always' ? [{ match: { path: '/management/' }, times, fault: page }] : []),
			]);
			const { rows, outputs } = await harness().run({
				parameters: { ...parameters, options: { maxRetries: 0 } },
				items,
				onError: 'continueErrorOutput',
			});

			expect(rows).toEqual([[], [0, 1]]);
			for (const { json } of outputs[1]) expect(json.message).toMatch(message);
			expect(harness().changes).toHaveLength(0);
		},
	);

	test('does not mistake an earlier import of the same row for its own', async () => {
		const items = rowsFor(1);
		const [{ badge, customer }] = items;
		harness().sandbox.state.addEarned({
			...{ badgeMetaId: badge, customerId: customer },
			...{ eventOn: Date.parse(earnedOn), expiresOn: Date.parse(expiresOn) },
			...{ ownerType: 'Historical_Import', givenOn: Date.now() - 3_600_000 },
		});
		harness().sandbox.faults.set([{ match: { path }, fault: { kind: 'dropBefore' } }]);
		const { rows } = await harness().run({ parameters, items, onError: 'continueErrorOutput' });

		expect(rows).toEqual([[0], []]);
		expect(harness().changes).toHaveLength(1);
	});

	test.each(['omitCustomer', 'wrongCustomer'] as const)(
		'fails only the item that the response does not confirm (%s)',
		async (kind) => {
			const items = rowsFor(3);
			const { customer } = items[1];
			harness().sandbox.faults.set([{ match: { path }, fault: { kind, customerId: customer } }]);
			const { rows } = await harness().run({ parameters, items, onError: 'continueErrorOutput' });

			expect(rows).toEqual([[0, 2], [1]]);
		},
	);
});
