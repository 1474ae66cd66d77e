import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { Repeat } from '../../../nodes/CapillaryBadges/engine/repeat';
import type { Outcome } from '../../../nodes/CapillaryBadges/engine/results';
import { run } from '../../../nodes/CapillaryBadges/engine/run';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { answering, broken, type Answered } from '../api/answering';

/** One call for each item, by its index. */
const operation = settlingAs((row) => ({ status: 'succeeded', output: [{ row }] }));

/** The same with these outcomes. */
function settlingAs(settle: (row: number) => Outcome): Operation {
	return {
		read: ({ index }: { index: number }) => index,
		describe: (row: number) => `do ${row}`,
		single: { build: (row: number) => ({ method: 'POST', path: `/${row}` }), settle },
		repeat: {},
		byName: [],
	} as unknown as Operation;
}

interface Setting {
	operation?: Operation;
	options?: IDataObject;
	/** On Error: stop the workflow. */
	stops?: boolean;
	type?: string;
	/** What n8n keeps of the node over its repetitions. */
	memory?: IDataObject;
	/** When the execution is canceled. */
	canceled?: 'before it starts' | 'before the first call';
}

/** Runs so many items to their end, one call at a time, against a server that gives these answers. */
async function ran(items: number, answers: Answered[], setting: Setting = {}) {
	const { caller, requests } = answering(answers);
	const execution = new AbortController();
	if (setting.canceled === 'before it starts') execution.abort();
	const options = { concurrency: 1, maxRetries: 0, ...setting.options };
	const parameters: IDataObject = { resource: 'badge', operation: 'deactivate', options };
	for (const [name, value] of Object.entries(options)) parameters[`options.${name}`] = value;
	const hints: string[] = [];
	const context = {
		...caller,
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNodeParameter(name: string) {
			if (items === 0) throw new Error('There is no item to read it for');
			return parameters[name];
		},
		getNode: () => ({ name: 'Badges', type: setting.type ?? 'capillaryBadges', typeVersion: 1 }),
		getContext: () => setting.memory ?? {},
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getCredentials: async () => ({ host: 'eu.api.capillarytech.com', accessToken: 'token' }),
		getExecutionCancelSignal: () => {
			// Canceled once the run listens, which it does from here on.
			if (setting.canceled) queueMicrotask(() => execution.abort());
			return execution.signal;
		},
		continueOnFail: () => !setting.stops,
		addExecutionHints: ({ message }: { message: string }) => hints.push(message),
	} as unknown as IExecuteFunctions;
	const output = await run(context, () => setting.operation ?? operation);
	return { said: output.map(({ json }) => json), calls: requests.length, hints };
}

const good = { body: '{"data":{"id":"a"}}' };
const noHost = broken('ECONNREFUSED');
const refusal = (...codes: number[]) => ({
	statusCode: 409,
	headers: { 'Retry-After': '0' },
	body: JSON.stringify({ errors: codes.map((code) => ({ code, message: `no ${code}` })) }),
});
const unheard = { ...refusal(4711), statusCode: 504 };

const oneRetry = { options: { maxRetries: 1 } };

describe('A run', () => {
	it('makes no further call to a host that was never there', async () => {
		const { said, calls } = await ran(4, [noHost, good, good, good]);
		expect(calls).toBe(1);
		expect(said).toHaveLength(4);
		for (const { error } of said) expect(error).toMatch(/the host refuses connections$/);
	});

	it.each([
		['answered', good],
		['refused', refusal(814)],
		['left a call unanswered', broken('ECONNRESET')],
	])('goes on when the host has %s before', async (_, first) => {
		const { said, calls } = await ran(4, [first, noHost, noHost, good]);
		expect(calls).toBe(4);
		expect(said[1].error).toMatch(/the host refuses connections$/);
		expect(said[3]).toEqual({ row: 3 });
	});

	it('speaks of an unheard attempt where there was one, and only there', async () => {
		const doubt = /^An earlier attempt got no response, so it may/;
		const [once] = (await ran(1, [refusal(814)], oneRetry)).said;
		expect(once.message).toMatch(/^Check the customer/);
		const [again] = (await ran(1, [unheard, refusal(814)], oneRetry)).said;
		expect(again.message).toMatch(doubt);
	});

	it('tells what else Capillary said before that', async () => {
		const [{ message }] = (await ran(1, [unheard, refusal(814, 720)], oneRetry)).said;
		expect(message).toMatch(/^Capillary also says: 'no 720' \(720\)\. An earlier attempt/);
	});

	it('has no items, and so nothing to do or to say', async () => {
		expect(await ran(0, [], { stops: true })).toStrictEqual({ said: [], calls: 0, hints: [] });
	});

	it('sums up what became of several items, not of one', async () => {
		expect((await ran(1, [good])).hints).toEqual([]);
		expect((await ran(2, [good, good])).hints).toHaveLength(1);
	});

	it.each([
		['before it starts', true],
		['before it starts', false],
		['before the first call', true],
		['before the first call', false],
	] as const)(
		'that is canceled %s, stopping on errors %s, makes no call and says so',
		async (canceled, stops) => {
			const run = ran(2, [], { canceled, stops });
			if (stops) await expect(run).rejects.toThrow(/the run was canceled$/);
			else expect((await run).said[1].error).toMatch(/the run was canceled$/);
		},
	);

	it('tells of a row that cannot be read, and carries out the others', async () => {
		const picky = {
			...operation,
			read({ index }: { index: number }) {
				if (index === 0) throw new Error('no row');
				return index;
			},
		};
		const { said, calls } = await ran(2, [good], { operation: picky });
		expect(said).toEqual([
			{ error: 'no row', message: 'Nothing was sent for this item.' },
			{ row: 1 },
		]);
		expect(calls).toBe(1);
	});
});

describe('An agent', () => {
	const nothing = settlingAs(() => ({ status: 'succeeded', output: [] }));
	const type = 'capillaryBadgesTool';

	it('is told when nothing was found', async () => {
		expect((await ran(1, [good], { operation: nothing, type })).said).toEqual([{ found: 0 }]);
	});

	it('gets what was found, as a workflow gets nothing at all', async () => {
		expect((await ran(1, [good], { type })).said).toEqual([{ row: 0 }]);
		expect((await ran(1, [good], { operation: nothing })).said).toEqual([]);
	});
});

describe('What was done before', () => {
	const failure: Refusal = { cause: 'capillary', code: 814, message: 'Not present.' };
	const before = settlingAs((row) => ({
		...{ status: 'alreadyDone', output: [{ row }] },
		...(row === 0 ? { failure } : {}),
	}));
	const warned = { body: '{"data":{},"warnings":[{"code":9,"message":"slow"}]}' };
	const warnings = [{ code: 9, message: 'slow' }];

	it('fails, unless it never does', async () => {
		const { said } = await ran(2, [warned, warned], { operation: before });
		expect(said[0].error).toMatch(/\(814\)$/);
		expect(said[1]).toEqual({ row: 1, alreadyDone: true, warnings });
	});

	it('counts as success when the options say so', async () => {
		const options = { alreadyDone: 'success' };
		const { said } = await ran(2, [warned, good], { operation: before, options });
		expect(said).toEqual([
			{ row: 0, alreadyDone: true, warnings },
			{ row: 1, alreadyDone: true },
		]);
	});

	it('is what an attempt has done whose answer was lost', async () => {
		const never = settlingAs((row) => ({ status: 'alreadyDone', output: [{ row }] }));
		const { said } = await ran(1, [unheard, good], { operation: never, ...oneRetry });
		expect(said).toEqual([{ row: 0 }]);
	});
});

describe('What is verified', () => {
	const failure: Refusal = { cause: 'capillary', code: 814, message: 'Not present.' };
	/** What reading tells: done since the first attempt, done before, or not done. */
	const looking = (known: 'since' | 'before' | 'not done', asked: unknown[] = []) => {
		const verify: Repeat<number>['verify'] = {
			isAlreadyDone: ({ code }) => code === 814,
			call: (row) => ({ method: 'GET', path: `/what/${row}` }),
			settle(row, read, why, since) {
				asked.push({ code: why.code, since: since !== undefined });
				if (read.status === 'failed') return read;
				if (known === 'not done') {
					return { status: 'failed', refusal: { ...why, readOnly: true } };
				}
				if (known === 'since' && since !== undefined) {
					return { status: 'succeeded', output: [{ row }] };
				}
				return { status: 'alreadyDone', output: [{ row }], failure };
			},
		};
		return { ...operation, repeat: { verify } } as Operation;
	};
	const asSuccess = { alreadyDone: 'success' };

	it('is read only where it can count', async () => {
		const { said, calls } = await ran(1, [refusal(814)], { operation: looking('before') });
		expect(calls).toBe(1);
		expect(said[0].error).toMatch(/\(814\)$/);
	});

	it.each([
		['before', { row: 0, alreadyDone: true }],
		[
			'not done',
			{ error: expect.stringMatching(/\(814\)$/) as string, message: expect.any(String) as string },
		],
	] as const)('counts by what reading tells: %s', async (known, output) => {
		const options = asSuccess;
		const { said } = await ran(1, [refusal(814), good], { operation: looking(known), options });
		expect(said).toEqual([output]);
	});

	it('tells why it could not be read', async () => {
		const setting = { operation: looking('before'), options: asSuccess };
		const { said } = await ran(1, [refusal(814), refusal(1026)], setting);
		expect(said[0].error).toMatch(/\(1026\)$/);
	});

	it.each([
		['a refusal after an attempt without an answer', [unheard, refusal(814), good], 814],
		['an attempt without an answer that was the last', [unheard, unheard, good], 4711],
	])('is read after %s', async (_, answers, code) => {
		const asked: unknown[] = [];
		const operation = looking('since', asked);
		const { said } = await ran(1, answers, { operation, ...oneRetry });
		expect(said).toEqual([{ row: 0 }]);
		expect(asked).toEqual([{ code, since: true }]);
	});

	it('is read when n8n repeats the node, which may have done it before', async () => {
		const asked: unknown[] = [];
		const setting = { operation: looking('since', asked), memory: {} };
		await ran(2, [good, refusal(1)], setting);
		const { said } = await ran(2, [refusal(814), good, refusal(814)], setting);
		expect(said[0]).toEqual({ row: 0 });
		expect(said[1].error).toMatch(/\(814\)$/);
		expect(asked).toEqual([{ code: 814, since: true }]);
	});

	it('is in doubt no longer when reading tells that nothing was done', async () => {
		const operation = looking('not done');
		const { said } = await ran(1, [unheard, unheard, good], { operation, ...oneRetry });
		expect(said[0].message).toMatch(/^Nothing was changed\. Run it again/);
	});

	it('stays in doubt when it cannot be read', async () => {
		const operation = looking('since');
		const { said } = await ran(1, [unheard, refusal(814), refusal(1)], { operation, ...oneRetry });
		expect(said[0].error).toMatch(/\(814\)$/);
		expect(said[0].message).toMatch(/may have been carried out/);
	});
});
