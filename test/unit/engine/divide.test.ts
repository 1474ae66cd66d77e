import fc from 'fast-check';

import { Divider } from '../../../nodes/CapillaryBadges/engine/divide';
import { plan, type PlannedCall } from '../../../nodes/CapillaryBadges/engine/plan';
import type { Sent } from '../../../nodes/CapillaryBadges/api/client';
import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { runConcurrently } from '../../../nodes/CapillaryBadges/engine/pool';
import { requestOf, type Request } from '../../../nodes/CapillaryBadges/engine/request';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';

const post = { method: 'POST' as const, path: '/a' };

/** A customer, and `of`, which the rows of a call share. */
interface Row {
	of: string;
	customer: number;
}

const request = {
	maxEntries: 100,
	groupKey: ({ of }: Row) => of,
	dedupeKey: ({ customer }: Row) => String(customer),
	isShared: ({ code }: Refusal) => code === 810,
	build: (rows: Row[]) => ({
		method: 'POST',
		path: `/${rows[0].of}`,
		body: { customers: rows.map(({ customer }) => customer) },
	}),
} as unknown as Request;

const refused = (more: Partial<Refusal> = {}): Refusal => ({
	...{ cause: 'capillary', status: 409, code: 811, message: 'no' },
	...more,
});

const sent = (refusal: Refusal, more: Partial<Omit<Sent, 'status'>> = {}): Sent => ({
	...{ status: 'failed', refusal, made: true, mayHaveBeenDone: false, begunAt: 1000 },
	...more,
});

const customersOf = ({ call }: PlannedCall) => (call.body as { customers: number[] }).customers;

const planned = async (rows: Row[], batchSize = 20) =>
	await plan(
		request,
		rows.map((row, index) => ({ index, part: 0, row })),
		batchSize,
	);

/** Sends the calls to a server that refuses calls with unknown or too many customers. */
async function sendAll(rows: Row[], unknown: number[], most: number, batchSize = 20) {
	const divider = new Divider(request);
	const calls: Array<PlannedCall & { answer: 'done' | 'refused' | 'too many' }> = [];
	await runConcurrently(await planned(rows, batchSize), 3, async (call) => {
		const smaller = divider.beforeSending(call);
		if (smaller.length > 0) return smaller;
		const customers = customersOf(call);
		const tooMany = customers.length > most;
		const isUnknown = customers.some((customer) => unknown.includes(customer));
		calls.push({ ...call, answer: tooMany ? 'too many' : isUnknown ? 'refused' : 'done' });
		await Promise.resolve();
		if (!tooMany && !isUnknown) return [];
		return divider.afterRefusal(call, sent(refused(tooMany ? { code: 1060 } : {})));
	});
	return calls;
}

const rows = fc.array(
	fc.record({ of: fc.constantFrom('a', 'b'), customer: fc.integer({ min: 1, max: 60 }) }),
	{ maxLength: 120 },
);
const unknown = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 5 });

describe('Divider', () => {
	it('does each row once, and refuses rows that are refused alone', async () => {
		await fc.assert(
			fc.asyncProperty(rows, unknown, fc.integer({ min: 1, max: 25 }), async (all, bad, most) => {
				const calls = await sendAll(all, bad, most);
				const last = calls.filter(
					(call) => call.answer === 'done' || customersOf(call).length === 1,
				);
				const served = last.flatMap(({ rows: serves }) => serves.map(({ index }) => index));
				expect(served.sort((one, other) => one - other)).toEqual(all.map((_, index) => index));
				for (const call of last) {
					const isBad = bad.includes(customersOf(call)[0]);
					expect(call.answer === 'refused').toBe(isBad);
					expect(new Set(call.rows.map(({ row }) => (row as Row).customer))).toEqual(
						new Set(customersOf(call)),
					);
				}
			}),
		);
	});

	it('sends at most two calls more for each halving', async () => {
		const twenty = Array.from({ length: 20 }, (_, customer) => ({ of: 'a', customer }));
		for (const { customer } of twenty) {
			// 20, 10, 5, 3, 2, 1: five halvings.
			expect((await sendAll(twenty, [customer], 20)).length).toBeLessThanOrEqual(1 + 2 * 5);
		}
	});

	it('keeps the smaller size once a call was too large, also for calls that were planned before', async () => {
		const sixty = Array.from({ length: 60 }, (_, customer) => ({ of: 'a', customer }));
		const calls = await sendAll(sixty, [], 7);
		expect(calls.map((call) => customersOf(call).length)).toEqual([
			// Three calls are in flight at a time.
			...[20, 20, 20, 10, 10, 10],
			...Array<number>(12).fill(5),
		]);
		expect(calls.filter(({ answer }) => answer === 'too many')).toHaveLength(6);
	});

	it('does not divide a call that was not sent or not refused', async () => {
		const [call] = await planned([1, 2].map((customer) => ({ of: 'a', customer })));
		const divider = new Divider(request);
		expect(divider.afterRefusal(call, sent(refused(), { made: false }))).toEqual([]);
		const answer = { data: {}, warnings: [] };
		const answered = {
			status: 'succeeded' as const,
			response: answer,
			made: true,
			mayHaveBeenDone: false,
			begunAt: 0,
		};
		expect(divider.afterRefusal(call, answered)).toEqual([]);
	});

	it('remembers for each part that an earlier attempt may have done it', async () => {
		const [call] = await planned([1, 2].map((customer) => ({ of: 'a', customer })));
		const parts = new Divider(request).afterRefusal(
			call,
			sent(refused(), { mayHaveBeenDone: true, begunAt: 5 }),
		);
		expect(parts.map(({ inDoubtSince }) => inDoubtSince)).toEqual([5, 5]);
	});

	it('keeps the sequence of the call, so that rows of one sequence are never in flight together', async () => {
		const [call] = await planned([1, 2].map((customer) => ({ of: 'a', customer })));
		const parts = new Divider(request).afterRefusal({ ...call, sequence: 3 }, sent(refused()));
		expect(parts.map(({ sequence }) => sequence)).toEqual([3, 3]);
	});

	const divides = async (refusal: Refusal, changes: Partial<Request> = {}, count = 4) => {
		const [call] = await planned(
			Array.from({ length: count }, (_, customer) => ({ of: 'a', customer })),
		);
		return new Divider({ ...request, ...changes }).afterRefusal(call, sent(refusal)).length > 0;
	};

	it.each<[string, Partial<Refusal>]>([
		['that can be about one row', { code: 811 }],
		['under HTTP 200', { code: 8015, status: 200 }],
		['with an unknown code', { code: 4711, status: 400 }],
		['without a code', { code: undefined, message: "issue doesn't belong to customer" }],
		['of too many entries', { code: 1060 }],
		['of too much data, from a gateway', { cause: 'unreadable', code: undefined, status: 413 }],
		['of a customer who is still busy', { code: 521, status: 400 }],
	])('divides after a refusal %s', async (_, more) => {
		expect(await divides(refused(more))).toBe(true);
	});

	it.each<[string, Partial<Refusal>]>([
		['that concerns all rows', { code: 810 }],
		['of the credential', { cause: 'signIn', code: 4000, status: 403 }],
		['that does not tell what was done', { code: 999999, status: 500 }],
		['that is temporary', { code: 4001, status: 400 }],
		['of too many calls', { code: undefined, status: 429 }],
		['for a limit that lasts longer than the node waits', { status: 429, retryAfter: 3_600_000 }],
	])('does not divide after a refusal %s', async (_, more) => {
		expect(await divides(refused(more))).toBe(false);
	});

	it.each(['unreadable', 'unanswered', 'unreachable', 'cancelled'] as const)(
		'does not divide after the cause %s',
		async (cause) => {
			expect(await divides({ cause, message: '' })).toBe(false);
		},
	);

	it('does not divide a call for one customer, nor one without isShared', async () => {
		expect(await divides(refused(), {}, 1)).toBe(false);
		expect(await divides(refused({ code: 1060 }), {}, 1)).toBe(false);
		expect(await divides(refused({ code: 1060 }), { isShared: undefined })).toBe(false);
	});

	it('does not divide rows that share one entry', async () => {
		const [call] = await planned([1, 1].map((customer) => ({ of: 'a', customer })));
		expect(new Divider(request).afterRefusal(call, sent(refused()))).toEqual([]);
	});

	it('does not divide calls of operations for one row', async () => {
		const single = requestOf({ single: { build: () => post } } as unknown as Operation);
		const [call] = await planned([1, 2].map((customer) => ({ of: 'a', customer })));
		expect(new Divider(single).beforeSending(call)).toEqual([]);
		expect(new Divider(single).afterRefusal(call, sent(refused()))).toEqual([]);
	});
});
