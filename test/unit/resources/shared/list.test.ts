import { listed, type ListRow } from '../../../../nodes/CapillaryBadges/resources/shared/list';

const list = listed<ListRow>(() => ({ method: 'GET', path: '/things', query: { kind: 'a' } }), {
	name: 'things',
	outline: { id: 'id' },
});
const answer = (data: unknown) => ({ data, warnings: [] });
const page = (ids: unknown[], pagination: unknown = { totalPages: 3, total: 250 }) =>
	answer({ things: ids.map((id) => ({ id, name: 'x' })), pagination });
const row = (most: number, simplify = true): ListRow => ({ most, simplify });
const call = list.call([row(Infinity)]);

describe('a list', () => {
	it.each([
		[Infinity, 100],
		[250, 100],
		[30, 30],
	])('of at most %d entries is asked for in pages of %d', (most, size) => {
		expect(list.call([row(most)]).query).toEqual({ kind: 'a', page: 0, size });
	});

	it('is asked for in pages by a second name as well where the documents have one', () => {
		const named = { name: 'things', limit: 'Limit', outline: { id: 'id' as const } };
		const { call: first } = listed<ListRow>(() => ({ method: 'GET', path: '/things' }), named);
		expect(first([row(30)]).query).toEqual({ page: 0, size: 30, Limit: 30 });
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

	it.each([[{}], ['no'], [[]], [{ things: 'none' }], [{ things: [null] }], [{ things: [1] }]])(
		'is not there in %j',
		(data) => {
			expect(list.settle(row(5), answer(data), call)).toMatchObject({
				refused: { cause: 'unreadable' },
			});
		},
	);

	it.each([
		[
			{ total: 250, totalPages: 3 },
			{ total: 250, totalPages: 3 },
		],
		[
			{ total: '250', totalPages: '3' },
			{ total: 250, totalPages: 3 },
		],
		[{ total: -1, totalPages: 1.5 }, {}],
		[{ total: {}, totalPages: [] }, {}],
		[null, {}],
	])('tells how long it is by %j', (pagination, told) => {
		expect(list.pages.read(row(5), page([1], pagination))).toMatchObject(told);
	});

	it('tells its entries apart by their IDs, and those without one by all that they are', () => {
		const ids = [1, '1', {}, { a: 1 }, null];
		const read = list.pages.read(row(5), page(ids));
		const keys = 'entries' in read ? read.entries.map(({ key }) => key) : [];
		expect(keys[0]).toBe(keys[1]);
		expect(new Set(keys).size).toBe(4);
	});
});
