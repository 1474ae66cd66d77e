import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { allPages, isPaged, type Paged } from '../../../nodes/CapillaryBadges/engine/pages';
import { send } from '../../../nodes/CapillaryBadges/engine/send';
import type { Answer, Call } from '../../../nodes/CapillaryBadges/transport/call';
import type { Answered } from '../transport/answering';
import { lineTo } from './line';

const pageCall = (page: number): Call => ({ method: 'GET', path: '/list', query: { page } });
const wholeCall: Call = { method: 'GET', path: '/whole' };
const idsIn = (answer: Answer) => answer.data as number[];

/** A list in pages of three; an entry of 0 is one that cannot be read. */
const operation = {
	settle: (_row: unknown, answer: Answer) =>
		idsIn(answer).includes(0)
			? { refused: { cause: 'unreadable', message: 'an odd entry' } }
			: { done: idsIn(answer).map((id) => ({ id })) },
	pages: {
		most: (row: number) => row,
		next: (_row: number, answer: Answer, page: number) =>
			idsIn(answer).length < 3 ? undefined : pageCall(page + 1),
		isRepeated: (_row: unknown, answer: Answer, before: Answer) =>
			`${idsIn(answer)}` === `${idsIn(before)}`,
		whole: (_row: number, answer: Answer) => ({
			call: wholeCall,
			entries: idsIn(answer).length + 2,
		}),
	},
} as unknown as Paged;

const answerOf = (ids: number[]): Answered => ({ body: JSON.stringify({ data: ids }) });

async function read(most: number, pages: Array<number[] | Answered>) {
	const answers = pages.map((one) => (Array.isArray(one) ? answerOf(one) : one));
	const { line, requests } = lineTo(answers, { maxRetries: 0 });
	const first = await send(line, pageCall(0));
	const settled = await allPages(line, operation, most, pageCall(0), first);
	return {
		settled: 'done' in settled ? settled.done.map(({ id }) => id) : settled,
		asked: requests.map(({ options }) => options.qs?.page ?? 'whole'),
	};
}

describe('allPages', () => {
	it('reads a list to its end', async () => {
		const { settled, asked } = await read(99, [[1, 2, 3], [4, 5, 6], [7]]);
		expect(settled).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(asked).toEqual([0, 1, 2]);
	});

	it.each([
		[2, [1, 2], 1],
		[3, [1, 2, 3], 1],
		[4, [1, 2, 3, 4], 2],
	])('reads no further than asked for: %d', async (most, ids, calls) => {
		const { settled, asked } = await read(most, [[1, 2, 3], [4, 5, 6], [7]]);
		expect(settled).toEqual(ids);
		expect(asked).toHaveLength(calls);
	});

	it('fails as a whole when a page does not come, or cannot be read', async () => {
		const none = { statusCode: 409, body: '{}' };
		expect((await read(99, [none])).settled).toMatchObject({ refused: { status: 409 } });
		expect((await read(99, [[1, 2, 3], none])).settled).toMatchObject({ refused: { status: 409 } });
		expect((await read(99, [[1, 2, 3], [0]])).settled).toMatchObject({
			refused: { message: 'an odd entry' },
		});
	});

	describe('of a server that gives the same page over and over', () => {
		const same = [1, 2, 3];

		it('asks for the list in one piece', async () => {
			const { settled, asked } = await read(99, [same, same, [1, 2, 3, 4, 5]]);
			expect(settled).toEqual([1, 2, 3, 4, 5]);
			expect(asked).toEqual([0, 1, 'whole']);
		});

		it('takes no more of it than there are to be', async () => {
			const { settled } = await read(99, [same, same, [1, 2, 3, 4, 5, 6]]);
			expect(settled).toEqual([1, 2, 3, 4, 5]);
		});

		it('fails when that is not all of it', async () => {
			const { settled } = await read(99, [same, same, [1, 2, 3, 4]]);
			expect(settled).toEqual({
				refused: { cause: 'unreadable', message: '4 of 5 entries, without the rest' },
			});
		});

		it('fails when that does not come, or cannot be read', async () => {
			const none = { statusCode: 409, body: '{}' };
			expect((await read(99, [same, same, none])).settled).toMatchObject({
				refused: { status: 409 },
			});
			expect((await read(99, [same, same, [0]])).settled).toMatchObject({
				refused: { message: 'an odd entry' },
			});
		});
	});
});

describe('isPaged', () => {
	it('says whether an operation reads pages', () => {
		expect(isPaged(operation)).toBe(true);
		expect(isPaged({ ...operation, pages: undefined } as Operation)).toBe(false);
	});
});
