import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { Sent } from '../../../nodes/CapillaryBadges/engine/send';
import { settledRow } from '../../../nodes/CapillaryBadges/engine/settledRow';
import type { Settings } from '../../../nodes/CapillaryBadges/engine/settings';
import type { Answer, Call, Refusal } from '../../../nodes/CapillaryBadges/transport/call';
import type { Answered } from '../transport/answering';
import { lineTo } from './line';

const made: Call = { method: 'POST', path: '/give', body: { requestId: 'r' } };
const repeated: Refusal = { cause: 'capillary', code: 809, message: 'had it before' };
const found = { body: '{"data":{"id":"a"}}' };

const operation = {
	settle: (row: string, { data }: Answer, call: Call) => ({
		done: [{ row, said: data as IDataObject, by: call.path }],
	}),
	readBack: {
		saidBy: ({ code }: Refusal) => code === 809,
		call: (row: string): Call => ({ method: 'GET', path: `/read/${row}` }),
		settle: (row: string, { data }: Answer, call: Call, since: number) =>
			(data as IDataObject).id === 'none'
				? { refused: { cause: 'unreadable', message: 'not there' } }
				: { done: [{ row, read: data as IDataObject, by: call.path, since }] },
	},
} as unknown as Operation;

interface Case {
	sent?: { refused?: Refusal; answer?: Answer; mayHaveBeenDone?: boolean };
	alreadyDone?: Settings['alreadyDone'];
	answers?: Answered[];
	rows?: number;
	readBack?: Operation['readBack'];
}

async function settled({ sent, alreadyDone, answers = [found], rows = 1, ...more }: Case) {
	const { line, requests } = lineTo(answers, { alreadyDone, maxRetries: 0 });
	const came = { made: true, mayHaveBeenDone: false, begunAt, refused: repeated, ...sent } as Sent;
	const serves = Array.from({ length: rows }, (_, index) => ({ index, part: 0, row: 'row' }));
	const planned = { call: made, serves, turn: 0 };
	const result = await settledRow(line, { ...operation, ...more }, 'row', planned, came);
	return { result, read: requests.map(({ options }) => options.url) };
}

const READ = ['https://eu.api.capillarytech.com/read/row'];
const readBack = { row: 'row', read: { id: 'a' }, by: '/give' };
const now = Date.parse('2026-03-15T12:00:00Z');
const begunAt = now - 60_000;
beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(now));
afterEach(() => jest.restoreAllMocks());

describe('settledRow', () => {
	it('takes what an answer says', async () => {
		const answer: Answer = { data: { id: 'b' }, warnings: [] };
		const { result, read } = await settled({ sent: { answer, refused: undefined } });
		expect(result).toEqual({ done: [{ row: 'row', said: { id: 'b' }, by: '/give' }] });
		expect(read).toEqual([]);
	});

	it('reads back what a call did whose answer was lost', async () => {
		for (const rows of [1, 3]) {
			const { result, read } = await settled({ sent: { mayHaveBeenDone: true }, rows });
			// The other clock may be behind by five minutes.
			expect(result).toEqual({ done: [{ ...readBack, since: begunAt - 300_000 }] });
			expect(read).toEqual(READ);
		}
	});

	it('reads back what an earlier run did, where that counts as success', async () => {
		const { result, read } = await settled({ alreadyDone: 'success' });
		const since = now - 24 * 3_600_000;
		expect(result).toEqual({ done: [{ ...readBack, since, alreadyDone: true }] });
		expect(read).toEqual(READ);
	});

	it.each<[string, Case]>([
		['an earlier run did it, and that counts as an error', { alreadyDone: 'error' }],
		['an earlier call may have been about others', { alreadyDone: 'success', rows: 2 }],
		[
			'it was refused for another reason',
			{ sent: { refused: { ...repeated, code: 811 }, mayHaveBeenDone: true } },
		],
		['nothing can be read back', { sent: { mayHaveBeenDone: true }, readBack: undefined }],
	])('leaves a refusal as it is when %s', async (_, one) => {
		const { result, read } = await settled(one);
		expect(result).toMatchObject({ refused: one.sent?.refused ?? repeated });
		expect(read).toEqual([]);
	});

	it('fails when it cannot be read back, or is not there', async () => {
		const refused = [{ statusCode: 409, body: '{}' }];
		const none = [{ body: '{"data":{"id":"none"}}' }];
		for (const one of [{ alreadyDone: 'success' as const }, { sent: { mayHaveBeenDone: true } }]) {
			expect((await settled({ ...one, answers: refused })).result).toMatchObject({
				refused: { status: 409 },
			});
			expect((await settled({ ...one, answers: none })).result).toEqual({
				refused: { cause: 'unreadable', message: 'not there' },
			});
		}
	});
});
