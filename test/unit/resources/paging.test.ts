import { listed, type ListRow } from '../../../nodes/CapillaryBadges/resources/paging';

const list = listed<ListRow>(
	() => ({ method: 'GET', path: '/things', query: { kind: 'a' } }),
	'things',
	{ id: 'id' },
);
const answer = (data: unknown) => ({ data, warnings: [] });
const page = (ids: number[], pagination: object | null = { totalPages: 3, total: 250 }) =>
	answer({ things: ids.map((id) => ({ id, name: 'x' })), pagination });
const row = (most: number, simplify = true): ListRow => ({ most, simplify });
const call = list.call([row(Infinity)], 0);

describe('a list', () => {
	it.each([
		[Infinity, 100],
		[250, 100],
		[30, 30],
	])('of at most %d entries is asked for in pages of %d', (most, size) => {
		expect(list.call([row(most)], 0).query).toEqual({ kind: 'a', page: 0, size });
		expect(list.pages!.next(row(most), page([1]), 0)?.query).toMatchObject({ page: 1, size });
	});

	it('names the size once more where the call has a parameter for the number of entries', () => {
		const badges = listed<ListRow>(() => ({ method: 'GET', path: '/' }), 'things', {}, 'limit');
		expect(badges.call([row(30)], 0).query).toEqual({ page: 0, size: 30, limit: 30 });
	});

	it('goes on until its last page', () => {
		const next = (number: number, data = page([1])) =>
			list.pages!.next(row(Infinity), data, number);
		expect(next(1)?.query).toMatchObject({ page: 2 });
		expect(next(2)).toBeUndefined();
		expect(next(0, page([]))).toBeUndefined();
	});

	it('goes on after a full page where the number of pages is not told', () => {
		const full = Array.from({ length: 100 }, (_, id) => id);
		const next = (ids: number[], told: object | null, number = 0) =>
			list.pages!.next(row(Infinity), page(ids, told), number)?.query;
		for (const told of [null, { total: 250 }]) {
			expect(next(full, told)).toMatchObject({ page: 1 });
			expect(next(full, told, 7)).toMatchObject({ page: 8 });
			expect(next(full.slice(1), told)).toBeUndefined();
		}
		expect(next(full, { totalPages: 1 })).toBeUndefined();
	});

	it('gives each entry, simplified or whole', () => {
		expect(list.settle(row(5), page([1, 2]), call)).toEqual({ done: [{ id: '1' }, { id: '2' }] });
		expect(list.settle(row(5, false), page([1]), call)).toEqual({ done: [{ id: 1, name: 'x' }] });
	});

	it.each([
		['an empty list', { things: [] }],
		['null', { things: null }],
	])('takes %s for no entries', (_, data) => {
		expect(list.settle(row(5), answer(data), call)).toEqual({ done: [] });
	});

	it.each([[{}], ['no'], [[]], [{ things: 'none' }]])('is not there in %j', (data) => {
		expect(list.settle(row(5), answer(data), call)).toMatchObject({
			refused: { cause: 'unreadable' },
		});
	});
});

describe('a server that does not page', () => {
	it('is known by the same first entry', () => {
		expect(list.pages!.isRepeated(row(5), page([1, 2]), page([1, 2]))).toBe(true);
		expect(list.pages!.isRepeated(row(5), page([3]), page([1, 2]))).toBe(false);
		expect(list.pages!.isRepeated(row(5), page([]), page([]))).toBe(false);
	});

	it.each([
		[Infinity, 250],
		[120, 120],
	])('is asked for the whole list at once, up to %d entries', (most, size) => {
		expect(list.pages!.whole(row(most), page([1]))).toEqual({
			call: { method: 'GET', path: '/things', query: { kind: 'a', page: 0, size } },
			entries: size,
		});
	});
});
