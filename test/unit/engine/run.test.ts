import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { run } from '../../../nodes/CapillaryBadges/engine/run';
import { answering, broken, type Answered } from '../transport/answering';

/** One call for each item, by its index. */
const operation = {
	row: ({ index }: { index: number }) => index,
	task: (row: number) => `do ${row}`,
	call: ([row]: number[]) => ({ method: 'POST', path: `/${row}` }),
	settle: (row: number) => ({ done: [{ row }] }),
} as unknown as Operation;

/** Runs so many items to their end, one call at a time, against a server that gives these answers. */
async function ran(items: number, answers: Answered[], maxRetries = 0, cancel?: AbortSignal) {
	const { caller, requests } = answering(answers);
	const parameters: Record<string, unknown> = {
		resource: 'badge',
		operation: 'deactivate',
		'options.concurrency': 1,
		'options.maxRetries': maxRetries,
	};
	const context = {
		...caller,
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNodeParameter: (name: string, _index: number, fallback: unknown) =>
			parameters[name] ?? fallback,
		getNode: () => ({ name: 'Capillary Badges', type: 'capillaryBadges', typeVersion: 1 }),
		getCredentials: async () => ({ host: 'eu.api.capillarytech.com', accessToken: 'token' }),
		getExecutionCancelSignal: () => cancel,
		continueOnFail: () => true,
		addExecutionHints: () => {},
	} as unknown as IExecuteFunctions;
	const output = await run(context, () => operation);
	return { said: output.map(({ json }) => json), calls: requests.length };
}

const good = { body: '{"data":{"id":"a"}}' };
const noHost = broken('ECONNREFUSED');
const refusal = (...codes: number[]) => ({
	statusCode: 409,
	headers: { 'Retry-After': '0' },
	body: JSON.stringify({ errors: codes.map((code) => ({ code, message: `no ${code}` })) }),
});
const unheard = { ...refusal(4711), statusCode: 504 };

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
		const doubt = /^An earlier attempt was left without an answer, so it may/;
		const [once] = (await ran(1, [refusal(814)], 1)).said;
		expect(once.message).toMatch(/^Check the customer/);
		const [again] = (await ran(1, [unheard, refusal(814)], 1)).said;
		expect(again.message).toMatch(doubt);
	});

	it('keeps what else Capillary said in the place of that', async () => {
		const [{ message }] = (await ran(1, [unheard, refusal(814, 720)], 1)).said;
		expect(message).toMatch(/^Capillary also says: 'no 720' \(720\)\. Check the customer/);
	});

	it('makes no call when it was canceled before it began', async () => {
		const { said, calls } = await ran(3, [good], 4, AbortSignal.abort());
		expect(calls).toBe(0);
		for (const { error } of said) expect(error).toMatch(/the run was canceled$/);
	});
});
