import { firstPage, readPage } from '../../../nodes/CapillaryBadges/engine/page';
import type { List } from '../../../nodes/CapillaryBadges/engine/requests';

const list: List<unknown> = {
	limit: (row) => row as number,
	call: () => ({ method: 'GET', path: '/things', query: { kind: 'a' } }),
	entries: () => ({ name: 'things', id: ['id'] }),
	output: ({ id }) => ({ id: String(id) }),
};
const answer = (data: unknown) => ({ data, warnings: [] });
const page = (ids: unknown[], pagination: unknown = { totalPages: 3, total: 250 }) =>
	answer({ things: ids.map((id) => ({ id, name: 'x' })), pagination });

describe('a list', () => {
	it.each([
		[Infinity, 100],
		[250, 100],
		[30, 30],
	])('of at most %d entries is requested in pages of %d', (most, size) => {
		expect(firstPage(list, most).query).toEqual({ kind: 'a', page: 0, size });
	});

	it('is requested with a second size parameter where the documents have one', () => {
		const entries = () => ({ name: 'things', limit: 'Limit', id: ['id'] });
		const query = { kind: 'a', page: 0, size: 30, Limit: 30 };
		expect(firstPage({ ...list, entries }, 30).query).toEqual(query);
	});

	it('outputs each entry', () => {
		const read = readPage(list, 5, page([1, 2]));
		expect(read).toMatchObject({
			status: 'succeeded',
			entries: [{ output: { id: '1' } }, { output: { id: '2' } }],
		});
	});

	it.each([
		['an empty list', { things: [] }],
		['null', { things: null }],
	])('has no entries with %s', (_, data) => {
		expect(readPage(list, 5, answer(data))).toEqual({ status: 'succeeded', entries: [] });
	});

	it.each([[{}], ['no'], [[]], [{ things: 'none' }], [{ things: [null] }], [{ things: [1] }]])(
		'is unreadable in %j',
		(data) => {
			expect(readPage(list, 5, answer(data))).toMatchObject({
				status: 'failed',
				refusal: { cause: 'unreadable' },
			});
		},
	);

	it('is not read from a response that the operation refuses', () => {
		const refusal = { cause: 'unreadable' as const, message: 'about another badge' };
		const refuse = () => ({ status: 'failed' as const, refusal });
		expect(readPage({ ...list, refuse }, 5, page([1]))).toEqual({ status: 'failed', refusal });
	});

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
	])('reads the total and the pages from %j', (pagination, expected) => {
		const entries = [{ key: '["1"]', output: { id: '1' } }];
		expect(readPage(list, 5, page([1], pagination))).toEqual({
			...{ status: 'succeeded', entries },
			...expected,
		});
	});

	it('identifies its entries by ID, and those without an ID by their content', () => {
		const read = readPage(list, 5, page([1, '1', {}, { a: 1 }, null]));
		const keys = read.status === 'succeeded' ? read.entries.map(({ key }) => key) : [];
		expect(keys[0]).toBe(keys[1]);
		expect(new Set(keys).size).toBe(4);
	});
});
