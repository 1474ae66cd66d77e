import { ItemResults } from '../../../nodes/CapillaryBadges/engine/itemResults';

const failure = { error: 'Could not do it', message: 'Do it by hand.' };
const other = { error: 'Could not do it either', message: 'Leave it.' };

describe('ItemResults', () => {
	it('reports items that were done, and the others as not sent', () => {
		const results = new ItemResults(3);
		results.succeed(1, 0, [{ id: 'a' }, { id: 'b' }]);
		expect(results.progress()).toEqual([
			{ status: 'notSent' },
			{ status: 'succeeded', output: [{ id: 'a' }, { id: 'b' }] },
			{ status: 'notSent' },
		]);
	});

	it('counts an item without rows as done', () => {
		const results = new ItemResults(1);
		results.expectRows(0, 0);
		expect(results.progress()).toEqual([{ status: 'succeeded', output: [] }]);
	});

	it('counts an item as done when all of its rows are done', () => {
		const results = new ItemResults(1);
		results.expectRows(0, 2);
		results.succeed(0, 0, [{ id: 'a' }]);
		expect(results.progress()).toEqual([{ status: 'partial', done: 1, rows: 2 }]);
		results.succeed(0, 1, [{ id: 'b' }]);
		expect(results.progress()).toEqual([
			{ status: 'succeeded', output: [{ id: 'a' }, { id: 'b' }] },
		]);
	});

	it('keeps the order of rows that end out of order', () => {
		const results = new ItemResults(1);
		results.expectRows(0, 2);
		results.succeed(0, 1, [{ id: 'b' }]);
		results.succeed(0, 0, [{ id: 'a' }]);
		expect(results.progress()).toEqual([
			{ status: 'succeeded', output: [{ id: 'a' }, { id: 'b' }] },
		]);
	});

	it('reports the first failure of an item, and how many of its rows were done', () => {
		const results = new ItemResults(1);
		results.expectRows(0, 4);
		results.fail(0, failure);
		expect(results.progress()).toEqual([{ status: 'failed', failure }]);
		results.fail(0, other);
		results.succeed(0, 1, [{ id: 'b' }]);
		results.succeed(0, 3, [{ id: 'd' }]);
		expect(results.progress()).toEqual([
			{
				status: 'failed',
				failure: { ...failure, message: '2 of 4 were done. Do it by hand.' },
			},
		]);
	});
});
