import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { exchange } from '../../../nodes/CapillaryBadges/api/exchange';

/** A stream as n8n returns it: gives these chunks, then ends, or never ends. */
function stream(chunks: Uint8Array[], endless = false) {
	let destroyed = false;
	let wake = () => {};
	return {
		get destroyed() {
			return destroyed;
		},
		destroy() {
			destroyed = true;
			wake();
		},
		async *[Symbol.asyncIterator]() {
			try {
				yield* chunks;
				if (endless) await new Promise<void>((resolve) => (wake = resolve));
				if (endless) throw new Error('aborted');
			} finally {
				destroyed = true;
			}
		},
	};
}

const bytes = (text: string) => Buffer.from(text);
const answer = (body: unknown) => ({ statusCode: 200, headers: { a: 'b' }, body });
const made = (body: unknown) => async () => answer(body) as IN8nHttpFullResponse;

describe('exchange', () => {
	it('reads the body as text, also when chunks split a character', async () => {
		const [euro] = [bytes('€')];
		const body = stream([bytes('a'), euro.subarray(0, 1), euro.subarray(1), bytes('b')]);
		await expect(exchange(made(body), { timeout: 60_000 })).resolves.toEqual({
			status: 200,
			headers: { a: 'b' },
			text: 'a€b',
		});
	});

	it('reads a body that is not a stream', async () => {
		await expect(exchange(made('a'), { timeout: 60_000 })).resolves.toMatchObject({ text: 'a' });
		await expect(exchange(made({ a: 1 }), { timeout: 60_000 })).resolves.toMatchObject({
			text: '{"a":1}',
		});
	});

	it('reads at most 32 MB', async () => {
		const megabyte = new Uint8Array(1024 * 1024).fill(32);
		const most = Array.from({ length: 32 }, () => megabyte);
		const { text } = await exchange(made(stream(most)), { timeout: 60_000 });
		expect(text).toHaveLength(32 * 1024 * 1024);
		const larger = stream([...most, bytes('x'), bytes('y')]);
		await expect(exchange(made(larger), { timeout: 60_000 })).rejects.toMatchObject({
			code: 'ANSWER_TOO_LARGE',
		});
		expect(larger.destroyed).toBe(true);
	});

	it('ends a body that never ends, and its request', async () => {
		const body = stream([bytes('a')], true);
		let ended: AbortSignal | undefined;
		const make = async (signal: AbortSignal) => {
			ended = signal;
			return answer(body) as unknown as IN8nHttpFullResponse;
		};
		await expect(exchange(make, { timeout: 1 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
		expect(ended?.aborted).toBe(true);
		expect(body.destroyed).toBe(true);
	});

	it('ends when the run is canceled', async () => {
		const cancel = new AbortController();
		const body = stream([bytes('a')], true);
		const exchanged = exchange(made(body), { timeout: 60_000, cancel: cancel.signal });
		cancel.abort();
		await expect(exchanged).rejects.toMatchObject({ code: 'ERR_CANCELED' });
	});

	it('does not start when the run is already canceled', async () => {
		const make = jest.fn(made('a'));
		const cancel = AbortSignal.abort();
		await expect(exchange(make, { timeout: 60_000, cancel })).rejects.toMatchObject({
			code: 'ERR_CANCELED',
		});
		expect(make).not.toHaveBeenCalled();
	});

	it('throws what the request or the stream throws', async () => {
		const broken = Object.assign(new Error('broken'), { code: 'ECONNRESET' });
		const make = async () => await Promise.reject<IN8nHttpFullResponse>(broken);
		await expect(exchange(make, { timeout: 60_000 })).rejects.toBe(broken);
	});
});
