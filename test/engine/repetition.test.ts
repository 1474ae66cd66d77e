import type { IDataObject } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';

const harness = useHarness();
const owner = { ownerType: 'Loyalty', referenceId: '123' };
const unknown = '1';

/**
 * The operations that give something, and the fields that each needs besides badge and customer.
 */
const OPERATIONS: Array<[string, IDataObject]> = [
	['earn create', { resource: 'earn', operation: 'create', ...owner }],
	['issue create', { resource: 'issue', operation: 'create', ...owner }],
	[
		'earn import',
		{
			...{ resource: 'earn', operation: 'import' },
			...{ earnEventDate: '2019-06-01T10:00:00Z', earnExpiresOn: '2031-06-01T10:00:00Z' },
		},
	],
];

/** Rows for `count` customers, and a row for an unknown customer after the first of them. */
function rowsFor({ resource }: IDataObject, count: number): IDataObject[] {
	const { state } = harness().sandbox;
	const badge = state.addBadge({ earnType: resource === 'issue' ? 'ISSUE_EARN' : 'EARN' }).id;
	state.addClaim({ badgeMetaId: badge, ...owner });
	const rows = Array.from({ length: count }, () => ({ badge, customer: state.addCustomer().id }));
	return [...rows.slice(0, 1), { badge, customer: unknown }, ...rows.slice(1)];
}

/** The IDs of what was given, by customer. */
function given(): Record<string, string[]> {
	const ids: Record<string, string[]> = {};
	for (const change of harness().changes) {
		if (!('customerId' in change)) continue;
		const id = 'issuedId' in change ? change.issuedId : change.earnedBadgeId;
		(ids[change.customerId] ??= []).push(id);
	}
	return ids;
}

describe.each(OPERATIONS)('%s, when n8n runs the node again', (_, fields) => {
	const parameters = (options: IDataObject = {}) => ({
		...fields,
		badge: byId('={{ $json.badge }}'),
		customerIdentifier: 'customerId',
		customer: '={{ $json.customer }}',
		options: { concurrency: 1, ...options },
	});

	test.each([20, 1])(
		'gives each row once over three tries and two retries (%d rows per call)',
		async (batchSize) => {
			const items = rowsFor(fields, 4);
			const credential = harness().credential('oAuth');
			const run = {
				parameters: parameters({ batchSize }) as never,
				items,
				maxTries: 3,
				credential,
			};
			let failed = await harness().run(run);
			for (let retry = 0; retry < 2; retry++) {
				expect(failed.error?.message).toMatch(/there is no such customer/);
				failed = await harness().run({ ...run, retryOf: failed.run });
			}

			const counts = Object.values(given()).map(({ length }) => length);
			expect(counts).toEqual(counts.map(() => 1));
			// Adds the unknown customer and retries the execution.
			harness().sandbox.state.addCustomer({ id: Number(unknown) });
			const { outputs } = await harness().run({ ...run, retryOf: failed.run });

			expect(outputs[0].map(({ json }) => json.alreadyDone)).toEqual(items.map(() => undefined));
			const ids = outputs[0].map(({ json }) => [
				String(json.customerId),
				[json.earnedBadgeId ?? json.issuedId],
			]);
			expect(Object.fromEntries(ids)).toEqual(given());
			expect(ids).toHaveLength(items.length);
		},
	);

	test('does not report as not sent what an earlier try did, when a look-up ends the last try', async () => {
		const [{ badge, customer }] = rowsFor(fields, 1);
		harness().sandbox.state.addCustomer({ email: 'mia@shop.example' });
		const items = [
			{ badge, by: 'customerId', customer },
			{ badge, by: 'email', customer: 'mia@shop.example' },
			{ badge, by: 'customerId', customer: unknown },
		];
		// The look-up succeeds in the first try and fails in the second.
		harness().sandbox.faults.set([
			{ match: { path: '/lookup' }, skip: 1, fault: { kind: 'html', status: 200 } },
		]);
		const { error } = await harness().run({
			parameters: {
				...(parameters() as object),
				customerIdentifier: '={{ $json.by }}',
			} as never,
			...{ items, maxTries: 2 },
		});

		expect(given()[customer as string]).toHaveLength(1);
		expect(error?.description).toMatch(/May have been done by an earlier try: 0\. Not sent: 2\.$/);
	});

	test('gives nothing twice when the first row fails and On Error continues', async () => {
		const [one, unknown, ...others] = rowsFor(fields, 4);
		const items = [unknown, one, ...others];
		const { rows } = await harness().run({
			parameters: parameters() as never,
			...{ items, maxTries: 3, onError: 'continueErrorOutput' },
		});

		expect(rows).toEqual([[1, 2, 3, 4], [0]]);
		expect(Object.values(given()).map(({ length }) => length)).toEqual([1, 1, 1, 1]);
	});

	test('gives again in a new execution, unless the customer is still enrolled', async () => {
		const [one] = rowsFor(fields, 1);
		await harness().run({ parameters: parameters() as never, items: [one] });
		await harness().run({ parameters: parameters() as never, items: [one] });

		const times = fields.resource === 'issue' ? 1 : 2;
		expect(Object.values(given()).map(({ length }) => length)).toEqual([times]);
	});
});

test('gives two badges for two rows of one customer, also when the run is repeated', async () => {
	const [, fields] = OPERATIONS[0];
	const [one, unknown] = rowsFor(fields, 1);
	const run = {
		parameters: {
			...fields,
			badge: byId('={{ $json.badge }}'),
			customerIdentifier: 'customerId',
			customer: '={{ $json.customer }}',
		} as never,
		items: [one, unknown, one],
		maxTries: 2,
	};
	const failed = await harness().run({ ...run, onError: 'continueErrorOutput' });
	expect(failed.rows).toEqual([[0, 2], [1]]);

	const ids = failed.outputs[0].map(({ json }) => json.earnedBadgeId);
	expect(new Set(ids).size).toBe(2);
	expect(Object.values(given())).toEqual([ids]);
});

test('says that the change may have been made when a later try is refused', async () => {
	const { state } = harness().sandbox;
	const { id: badge } = state.addBadge();
	const { id: customer } = state.addCustomer();
	state.addEarned({ badgeMetaId: badge, customerId: customer });
	harness().sandbox.faults.set([
		{ match: { path: '/customer/revokeEarn' }, fault: { kind: 'dropAfter' } },
		{
			match: { path: '/api_gateway/' },
			...{ skip: 2, times: 'always' },
			fault: { kind: 'status', status: 401 },
		},
	]);
	const { error } = await harness().run({
		parameters: {
			...{ resource: 'earn', operation: 'revoke', revoke: 'latest' },
			...{ badge: byId(badge), customer },
		},
		items: [{}],
		maxTries: 2,
	});

	expect(harness().changes).toHaveLength(1);
	expect(error?.description).toContain('may have been carried out');
});
