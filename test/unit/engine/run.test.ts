import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { Repeat } from '../../../nodes/CapillaryBadges/engine/repeat';
import type { Outcome } from '../../../nodes/CapillaryBadges/engine/results';
import { run } from '../../../nodes/CapillaryBadges/engine/run';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { answering, broken, type Answered } from '../api/answering';

/** One call for each item, by its index. */
const operation = settlingAs((row) => ({ status: 'succeeded', output: [{ row }] }));

/** As above, with these outcomes. */
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
	/** On Error is Stop Workflow. */
	stops?: boolean;
	type?: string;
	/** The memory of the node that n8n keeps when it repeats the node. */
	memory?: IDataObject;
	/** When the execution is canceled. */
	canceled?: 'before it starts' | 'before the first call';
}

/** Runs the items to the end, one call at a time, with a server that gives these responses. */
async function runItems(items: number, answers: Answered[], setting: Setting = {}) {
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
			// Cancels when the run has started to listen, which it does from here on.
			if (setting.canceled) queueMicrotask(() => execution.abort());
			return execution.signal;
		},
		continueOnFail: () => !setting.stops,
		addExecutionHints: ({ message }: { message: string }) => hints.push(message),
	} as unknown as IExecuteFunctions;
	const output = await run(context, () => setting.operation ?? operation);
	return { json: output.map(({ json }) => json), calls: requests.length, hints };
}

const good = { body: '{"data":{"id":"a"}}' };
const noHost = broken('ECONNREFUSED');
const refusal = (...codes: number[]) => ({
	statusCode: 409,
	headers: { 'Retry-After': '0' },
	body: JSON.stringify({ errors: codes.map((code) => ({ code, message: `no ${code}` })) }),
});
const unanswered = { ...refusal(4711), statusCode: 504 };

const oneRetry = { options: { maxRetries: 1 } };

describe('a run', () => {
	it('sends no further call to a host that was never reached', async () => {
		const { json, calls } = await runItems(4, [noHost, good, good, good]);
		expect(calls).toBe(1);
		expect(json).toHaveLength(4);
		for (const { error } of json) expect(error).toMatch(/the host refuses connections$/);
	});

	it.each([
		['responded', good],
		['refused', refusal(814)],
		['not responded', broken('ECONNRESET')],
	])('goes on when the host has %s before', async (_, first) => {
		const { json, calls } = await runItems(4, [first, noHost, noHost, good]);
		expect(calls).toBe(4);
		expect(json[1].error).toMatch(/the host refuses connections$/);
		expect(json[3]).toEqual({ row: 3 });
	});

	it('mentions an earlier attempt without a response only when there was one', async () => {
		const doubt = /^An earlier attempt got no response, so it may/;
		const [once] = (await runItems(1, [refusal(814)], oneRetry)).json;
		expect(once.message).toMatch(/^Check the customer/);
		const [again] = (await runItems(1, [unanswered, refusal(814)], oneRetry)).json;
		expect(again.message).toMatch(doubt);
	});

	it('reports the other errors before that', async () => {
		const [{ message }] = (await runItems(1, [unanswered, refusal(814, 720)], oneRetry)).json;
		expect(message).toMatch(/^Capillary also says: 'no 720' \(720\)\. An earlier attempt/);
	});

	it('does nothing without items', async () => {
		expect(await runItems(0, [], { stops: true })).toStrictEqual({ json: [], calls: 0, hints: [] });
	});

	it('shows a summary for several items, and none for one', async () => {
		expect((await runItems(1, [good])).hints).toEqual([]);
		expect((await runItems(2, [good, good])).hints).toHaveLength(1);
	});

	it.each([
		['before it starts', true],
		['before it starts', false],
		['before the first call', true],
		['before the first call', false],
	] as const)(
		'that is canceled %s (On Error stops: %s) sends no call and says so',
		async (canceled, stops) => {
			const run = runItems(2, [], { canceled, stops });
			if (stops) await expect(run).rejects.toThrow(/the run was canceled$/);
			else expect((await run).json[1].error).toMatch(/the run was canceled$/);
		},
	);

	it('fails a row that cannot be read, and does the others', async () => {
		const picky = {
			...operation,
			read({ index }: { index: number }) {
				if (index === 0) throw new Error('no row');
				return index;
			},
		};
		const { json, calls } = await runItems(2, [good], { operation: picky });
		expect(json).toEqual([
			{ error: 'no row', message: 'Nothing was sent for this item.' },
			{ row: 1 },
		]);
		expect(calls).toBe(1);
	});
});

describe('an agent', () => {
	const nothing = settlingAs(() => ({ status: 'succeeded', output: [] }));
	const type = 'capillaryBadgesTool';

	it('gets a count of 0 when nothing was found', async () => {
		expect((await runItems(1, [good], { operation: nothing, type })).json).toEqual([{ found: 0 }]);
	});

	it('gets what was found, and a workflow gets no item when nothing was found', async () => {
		expect((await runItems(1, [good], { type })).json).toEqual([{ row: 0 }]);
		expect((await runItems(1, [good], { operation: nothing })).json).toEqual([]);
	});
});

describe('an item that was already done', () => {
	const failure: Refusal = { cause: 'capillary', code: 814, message: 'Not present.' };
	const before = settlingAs((row) => ({
		...{ status: 'alreadyDone', output: [{ row }] },
		...(row === 0 ? { failure } : {}),
	}));
	const warned = { body: '{"data":{},"warnings":[{"code":9,"message":"slow"}]}' };
	const warnings = [{ code: 9, message: 'slow' }];

	it('fails, unless its operation never treats that as a failure', async () => {
		const { json } = await runItems(2, [warned, warned], { operation: before });
		expect(json[0].error).toMatch(/\(814\)$/);
		expect(json[1]).toEqual({ row: 1, alreadyDone: true, warnings });
	});

	it('succeeds when the option says so', async () => {
		const options = { alreadyDone: 'success' };
		const { json } = await runItems(2, [warned, good], { operation: before, options });
		expect(json).toEqual([
			{ row: 0, alreadyDone: true, warnings },
			{ row: 1, alreadyDone: true },
		]);
	});

	it('is not marked when an attempt without a response did it', async () => {
		const never = settlingAs((row) => ({ status: 'alreadyDone', output: [{ row }] }));
		const { json } = await runItems(1, [unanswered, good], { operation: never, ...oneRetry });
		expect(json).toEqual([{ row: 0 }]);
	});
});

describe('an outcome that is verified', () => {
	const failure: Refusal = { cause: 'capillary', code: 814, message: 'Not present.' };
	/** What the response says: done since the first attempt, done before, or not done. */
	const verifying = (known: 'since' | 'before' | 'not done' | 'unknown', reads: unknown[] = []) => {
		const verify: Repeat<number>['verify'] = {
			isAlreadyDone: ({ code }) => code === 814,
			call: (row) => ({ method: 'GET', path: `/what/${row}` }),
			settle(row, read, why, since) {
				reads.push({ code: why.code, since: since !== undefined });
				if (read.status === 'failed') return read;
				if (known === 'unknown') return { status: 'unknown' };
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

	it('is read only when it can count as success', async () => {
		const { json, calls } = await runItems(1, [refusal(814)], { operation: verifying('before') });
		expect(calls).toBe(1);
		expect(json[0].error).toMatch(/\(814\)$/);
	});

	it.each([
		['before', { row: 0, alreadyDone: true }],
		[
			'not done',
			{ error: expect.stringMatching(/\(814\)$/) as string, message: expect.any(String) as string },
		],
	] as const)('is reported as read: %s', async (known, output) => {
		const options = asSuccess;
		const { json } = await runItems(1, [refusal(814), good], {
			operation: verifying(known),
			options,
		});
		expect(json).toEqual([output]);
	});

	it('does not advise to count as success what already would, when reading does not tell', async () => {
		const setting = { operation: verifying('unknown'), options: asSuccess };
		const { json } = await runItems(1, [refusal(814), good], setting);
		expect(json[0].error).toMatch(/\(814\)$/);
		expect(json[0].message).toMatch(
			/^With 'Count as Success', .* could not find out\. Run it again/,
		);
	});

	it('explains why it could not be read', async () => {
		const setting = { operation: verifying('before'), options: asSuccess };
		const { json } = await runItems(1, [refusal(814), refusal(1026)], setting);
		expect(json[0].error).toMatch(/\(1026\)$/);
	});

	it.each([
		['a refusal after an attempt without a response', [unanswered, refusal(814), good], 814],
		['a last attempt without a response', [unanswered, unanswered, good], 4711],
	])('is read after %s', async (_, answers, code) => {
		const reads: unknown[] = [];
		const operation = verifying('since', reads);
		const { json } = await runItems(1, answers, { operation, ...oneRetry });
		expect(json).toEqual([{ row: 0 }]);
		expect(reads).toEqual([{ code, since: true }]);
	});

	it('is read when n8n repeats the node, because an earlier try may have done it', async () => {
		const reads: unknown[] = [];
		const setting = { operation: verifying('since', reads), memory: {} };
		await runItems(2, [good, refusal(1)], setting);
		const { json } = await runItems(2, [refusal(814), good, refusal(814)], setting);
		expect(json[0]).toEqual({ row: 0 });
		expect(json[1].error).toMatch(/\(814\)$/);
		expect(reads).toEqual([{ code: 814, since: true }]);
	});

	it('is known as not done when the response says so', async () => {
		const operation = verifying('not done');
		const { json } = await runItems(1, [unanswered, unanswered, good], { operation, ...oneRetry });
		expect(json[0].message).toMatch(/^Nothing was changed\. Run it again/);
	});

	it.each([{}, asSuccess])('stays unknown when it cannot be read, with %j', async (options) => {
		const { json } = await runItems(1, [unanswered, refusal(814), refusal(1)], {
			operation: verifying('since'),
			options: { ...oneRetry.options, ...options },
		});
		expect(json[0].error).toMatch(/\(814\)$/);
		expect(json[0].message).toMatch(/may have been carried out/);
	});
});
