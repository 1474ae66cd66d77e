import fc from 'fast-check';

import type { Missing, Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { bySequence, plan, planLookUps } from '../../../nodes/CapillaryBadges/engine/plan';
import { requestOf, type Request } from '../../../nodes/CapillaryBadges/engine/request';

interface Row {
	badge: string;
	customer: number;
}

const batch: Request<Row> = {
	maxEntries: 20,
	groupKey: ({ badge }) => badge,
	dedupeKey: ({ customer }) => String(customer),
	build: (rows) => ({
		method: 'POST',
		path: `/${rows[0].badge}`,
		body: { customers: rows.map(({ customer }) => customer) },
	}),
};

const single = requestOf({
	single: { build: (row: Row) => batch.build([row]) },
} as unknown as Operation<Row>);
const planned = (rows: Row[]) => rows.map((row, index) => ({ index, part: 0, row }));
const rowsOf = fc.array(
	fc.record({ badge: fc.constantFrom('a', 'b', 'c'), customer: fc.integer({ min: 1, max: 60 }) }),
	{ maxLength: 200 },
);

describe('plan', () => {
	it('puts customers of one badge into one call, whatever is between them', async () => {
		const rows = ['a', 'b', 'a', 'b'].map((badge, customer) => ({ badge, customer }));
		expect((await plan(batch, planned(rows), 20)).map(({ call }) => call.body)).toEqual([
			{ customers: [0, 2] },
			{ customers: [1, 3] },
		]);
	});

	it('serves every row once, in a call for its badge that contains its customer', async () => {
		await fc.assert(
			fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 20 }), async (rows, batchSize) => {
				const calls = await plan(batch, planned(rows), batchSize);
				const served = calls.flatMap(({ rows: serves }) => serves.map(({ index }) => index));
				expect([...served].sort((a, b) => a - b)).toEqual(rows.map((_, index) => index));
				for (const { call, rows: serves } of calls) {
					const { customers } = call.body as { customers: number[] };
					expect(customers.length).toBeLessThanOrEqual(batchSize);
					expect(new Set(serves.map(({ row }) => row.customer))).toEqual(new Set(customers));
					expect(serves.every(({ row }) => `/${row.badge}` === call.path)).toBe(true);
				}
			}),
		);
	});

	it('sends each customer of a badge once, in as few calls as possible', async () => {
		await fc.assert(
			fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 20 }), async (rows, batchSize) => {
				const calls = await plan(batch, planned(rows), batchSize);
				for (const badge of ['a', 'b', 'c']) {
					const sent = calls
						.filter(({ call }) => call.path === `/${badge}`)
						.flatMap(({ call }) => (call.body as { customers: number[] }).customers);
					const distinct = new Set(
						rows.filter((row) => row.badge === badge).map(({ customer }) => customer),
					);
					expect([...sent].sort()).toEqual([...distinct].sort());
					expect(calls.filter(({ call }) => call.path === `/${badge}`)).toHaveLength(
						Math.ceil(distinct.size / batchSize),
					);
				}
			}),
		);
	});

	it('puts no more entries into a call than Capillary accepts', async () => {
		const rows = [1, 2, 3, 4, 5].map((customer) => ({ badge: 'a', customer }));
		const calls = await plan({ ...batch, maxEntries: 2 }, planned(rows), 20);
		expect(calls.map(({ rows: serves }) => serves.length)).toEqual([2, 2, 1]);
	});

	const repeated: Request<Row> = {
		...batch,
		isSeparate: () => true,
		sequenceKey: ({ badge, customer }) => `${badge} ${customer}`,
	};

	it('plans a further call for a repeated row, and only for that', async () => {
		const rows = [1, 2, 1, 3, 1].map((customer) => ({ badge: 'a', customer }));
		expect(
			(await plan(repeated, planned(rows), 20)).map(({ call, rows: serves, sequence }) => [
				call.body,
				serves.length,
				sequence,
			]),
		).toEqual([
			[{ customers: [1, 2, 3] }, 3, 0],
			[{ customers: [1] }, 1, 1],
			[{ customers: [1] }, 1, 2],
		]);
	});

	it('plans repeated rows as often as they occur', async () => {
		await fc.assert(
			fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 20 }), async (rows, batchSize) => {
				const calls = await plan(repeated, planned(rows), batchSize);
				const sent = calls.flatMap(({ call }) => {
					const { customers } = call.body as { customers: number[] };
					expect(new Set(customers).size).toBe(customers.length);
					expect(customers.length).toBeLessThanOrEqual(batchSize);
					return customers.map((customer) => `${call.path} ${customer}`);
				});
				expect(sent.sort()).toEqual(
					rows.map(({ badge, customer }) => `/${badge} ${customer}`).sort(),
				);
			}),
		);
	});

	it('shares a call only between equal rows for an operation without batch', async () => {
		const rows = [1, 2, 1].map((customer) => ({ badge: 'a', customer }));
		expect(
			(await plan(single, planned(rows), 20)).map(({ rows: serves }) =>
				serves.map(({ index }) => index),
			),
		).toEqual([[0, 2], [1]]);
	});
});

describe('bySequence', () => {
	it('groups the calls that may be in flight together, one sequence after the other', async () => {
		const calls = [0, 1, 0, 2, 1].map((sequence, nth) => ({
			call: { method: 'POST' as const, path: `/${nth}` },
			rows: [],
			sequence,
		}));
		expect(bySequence(calls).map((together) => together.map(({ call }) => call.path))).toEqual([
			['/0', '/2'],
			['/1', '/4'],
			['/3'],
		]);
		expect(bySequence([])).toEqual([]);
	});
});

describe('planLookUps', () => {
	const find = ({ badge, customer }: Row): Missing<object> =>
		badge === ''
			? { status: 'known', added: {} }
			: { status: 'call', call: { method: 'GET', path: '/x', query: { customer } } };

	it('plans one call for rows that need the same, and none for rows that need nothing', async () => {
		const rows = planned(
			[
				['a', 1],
				['a', 2],
				['', 1],
				['b', 1],
			].map(([badge, customer]) => ({ badge, customer }) as Row),
		);
		expect(await planLookUps({ find }, rows)).toEqual([
			{
				call: { method: 'GET', path: '/x', query: { customer: 1 } },
				rows: [rows[0], rows[3]],
				sequence: 0,
			},
			{ call: { method: 'GET', path: '/x', query: { customer: 2 } }, rows: [rows[1]], sequence: 0 },
		]);
	});
});
