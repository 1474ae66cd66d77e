import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { PlannedRow } from '../../../nodes/CapillaryBadges/engine/plan';
import {
	settleCall,
	settleEarlierRun,
	type SettledCall,
} from '../../../nodes/CapillaryBadges/engine/recover';
import type { Outcome, RecoveryOf } from '../../../nodes/CapillaryBadges/engine/results';
import type { Sent } from '../../../nodes/CapillaryBadges/api/client';
import type { Repeat } from '../../../nodes/CapillaryBadges/engine/repeat';
import type { RunOptions } from '../../../nodes/CapillaryBadges/engine/runOptions';
import type { Response, Call, Reply } from '../../../nodes/CapillaryBadges/api/call';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { broken, type Answered } from '../api/answering';
import { withFakeTime, runTo } from './client';

const call: Call = { method: 'POST', path: '/give', body: { requestId: 'r' } };
const repeated: Refusal = { cause: 'capillary', code: 809, message: 'had it before' };
const gone: Refusal = { cause: 'capillary', code: 810, message: 'not claimed' };
const page: Refusal = { cause: 'unreadable', status: 503, message: 'is a web page' };
const late: Refusal = { cause: 'unanswered', timedOut: true, message: 'too late' };

const has = (id: string): Answered => ({ body: `{"data":{"id":"${id}"}}` });
const hasNone: Answered = { body: '{"data":{"none":true}}' };
const unclear: Answered = { body: '{"data":{"unclear":true}}' };

let recoveries: RecoveryOf[] = [];

/**
 * Gives something to each row. Rows are names of customers. A row that is sent again has a star.
 */
const recover: Repeat<string>['recover'] = {
	isRepeat: ({ code }) => code === 809,
	call: (row) => ({ method: 'GET', path: `/has/${row}` }),
	settle(_, { data }, about) {
		recoveries.push({ ...about, taken: new Set(about.taken) });
		const { id, unclear: isUnclear } = data as IDataObject;
		if (isUnclear) return { status: 'unknown' };
		return id === undefined || about.taken.has(String(id))
			? { status: 'notDone' }
			: { status: 'done', output: { id } };
	},
	resend: (row) => `${row}*`,
	idOf: ({ id }) => String(id),
};
const operation = {
	batch: {
		...{ maxEntries: 20, groupKey: () => '', dedupeKey: (row: string) => row },
		settle: (row: string, { data }: Response): Outcome =>
			(data as IDataObject).to === row
				? { status: 'succeeded', output: [{ id: 'told' }] }
				: { status: 'failed', refusal: gone },
	},
	repeat: { recover },
} as unknown as Operation;
const ofUser = {
	...operation,
	repeat: { recover: { ...recover, resend: () => undefined } },
} as unknown as Operation;

const blind: Operation = { ...operation, repeat: {} };

interface Case {
	sent: Reply;
	mayHaveBeenDone?: boolean;
	made?: boolean;
	rows?: string[];
	reads?: Answered[];
	settings?: Partial<RunOptions>;
	operation?: Operation;
	call?: Call;
	resent?: number;
	repeats?: () => number;
}

async function settled(one: Case) {
	const { run, requests } = runTo(one.operation ?? operation, one.reads ?? [], {
		maxRetries: 0,
		...one.settings,
	});
	const rows = (one.rows ?? ['a']).map((row, index) => ({ index, part: 0, row }));
	const begunAt = Date.now() - 60_000;
	const { made = true, mayHaveBeenDone = false, resent = 0, repeats } = one;
	const sent = { ...one.sent, made, mayHaveBeenDone, begunAt } as Sent;
	const planned = { call: one.call ?? call, rows, sequence: 0, resent };
	const { result, took } = await withFakeTime(async () =>
		settleCall(run, { planned, sent, repeats }),
	);
	return { ...summarize(result), begunAt, took, read: requests.map(({ options }) => options.url) };
}

function summarize({ rows, resend }: SettledCall) {
	const results = rows.map(({ planned: { row }, outcome }) =>
		outcome.status === 'failed'
			? { row, status: outcome.status, refusal: outcome.refusal }
			: { row, done: outcome.status === 'succeeded' ? outcome.output[0] : undefined },
	);
	return { rows: results, resend: resend.map(({ row }) => row) };
}

const readOf = (...rows: string[]) =>
	rows.map((row) => `https://eu.api.capillarytech.com/has/${row}`);

beforeEach(() => {
	recoveries = [];
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => jest.restoreAllMocks());

describe('settleCall', () => {
	it('reads the outcomes from the response', async () => {
		const answer = { data: { to: 'a' }, warnings: [] };
		const { rows, read } = await settled({
			sent: { status: 'succeeded', response: answer },
			rows: ['a', 'b'],
		});
		expect(rows).toEqual([
			{ row: 'a', done: { id: 'told' } },
			{ row: 'b', status: 'failed', refusal: gone },
		]);
		expect(read).toEqual([]);
	});

	it.each<[string, Case]>([
		['Capillary itself refused it', { sent: { status: 'failed', refusal: gone } }],
		['it was not sent', { sent: { status: 'failed', refusal: page }, made: false }],
		[
			"the request ID is the user's",
			{ sent: { status: 'failed', refusal: repeated }, operation: ofUser },
		],
		['nothing can be read back', { sent: { status: 'failed', refusal: page }, operation: blind }],
	])('keeps the refusal when %s', async (_, one) => {
		const { rows, resend, read } = await settled(one);
		expect(rows).toEqual([{ row: 'a', ...one.sent }]);
		expect([...resend, ...read]).toEqual([]);
	});

	it.each<[string, Omit<Case, 'reads'>]>([
		['a lost response', { sent: { status: 'failed', refusal: page } }],
		[
			'a lost response to an earlier attempt',
			{ sent: { status: 'failed', refusal: gone }, mayHaveBeenDone: true },
		],
		['the refusal of its own request ID', { sent: { status: 'failed', refusal: repeated } }],
		[
			"the refusal of the user's after a doubt",
			{ sent: { status: 'failed', refusal: repeated }, mayHaveBeenDone: true, operation: ofUser },
		],
		[
			'a repetition by n8n',
			{ sent: { status: 'failed', refusal: repeated }, repeats: () => 5, operation: ofUser },
		],
	])('reads each row back after %s', async (_, one) => {
		const { rows, resend, read, begunAt } = await settled({
			...{ ...one, rows: ['a', 'b'], reads: [has('1'), has('2')] },
		});
		expect(rows).toEqual([
			{ row: 'a', done: { id: '1' } },
			{ row: 'b', done: { id: '2' } },
		]);
		expect(resend).toEqual([]);
		expect(read).toEqual(readOf('a', 'b'));
		// No response has Capillary's time here, and its clock can be five minutes behind.
		const since = one.repeats?.() ?? Math.floor((begunAt - 300_000) / 1000) * 1000;
		expect(recoveries).toEqual([
			{ call, since, byOtherRun: false, taken: new Set() },
			{ call, since, byOtherRun: false, taken: new Set(['1']) },
		]);
	});

	it("uses Capillary's clock", async () => {
		const hourAgo = new Date(Date.now() - 3_600_000).toUTCString();
		const { begunAt } = await settled({
			sent: { status: 'failed', refusal: page },
			reads: [{ ...has('1'), headers: { Date: hourAgo } } as Answered],
		});
		expect(Math.abs(recoveries[0].since - (begunAt - 3_600_000))).toBeLessThanOrEqual(4000);
	});

	it('assigns one result to one row, or to all rows that share an entry', async () => {
		const answer = { data: { to: 'a' }, warnings: [] };
		const both = await settled({
			...{ sent: { status: 'succeeded', response: answer }, mayHaveBeenDone: true },
			...{ rows: ['a', 'b', 'b'], reads: [has('told')] },
		});
		expect(both.rows.slice(1)).toEqual([
			{ row: 'b', status: 'failed', refusal: { ...gone, outcome: 'notDone' } },
			{ row: 'b', status: 'failed', refusal: { ...gone, outcome: 'notDone' } },
		]);
		const one = await settled({
			sent: { status: 'failed', refusal: page },
			rows: ['b', 'b'],
			reads: [has('1')],
		});
		expect(one.rows.map(({ done }) => done)).toEqual([{ id: '1' }, { id: '1' }]);
	});

	it.each<[string, Refusal, Answered, Refusal['outcome']]>([
		['it is not there', page, hasNone, 'notDone'],
		['it may still come', late, hasNone, 'unknown'],
		['it is unclear', page, unclear, 'unknown'],
		['reading is refused', page, { statusCode: 409, body: '{}' }, 'unknown'],
	])('keeps the refusal when %s', async (_, refused, read, outcome) => {
		const { rows } = await settled({ sent: { status: 'failed', refusal: refused }, reads: [read] });
		expect(rows).toEqual([{ row: 'a', status: 'failed', refusal: { ...refused, outcome } }]);
	});

	it.each([404, 1026, 8015])('reads the code %d as nothing done', async (code) => {
		const read = { statusCode: 404, body: `{"errors":[{"code":${code},"message":"not found"}]}` };
		const { rows } = await settled({ sent: { status: 'failed', refusal: page }, reads: [read] });
		expect(rows).toEqual([
			{ row: 'a', status: 'failed', refusal: { ...page, outcome: 'notDone' } },
		]);
	});

	it('reads no other row when Capillary does not respond', async () => {
		const { rows, read } = await settled({
			...{
				sent: { status: 'failed', refusal: page },
				rows: ['a', 'b'],
				reads: [broken('ECONNRESET'), has('2')],
			},
		});
		expect(rows).toEqual([
			{ row: 'a', status: 'failed', refusal: { ...page, outcome: 'unknown' } },
			{ row: 'b', status: 'failed', refusal: { ...page, outcome: 'unknown' } },
		]);
		expect(read).toEqual(readOf('a'));
	});

	it('sends rows again that their own request did not do', async () => {
		const { rows, resend } = await settled({
			...{
				sent: { status: 'failed', refusal: repeated },
				mayHaveBeenDone: true,
				settings: { maxRetries: 4 },
			},
			...{ rows: ['a', 'b'], reads: [has('1'), hasNone] },
		});
		expect(rows).toEqual([{ row: 'a', done: { id: '1' } }]);
		expect(resend).toEqual(['b*']);
	});

	it('waits before it does so when the request may be in flight, and does so a limited number of times', async () => {
		const one: Case = {
			...{
				sent: { status: 'failed', refusal: repeated },
				mayHaveBeenDone: true,
				settings: { maxRetries: 2 },
			},
			reads: [hasNone, hasNone, hasNone],
		};
		const { resend, took, read } = await settled(one);
		expect(resend).toEqual(['a*']);
		expect(took).toBe(500 + 1000);
		expect(read).toHaveLength(3);
		const found = await settled({ ...one, reads: [hasNone, has('1')] });
		expect(found).toMatchObject({ rows: [{ row: 'a', done: { id: '1' } }], resend: [], took: 500 });
		const endless = await settled({ ...one, resent: 20 });
		expect(endless).toMatchObject({
			rows: [{ row: 'a', status: 'failed', refusal: { outcome: 'unknown' } }],
			resend: [],
		});
	});

	it("does not send a request with the user's ID again", async () => {
		const { rows, resend } = await settled({
			...{
				sent: { status: 'failed', refusal: repeated },
				mayHaveBeenDone: true,
				operation: ofUser,
			},
			reads: [hasNone],
		});
		expect(resend).toEqual([]);
		expect(rows).toEqual([
			{ row: 'a', status: 'failed', refusal: { ...repeated, outcome: 'unknown' } },
		]);
	});

	describe('when another run may have used the request ID', () => {
		const other: Case = {
			...{ sent: { status: 'failed', refusal: repeated }, operation: ofUser },
			settings: { alreadyDone: 'success' },
		};

		it('counts what it finds as done and marks it', async () => {
			const { rows } = await settled({ ...other, reads: [has('1')] });
			expect(rows).toEqual([{ row: 'a', done: { id: '1', alreadyDone: true } }]);
			expect(recoveries[0].byOtherRun).toBe(true);
			const age = Date.now() - recoveries[0].since;
			expect(age).toBeGreaterThan(24 * 3_600_000);
			expect(age).toBeLessThan(24 * 3_600_000 + 302_000);
		});

		it('keeps the refusal when it finds nothing', async () => {
			const { rows, resend } = await settled({ ...other, reads: [hasNone] });
			expect(rows).toEqual([{ row: 'a', status: 'failed', refusal: repeated }]);
			expect(resend).toEqual([]);
		});
	});

	describe('a call that may be sent only once', () => {
		const once: Case = {
			...{ sent: { status: 'failed', refusal: page }, call: { ...call, once: true } },
			settings: { maxRetries: 2 },
		};

		it('is sent again for missing rows after the wait of a retry', async () => {
			const { resend, took } = await settled({ ...once, reads: [hasNone], resent: 1 });
			expect(resend).toEqual(['a*']);
			expect(took).toBe(1000);
		});

		it.each<[string, Partial<Case>]>([
			['no retries are left', { resent: 2 }],
			['a retry would not help', { sent: { status: 'failed', refusal: { ...page, status: 200 } } }],
		])('is not sent again when %s', async (_, more) => {
			const { resend, rows } = await settled({ ...once, reads: [hasNone], ...more });
			expect(resend).toEqual([]);
			expect(rows).toMatchObject([{ status: 'failed', refusal: { outcome: 'notDone' } }]);
		});
	});
});

describe('settleEarlierRun', () => {
	async function earlier(reads: Answered[], rows = ['a']) {
		const { run } = runTo(operation, reads, { maxRetries: 0 });
		const plannedRows: PlannedRow[] = rows.map((row, index) => ({ index, part: 0, row }));
		return summarize(
			await settleEarlierRun(run, { call, rows: plannedRows, sequence: 0 }, plannedRows, () => 5),
		);
	}

	it('returns what was done and what must be sent', async () => {
		expect(await earlier([has('1'), hasNone], ['a', 'b'])).toEqual({
			rows: [{ row: 'a', done: { id: '1' } }],
			resend: ['b'],
		});
		expect(recoveries).toMatchObject([{ since: 5, byOtherRun: false }, { since: 5 }]);
	});

	it.each<[string, Answered, object]>([
		['it is unclear', unclear, { cause: 'unreadable' }],
		['reading is refused', { statusCode: 409, body: '{}' }, { status: 409 }],
	])('does not know the outcome when %s', async (_, read, refused) => {
		expect(await earlier([read])).toMatchObject({
			rows: [{ row: 'a', status: 'failed', refusal: { ...refused, outcome: 'unknown' } }],
			resend: [],
		});
	});
});
