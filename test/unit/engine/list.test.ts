import fc from 'fast-check';

import { readList } from '../../../nodes/CapillaryBadges/engine/list';
import { firstPage } from '../../../nodes/CapillaryBadges/engine/page';
import type { List } from '../../../nodes/CapillaryBadges/engine/requests';
import { clientTo } from './client';

/**
 * A list like those of badges, groups and custom fields. A row is the largest number of entries.
 */
const things = {
	limit: (most: number) => most,
	call: () => ({ method: 'GET', path: '/list' }),
	entries: () => ({ name: 'things', id: ['id'] }),
	output: ({ id }: { id: number }) => ({ id }),
} as unknown as List<unknown>;

interface PageRequest {
	page: number;
	size: number;
	/** The number of the call, from 0. */
	nth: number;
}
/**
 * The response of a server: the IDs of a page, null instead of a list, and what it says about the
 * whole list.
 */
type Answers = (request: PageRequest) => {
	ids: Array<number | string | null> | null;
	total?: unknown;
	totalPages?: unknown;
	status?: number;
};

async function read(answers: Answers, most = Infinity) {
	const { client, caller } = clientTo([], { maxRetries: 0 });
	const requests: PageRequest[] = [];
	caller.helpers.httpRequestWithAuthentication = (async (
		_type: string,
		{ qs }: { qs: { page: number; size: number } },
	) => {
		const one = { page: Number(qs.page), size: Number(qs.size), nth: requests.length };
		requests.push(one);
		const { ids, total, totalPages, status = 200 } = answers(one);
		const things = ids && ids.map((id) => (id === null ? null : { id }));
		const body = JSON.stringify({ data: { things, pagination: { total, totalPages } } });
		return await Promise.resolve({ statusCode: status, headers: {}, body });
	}) as never;
	const first = await client.send(firstPage(things, most));
	const list = await readList(client, things, most, first);
	return {
		list,
		ids: list.status === 'succeeded' ? list.output.map(({ id }) => Number(id)) : [],
		requests,
	};
}

const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);
const slice = <T>(all: T[], { page, size }: { page: number; size: number }) =>
	all.slice(page * size, (page + 1) * size);
const sorted = (ids: number[]) => [...ids].sort((one, other) => one - other);

describe('reads a whole list', () => {
	const all = upTo(250);
	const cases: Array<[string, Answers, calls?: number]> = [
		[
			'with a number of pages',
			(request) => ({ ids: slice(all, request), totalPages: 3, total: 250 }),
			3,
		],
		[
			'with a number of pages as text',
			(request) => ({ ids: slice(all, request), totalPages: '3' }),
			3,
		],
		['with a total only', (request) => ({ ids: slice(all, request), total: 250 }), 3],
		['with 0 pages', (request) => ({ ids: slice(all, request), total: 250, totalPages: 0 }), 3],
		['without totals', (request) => ({ ids: slice(all, request) }), 4],
		[
			'with an empty page in the middle',
			({ page, size }) => ({
				ids: page === 1 ? [] : slice(all, { page: page > 1 ? page - 1 : page, size }),
				total: 250,
				totalPages: 4,
			}),
			4,
		],
		[
			'with a null page in the middle',
			({ page, size }) => ({
				ids: page === 1 ? null : slice(all, { page: page > 1 ? page - 1 : page, size }),
				total: 250,
				totalPages: 4,
			}),
			4,
		],
		[
			'in smaller pages than requested, counted by their size',
			({ page, size }) => ({ ids: slice(all, { page, size: Math.min(size, 40) }), total: 250 }),
			7,
		],
		[
			'in smaller pages than requested, counted by the requested size',
			(request) => ({ ids: slice(all, request).slice(0, 40), total: 250 }),
		],
		[
			'that always sends its first page, but all of it when that is requested',
			({ size }) => ({ ids: all.slice(0, size), total: 250, totalPages: 3 }),
			3,
		],
		[
			'with a billion pages',
			(request) => ({ ids: slice(all, request), total: 250, totalPages: 1e9 }),
			13,
		],
		[
			'whose order changes between pages',
			({ page, size, nth }) => {
				const order = [...all].sort(
					(one, other) => ((one * 7 + nth * 13) % 250) - ((other * 7 + nth * 13) % 250),
				);
				return { ids: slice(order, { page, size }), total: 250, totalPages: Math.ceil(250 / size) };
			},
		],
		[
			'whose order changes between pages, in pages of at most 100',
			({ page, size, nth }) => {
				const order = [...all].sort(
					(one, other) => ((one * 7 + nth * 13) % 250) - ((other * 7 + nth * 13) % 250),
				);
				return {
					ids: slice(order, { page, size: Math.min(100, size) }),
					total: 250,
					totalPages: 3,
				};
			},
		],
	];

	it.each(cases.map(([what, ...rest]) => ({ what, rest })))('$what', async ({ rest }) => {
		const [answers, calls] = rest;
		const { list, ids, requests } = await read(answers);
		expect(sorted(ids)).toEqual(all);
		expect(list).not.toHaveProperty('notice');
		if (calls) expect(requests).toHaveLength(calls);
		expect(requests.length).toBeLessThan(50);
	});

	it.each([
		['when entries are added at the start', upTo(30, 1000), [] as number[]],
		['when entries are removed from the start', [] as number[], upTo(30)],
		['when both happen', upTo(30, 1000), upTo(30)],
	])('%s while it is read', async (_, added, removed) => {
		let now = all;
		for (const cap of [5000, 100]) {
			now = all;
			const { list, ids } = await read(({ page, size, nth }) => {
				const capped = Math.min(size, cap);
				const answer = { ids: slice(now, { page, size: capped }), total: now.length };
				if (nth === 0) now = [...added, ...all.filter((id) => !removed.includes(id))];
				return answer;
			});
			// Removed entries may have been read before. All present entries must be there, each
			// once.
			expect(new Set(ids).size).toBe(ids.length);
			if (added.length !== removed.length) expect(sorted(ids)).toEqual(sorted(now));
			expect(list).not.toHaveProperty('notice');
		}
	});

	it('up to a limit, from a server that sends smaller pages than requested', async () => {
		const { ids, requests } = await read(
			({ page, size }) => ({ ids: slice(all, { page, size: Math.min(size, 20) }), total: 250 }),
			50,
		);
		expect(ids).toEqual(upTo(50));
		expect(requests.map(({ size }) => size)).toEqual([50, 50, 50]);
	});

	it.each([
		[2, 1],
		[100, 1],
		[101, 2],
	])('up to %d entries', async (most, calls) => {
		const { ids, requests } = await read((one) => ({ ids: slice(all, one), total: 250 }), most);
		expect(ids).toEqual(upTo(most));
		expect(requests).toHaveLength(calls);
	});

	it('that is empty', async () => {
		const { list, requests } = await read(() => ({ ids: [], total: 0, totalPages: 0 }));
		expect(list).toEqual({ status: 'succeeded', output: [] });
		expect(requests).toHaveLength(1);
	});
});

describe('a list that cannot be read as a whole', () => {
	it.each<[string, Answers, number]>([
		['hides entries', (one) => ({ ids: slice(upTo(240), one), total: 250 }), 240],
		['sends its first page forever', () => ({ ids: upTo(100), total: 250, totalPages: 3 }), 100],
		[
			'sends its first page forever and claims a billion entries',
			() => ({ ids: upTo(100), total: 1e9, totalPages: 1e9 }),
			100,
		],
	])('is reported, also on each item, when the server %s', async (_, answers, count) => {
		const { list, ids, requests } = await read(answers);
		expect(ids).toHaveLength(count);
		expect(list).toMatchObject({
			notice: expect.stringMatching(/^The list could not be read as a whole: \d+ of \d+ entries/),
		});
		const done = list.status === 'succeeded' ? list.output : [];
		expect(
			done.every(({ listIncomplete }) => /^\d+ of \d+ entries$/.test(String(listIncomplete))),
		).toBe(true);
		expect(requests.length).toBeLessThan(50);
	});

	it('fails when nothing of it comes', async () => {
		const { list } = await read(() => ({ ids: [], total: 5 }));
		expect(list).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable', message: '0 of 5 entries' },
		});
	});

	it('fails when a page fails or an entry is null', async () => {
		const all = upTo(250);
		const refused = await read((one) => ({
			ids: slice(all, one),
			total: 250,
			status: one.page === 1 ? 409 : 200,
		}));
		expect(refused.list).toMatchObject({ status: 'failed', refusal: { status: 409 } });
		const odd = await read(() => ({ ids: [1, null, 3], total: 3 }));
		expect(odd.list).toMatchObject({
			status: 'failed',
			refusal: { message: 'has a list with an empty entry' },
		});
	});
});

describe('any list', () => {
	it('is read as a whole, each entry once, or reported as incomplete', async () => {
		const change = fc.record({
			after: fc.nat(8),
			added: fc.nat(40),
			removed: fc.nat(40),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.nat(400),
				fc.constantFrom(7, 30, 100, 10_000),
				fc.constantFrom('total', 'totalPages', 'both'),
				fc.array(change, { maxLength: 3 }),
				fc.constantFrom(Infinity, 1, 50, 150),
				async (count, cap, tells, changes, most) => {
					let now = upTo(count);
					// The list when the last page was sent. Later changes cannot be in it.
					let atLast = now;
					let next = 10_000;
					const { list, ids } = await read(({ page, size: wanted, nth }) => {
						const size = Math.min(wanted, cap);
						atLast = now;
						const answer = {
							ids: slice(now, { page, size }),
							...(tells === 'totalPages' ? {} : { total: now.length }),
							...(tells === 'total' ? {} : { totalPages: Math.ceil(now.length / size) }),
						};
						for (const { after, added, removed } of changes) {
							if (after === nth) now = [...upTo(added, (next += 100)), ...now.slice(removed)];
						}
						return answer;
					}, most);
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids.length).toBeLessThanOrEqual(most);
					const total = tells !== 'totalPages';
					// With equal numbers removed and added, or without a count, no response shows
					// the change.
					const isHidden = !total || changes.some(({ added, removed }) => removed > 0 && added > 0);
					if (most === Infinity && !isHidden && !('notice' in list)) {
						expect(ids).toEqual(expect.arrayContaining(atLast));
					}
				},
			),
			{ numRuns: 300 },
		);
	});
});
