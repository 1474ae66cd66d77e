import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import type { LedgerCall } from '../../sandbox/data/ledger';
import type { Variants } from '../../sandbox/faults/variants';
import { byId, useHarness } from './testHarness';

const harness = useHarness();
const owner = { ownerType: 'Loyalty', referenceId: '123' };
const dates = { earnEventDate: '2024-01-01T00:00:00Z', earnExpiresOn: '2024-02-01T00:00:00Z' };

/** Why a customer is refused. */
type Refusal = 'unknown' | 'not enrolled' | 'already enrolled';

/** An operation whose calls serve many customers, and the refusals that can concern one of them. */
interface Bulk {
	resource: string;
	operation: string;
	fields?: INodeParameters;
	refusals: Array<[Refusal, code: number, variants?: Partial<Variants>]>;
}

const unknown: Bulk['refusals'] = [
	['unknown', 1026],
	['unknown', 8015, { unknownCustomer: '8015' }],
];

const OPERATIONS: Bulk[] = [
	{
		...{ resource: 'earn', operation: 'create' },
		fields: owner,
		refusals: [
			['not enrolled', 811],
			['not enrolled', 811, { refusedRequestId: 'used' }],
			...unknown,
		],
	},
	{
		...{ resource: 'issue', operation: 'create' },
		fields: owner,
		refusals: [
			['already enrolled', 1040],
			['already enrolled', 1040, { refusedRequestId: 'used' }],
			...unknown,
		],
	},
	{ resource: 'issue', operation: 'revoke', fields: { revoke: 'all' }, refusals: unknown },
	{ resource: 'earn', operation: 'import', fields: dates, refusals: unknown },
];

const CASES = OPERATIONS.flatMap(({ refusals, ...operation }) =>
	refusals.map((refusal) => ({
		...operation,
		refusal: refusal[0],
		code: refusal[1],
		variants: refusal[2] ?? {},
	})),
);

const isEnrolledFor = ({ resource, operation }: Pick<Bulk, 'resource' | 'operation'>) =>
	resource === 'issue' && operation === 'create';

/** That many customers of a badge. Those at the places `bad` are refused, the others are not. */
function rowsFor(
	of: Pick<Bulk, 'resource' | 'operation'>,
	count: number,
	refusal?: Refusal,
	bad: number[] = [],
) {
	const { state } = harness().sandbox;
	const badge = state.addBadge({ earnType: 'ISSUE_EARN' }).id;
	state.addClaim({ badgeMetaId: badge, ...owner });
	return Array.from({ length: count }, (_, place) => {
		const isBad = bad.includes(place);
		const customer = 62090001 + place;
		if (!isBad || refusal !== 'unknown') state.addCustomer({ id: customer });
		const isEnrolled = isEnrolledFor(of) === isBad;
		if (isEnrolled && !(isBad && refusal === 'unknown')) {
			state.addEnrolment({ badgeMetaId: badge, customerId: customer });
		}
		return { badge, customer };
	});
}

interface Run extends Pick<Bulk, 'resource' | 'operation' | 'fields'> {
	items: IDataObject[];
	options?: INodeParameters;
	onError?: OnError;
}

const run = async ({ resource, operation, fields, items, options = {}, onError }: Run) =>
	await harness().run({
		items,
		onError: onError ?? 'continueErrorOutput',
		parameters: {
			...{ resource, operation },
			badge: byId('={{ $json.badge }}'),
			customerIdentifier: 'customerId',
			customer: '={{ $json.customer }}',
			...fields,
			options,
		},
	});

/** The customers of each POST call, in order. */
function customersIn(calls: LedgerCall[]): number[][] {
	return calls
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => {
			if (Array.isArray(body)) return body.map((entry: { customerId: number }) => entry.customerId);
			const { customers, customerIds, customerId } = body as Record<string, number[]>;
			return customers ?? customerIds ?? [customerId];
		});
}

/** The customers for whom the sandbox changed something. */
const doneFor = () =>
	harness()
		.changes.map((change) => ('customerId' in change ? Number(change.customerId) : 0))
		.sort();

describe.each(CASES)('$resource $operation, refused as a whole with $code, $variants', (one) => {
	const { refusal, code, variants } = one;
	const set = () => harness().sandbox.faults.set({ variants: { refusals: 'whole', ...variants } });

	test('fails one row of 20 and does the others', async () => {
		const items = rowsFor(one, 20, refusal, [7]);
		set();
		const { outputs, rows } = await run({ ...one, items });

		const others = [...items.keys()].filter((row) => row !== 7);
		expect(rows).toEqual([others, [7]]);
		expect(outputs[1][0].json.error).toContain(String(items[7].customer));
		expect(outputs[1][0].json.error).toMatch(new RegExp(`\\(${code}\\)$`));
		expect(doneFor()).toEqual(others.map((row) => items[row].customer));
		// The call for all, and two for each of five halvings.
		expect(harness().calls.length).toBeLessThanOrEqual(11);
	});

	test('fails exactly the rows that are refused', async () => {
		const bad = [0, 6, 7, 19, 22];
		const items = rowsFor(one, 25, refusal, bad);
		set();
		const { outputs, rows } = await run({ ...one, items, options: { batchSize: 13 } });

		const others = [...items.keys()].filter((row) => !bad.includes(row));
		expect(rows).toEqual([others, bad]);
		for (const { json } of outputs[1]) expect(json.error).toMatch(new RegExp(`\\(${code}\\)$`));
		expect(doneFor()).toEqual(others.map((row) => items[row].customer));
	});

	test('says what was done when a run stops at the refused row', async () => {
		const items = rowsFor(one, 20, refusal, [7]);
		set();
		const { error } = await run({
			...{ ...one, items },
			...{ options: { concurrency: 1 }, onError: 'stopWorkflow' },
		});

		expect(error).toMatchObject({ context: { itemIndex: 7 } });
		expect(error?.message).toMatch(new RegExp(`\\(${code}\\)$`));
		// The halves: 0 to 9, of which 0 to 4 are done, then 5 to 7, of which 5 and 6 are done.
		expect(error?.description).toContain('7 of 20 items were done: 0 to 6. Not sent: 8 to 19.');
		expect(doneFor()).toEqual(items.slice(0, 7).map(({ customer }) => customer));
	});
});

describe.each(OPERATIONS)('$resource $operation', (one) => {
	test.each(['7', '1'] as const)(
		'sends smaller calls for the rest of the run when Capillary accepts at most %s customers',
		async (mostEntries) => {
			const items = rowsFor(one, 60);
			harness().sandbox.faults.set({ variants: { mostEntries } });
			const { rows } = await run({ ...one, items, options: { concurrency: 1 } });

			expect(rows[0]).toEqual([...items.keys()]);
			expect(doneFor()).toEqual(items.map(({ customer }) => customer));
			const sizes = customersIn(harness().calls).map(({ length }) => length);
			const learned = { '7': [20, 10, 5], '1': [20, 10, 5, 3, 2, 1] }[mostEntries];
			expect(sizes.slice(0, learned.length)).toEqual(learned);
			const last = learned[learned.length - 1];
			expect(sizes.slice(learned.length).every((size) => size <= last)).toBe(true);
		},
	);

	test('sends smaller calls when a gateway rejects a call as too large', async () => {
		const items = rowsFor(one, 20);
		harness().sandbox.faults.set([
			{ match: { method: 'POST', path: '/badges/' }, fault: { kind: 'html', status: 413 } },
		]);
		const { rows } = await run({ ...one, items, options: { concurrency: 1 } });

		expect(rows[0]).toEqual([...items.keys()]);
		expect(customersIn(harness().calls).map(({ length }) => length)).toEqual([20, 10, 10]);
	});

	test('fails both rows of a refused customer and sends that customer once', async () => {
		const items = rowsFor(one, 4, 'unknown', [1]);
		const twice = [...items, items[1]];
		harness().sandbox.faults.set({ variants: { refusals: 'whole' } });
		const { rows } = await run({ ...one, items: twice });

		expect(rows).toEqual([
			[0, 2, 3],
			[1, 4],
		]);
		expect(customersIn(harness().calls).every((all) => new Set(all).size === all.length)).toBe(
			true,
		);
	});

	test('keeps to the concurrency and to the rate limit while it divides calls', async () => {
		const items = rowsFor(one, 20, 'unknown', [3, 11]);
		harness().sandbox.faults.set({
			...{ variants: { refusals: 'whole' }, latencyMs: 5 },
			rateLimit: { calls: 8, windowMs: 100, retryAfter: 'seconds' },
		});
		const { rows } = await run({ ...one, items, options: { concurrency: 2 } });

		expect(rows[1]).toEqual([3, 11]);
		expect(harness().sandbox.ledger.mostInFlight).toBeLessThanOrEqual(2);
	});
});

test.each<[string, Partial<Bulk> & { badge: IDataObject }, number]>([
	['a badge that is not claimed', { resource: 'earn', badge: { earnType: 'EARN' } }, 810],
	['a badge without enrolments', { resource: 'issue', badge: { earnType: 'EARN' } }, 801],
	[
		'a badge that is deactivated',
		{ resource: 'issue', badge: { earnType: 'ISSUE_EARN', active: false } },
		1039,
	],
])(
	'sends one call for %s, because the refusal concerns all rows',
	async (_, { resource, badge }, code) => {
		const { state } = harness().sandbox;
		const { id } = state.addBadge(badge);
		const items = Array.from({ length: 20 }, () => ({
			badge: id,
			customer: Number(state.addCustomer().id),
		}));
		const { outputs } = await run({
			resource: resource!,
			operation: 'create',
			fields: owner,
			items,
		});

		expect(outputs[1]).toHaveLength(20);
		for (const { json } of outputs[1]) expect(json.error).toMatch(new RegExp(`\\(${code}\\)$`));
		expect(harness().calls).toHaveLength(1);
	},
);

test('divides an import when a badge is refused, because each row names its own badge', async () => {
	const items = rowsFor({ resource: 'earn', operation: 'import' }, 8);
	items[5].badge = '000000000000000000000000';
	harness().sandbox.faults.set({ variants: { refusals: 'whole' } });
	const { outputs, rows } = await run({
		...{ resource: 'earn', operation: 'import', fields: dates, items },
	});

	expect(rows).toEqual([[0, 1, 2, 3, 4, 6, 7], [5]]);
	expect(outputs[1][0].json.error).toMatch(/\(1054\)$/);
});

test('sends the calls for one customer one after the other, also when calls are divided', async () => {
	const items = rowsFor({ resource: 'earn', operation: 'create' }, 12, 'not enrolled', [4]);
	const { state, faults } = harness().sandbox;
	faults.set({ variants: { refusals: 'whole' }, latencyMs: 10 });
	const twice = [...items, ...items];
	const { rows } = await run({
		resource: 'earn',
		operation: 'create',
		fields: owner,
		items: twice,
	});

	expect(rows[1]).toEqual([4, 16]);
	expect(state.allEarned()).toHaveLength(22);
	const calls = harness().calls;
	const overlapping = customersIn(calls).flatMap((customers, index) =>
		calls
			.slice(index + 1)
			.filter((later) => later.startedAt < (calls[index].finishedAt ?? 0))
			.flatMap((later) => customersIn([later])[0].filter((one) => customers.includes(one))),
	);
	expect(overlapping).toEqual([]);
});

/** An import is sent again only after the node has read what it did. */
const RETRIED = OPERATIONS.filter(({ operation }) => operation !== 'import');

test.each(RETRIED)(
	'divides the calls of $resource $operation also after an attempt that may have been carried out',
	async (one) => {
		const items = rowsFor(one, 6, 'unknown', [4]);
		harness().sandbox.faults.set({
			variants: { refusals: 'whole' },
			rules: [
				{ match: { method: 'POST', path: '/badges/' }, fault: { kind: 'status', status: 504 } },
			],
		});
		const { rows } = await run({ ...one, items });

		expect(rows).toEqual([[0, 1, 2, 3, 5], [4]]);
		expect(doneFor()).toEqual([0, 1, 2, 3, 5].map((row) => items[row].customer));
	},
);
