import type { IDataObject } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';

const harness = useHarness();
const owner = { ownerType: 'Loyalty', referenceId: '123' };

/** A badge to give, and one row for each customer. */
function rowsFor(count: number): IDataObject[] {
	const { state } = harness().sandbox;
	const badge = state.addBadge().id;
	state.addClaim({ badgeMetaId: badge, ...owner });
	return Array.from({ length: count }, (_, index) => ({
		badge,
		customer: state.addCustomer().id,
		request: `order-${index}`,
	}));
}

const earn = async (items: IDataObject[], options: IDataObject) =>
	await harness().run({
		items,
		onError: 'continueErrorOutput',
		parameters: {
			resource: 'earn',
			operation: 'create',
			badge: byId('={{ $json.badge }}'),
			customerIdentifier: 'customerId',
			customer: '={{ $json.customer }}',
			...owner,
			options: { alreadyDone: 'success', ...options },
		},
	});

test('repeats an interrupted run without giving anything twice when each row has its own request ID', async () => {
	const options = { requestId: '={{ $json.request }}' };
	const items = rowsFor(5);
	const [first] = (await earn(items.slice(0, 2), options)).outputs;
	const { outputs } = await earn(items, options);

	expect(outputs[1] ?? []).toEqual([]);
	expect(outputs[0].map(({ json }) => String(json.customerId))).toEqual(
		items.map(({ customer }) => customer),
	);
	const [before, after] = [outputs[0].slice(0, 2), outputs[0].slice(2)];
	expect(before.map(({ json }) => json)).toEqual(
		first.map(({ json }) => ({ ...json, alreadyDone: true })),
	);
	for (const { json } of after) expect(json).not.toHaveProperty('alreadyDone');
	expect(harness().changes).toHaveLength(items.length);
});

test('fails when the request ID was used for another customer', async () => {
	const [one, other] = rowsFor(2);
	await earn([one], { requestId: 'order-0' });
	const { outputs } = await earn([other], { requestId: 'order-0' });

	expect(outputs[0]).toEqual([]);
	expect(outputs[1].map(({ json }) => json.error)).toEqual([expect.stringMatching(/\(809\)$/)]);
	expect(harness().changes).toHaveLength(1);
});

test.each([
	[
		'customers',
		({ badge }: IDataObject) => ({ badge, customer: harness().sandbox.state.addCustomer().id }),
	],
	['badges', ({ customer }: IDataObject) => ({ badge: rowsFor(1)[0].badge, customer })],
])(
	'refuses one request ID for different %s in both rows before it sends anything',
	async (_, other) => {
		const [first, second] = rowsFor(2);
		const items = [first, second, { ...other(first), request: first.request }];
		const { rows, outputs } = await earn(items, { requestId: '={{ $json.request }}' });

		expect(rows).toEqual([[1], [0, 2]]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			"The 'Request ID' 'order-0' is also used by item 2, which is for another badge, customer, owner or date [Item 0]",
			"The 'Request ID' 'order-0' is also used by item 0, which is for another badge, customer, owner or date [Item 2]",
		]);
		expect(harness().changes).toHaveLength(1);
	},
);

test('fails without Already Done, and says how to repeat a run', async () => {
	const items = rowsFor(1);
	const options = { requestId: 'order-1', alreadyDone: 'error' };
	await earn(items, options);
	const { outputs } = await earn(items, options);

	expect(outputs[0]).toEqual([]);
	expect(outputs[1][0].json).toMatchObject({
		error: expect.stringMatching(/\(809\)$/),
		message: expect.stringContaining("'If Already Done' to 'Count as Success'"),
	});
	expect(harness().changes).toHaveLength(1);
});

const UNPROTECTED = "'Count as Success' does not protect 2 of the items";

test.each([
	['empty', { requestId: '' }, true],
	['missing', {}, true],
	['different in each row', { requestId: '={{ $json.request }}' }, false],
	['set but not used by Already Done', { alreadyDone: 'error' }, false],
])(
	'says in the summary what another run would do when the request ID is %s',
	async (_, options, warns) => {
		const items = rowsFor(2);
		const [hint] = (await earn(items, options)).hints;
		expect(hint.message?.includes(UNPROTECTED)).toBe(warns);
		expect(hint.type).toBe(warns ? 'warning' : 'info');

		await earn(items, options);
		expect(harness().changes).toHaveLength('requestId' in options && !warns ? 2 : 4);
	},
);

test('says in the summary that another run gives again what was given, but not what failed', async () => {
	const items = rowsFor(2);
	const { hints } = await earn(items, { alreadyDone: 'error' });
	expect(hints[0].message).toContain('Another run does 2 of the items once more');

	const unclaimed = harness().sandbox.state.addBadge().id;
	const failed = await earn(
		items.map((item) => ({ ...item, badge: unclaimed })),
		{ alreadyDone: 'error' },
	);
	expect(failed.hints[0].message).toMatch(/^0 of 2 items done, 2 failed/);
	expect(failed.hints[0].message).not.toContain('Another run');
});
