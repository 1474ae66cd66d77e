import { ItemResults } from '../../../nodes/CapillaryBadges/engine/itemResults';

const failure = { error: 'Could not do it', message: 'Do it by hand.' };
const other = { error: 'Could not do it either', message: 'Leave it.' };

describe('Board', () => {
	it('tells what was done, and nothing of the items that no call was made for', () => {
		const board = new ItemResults(3);
		board.succeed(1, 0, [{ id: 'a' }, { id: 'b' }]);
		expect(board.outcomes()).toEqual([undefined, { done: [{ id: 'a' }, { id: 'b' }] }, undefined]);
	});

	it('counts an item that stands for nothing as done', () => {
		const board = new ItemResults(1);
		board.expectRows(0, 0);
		expect(board.outcomes()).toEqual([{ done: [] }]);
	});

	it('counts an item as done when all of its rows are', () => {
		const board = new ItemResults(1);
		board.expectRows(0, 2);
		board.succeed(0, 0, [{ id: 'a' }]);
		expect(board.outcomes()).toEqual([{ partly: { done: 1, rows: 2 } }]);
		board.succeed(0, 1, [{ id: 'b' }]);
		expect(board.outcomes()).toEqual([{ done: [{ id: 'a' }, { id: 'b' }] }]);
	});

	it('puts rows that are done late in their order', () => {
		const board = new ItemResults(1);
		board.expectRows(0, 2);
		board.succeed(0, 1, [{ id: 'b' }]);
		board.succeed(0, 0, [{ id: 'a' }]);
		expect(board.outcomes()).toEqual([{ done: [{ id: 'a' }, { id: 'b' }] }]);
	});

	it('tells the first failure of an item, and how many of its rows were done all the same', () => {
		const board = new ItemResults(1);
		board.expectRows(0, 4);
		board.failed(0, failure);
		expect(board.outcomes()).toEqual([{ failed: failure }]);
		board.failed(0, other);
		board.succeed(0, 1, [{ id: 'b' }]);
		board.succeed(0, 3, [{ id: 'd' }]);
		expect(board.outcomes()).toEqual([
			{ failed: { ...failure, message: '2 of 4 were done. Do it by hand.' } },
		]);
	});
});
