import { sleep } from 'n8n-workflow';

import { send } from '../../../nodes/CapillaryBadges/api/client';
import type { RunOptions } from '../../../nodes/CapillaryBadges/engine/runOptions';
import type { Call, Refusal } from '../../../nodes/CapillaryBadges/api/call';
import { broken, type Answered } from './answering';
import { afterItsWaits, lineTo } from '../engine/client';

const post: Call = { method: 'POST', path: '/x' };
const get: Call = { method: 'GET', path: '/x' };
const good = { body: '{"data":{"id":"a"}}' };
const status = (statusCode: number, headers = {}) => ({ statusCode, headers, body: '{}' });
/** Capillary's word that it did nothing. */
const capillarysOwn = (statusCode: number) => ({
	...{ statusCode, headers: {}, body: '{"errors":[{"code":4001,"message":"unavailable"}]}' },
});
const lost = broken('ECONNRESET');

async function sent(call: Call, answers: Answered[], settings: Partial<RunOptions> = {}) {
	const { line, requests } = lineTo(answers, settings);
	const { result, took } = await afterItsWaits(async () => await send(line, call));
	return { result, took, requests, tally: line.stats };
}

beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	jest.restoreAllMocks();
});

describe('send', () => {
	it('makes a call once when it is answered', async () => {
		const { result, requests, tally, took } = await sent(post, [good]);
		expect(result).toMatchObject({ answer: {}, made: true, mayHaveBeenDone: false });
		expect(requests).toHaveLength(1);
		expect(requests[0].options.timeout).toBe(60_000);
		expect(tally).toEqual({ calls: 1, retries: 0 });
		expect(took).toBe(0);
	});

	it('makes it again after growing waits while it may pass', async () => {
		const { result, tally, took } = await sent(post, [status(503), status(503), status(503), good]);
		expect(result).toMatchObject({ answer: {}, made: true });
		expect(tally).toEqual({ calls: 4, retries: 3 });
		expect(took).toBe(500 + 1000 + 2000);
	});

	it('knows when the first attempt began, after the wait for its turn', async () => {
		const { line } = lineTo([status(503), good]);
		const { result } = await afterItsWaits(async () => {
			const start = Date.now();
			await line.limiter.acquire(false);
			const sending = send(line, post);
			void sleep(300).then(() => line.limiter.release());
			return (await sending).begunAt - start;
		});
		expect(result).toBe(300);
	});

	it('waits once after a 429, by the pace of the run', async () => {
		const { took } = await sent(post, [status(429), status(429, { 'Retry-After': '7' }), good]);
		expect(took).toBe(1000 + 7000);
		// The first 429 of the run, whatever else the call had been refused for.
		const late = await sent(post, [status(503), status(503), status(429), good]);
		expect(late.took).toBe(500 + 1000 + 1000);
	});

	it('does not make it again when that would change nothing', async () => {
		const { result, requests } = await sent(post, [status(409), good]);
		expect(result).toMatchObject({ refused: { status: 409 }, made: true, mayHaveBeenDone: false });
		expect(requests).toHaveLength(1);
	});

	it.each([0, 2])('makes it at most %d times again when told so', async (maxRetries) => {
		const { result, tally } = await sent(post, Array(9).fill(status(503)), { maxRetries });
		expect(result).toMatchObject({ refused: { status: 503 }, made: true });
		expect(tally).toEqual({ calls: maxRetries + 1, retries: maxRetries });
	});

	it('remembers that an attempt before the last may have been carried out', async () => {
		const unheard = await sent(post, [lost, status(503), status(409)]);
		expect(unheard.result).toMatchObject({ refused: { status: 409 }, mayHaveBeenDone: true });
		const gateway = await sent(post, [status(504), good]);
		expect(gateway.result).toMatchObject({ answer: {}, mayHaveBeenDone: true });
	});

	it("has no such doubt after Capillary's own refusal, and has it after a page under the same status", async () => {
		const own = await sent(post, [capillarysOwn(503), good]);
		expect(own.result).toMatchObject({ answer: {}, mayHaveBeenDone: false });
		const page = await sent(post, [status(503), good]);
		expect(page.result).toMatchObject({ answer: {}, mayHaveBeenDone: true });
	});

	it('asks what became of a call after the run has ended', async () => {
		const { line, requests } = lineTo([good]);
		line.limiter.stop({ cause: 'capillary', message: 'no' });
		await expect(send(line, get, { followUp: true })).resolves.toMatchObject({ answer: {} });
		expect(requests).toHaveLength(1);
	});

	it('has no such doubt about a call that reads', async () => {
		const { result } = await sent(get, [lost, good]);
		expect(result).toMatchObject({ answer: {}, mayHaveBeenDone: false });
	});

	it('does not repeat what may have been done and would then be done twice', async () => {
		const once: Call = { ...post, once: true };
		const unheard = await sent(once, [lost, good]);
		expect(unheard.result).toMatchObject({ refused: { cause: 'unanswered' }, made: true });
		expect(unheard.requests).toHaveLength(1);
		const page = await sent(once, [status(503), good]);
		expect(page.requests).toHaveLength(1);
		const refused = await sent(once, [capillarysOwn(503), good]);
		expect(refused.result).toMatchObject({ answer: {}, mayHaveBeenDone: false });
	});

	it('ends the run when Capillary refuses the credential', async () => {
		const refused = { statusCode: 401, body: '{"errors":[{"code":401,"message":"no"}]}' };
		const { line, requests } = lineTo([refused, refused, good]);
		line.account.data.authentication = 'basic';

		await expect(send(line, post)).resolves.toMatchObject({ refused: { cause: 'signIn' } });
		await expect(send(line, post)).resolves.toMatchObject({ made: false });
		expect(requests).toHaveLength(1);
	});

	describe('after the run has ended', () => {
		const why: Refusal = { cause: 'capillary', status: 409, message: 'no' };

		it('makes no call, and tells why', async () => {
			const { line, requests } = lineTo([good]);
			line.limiter.stop(why);
			await expect(send(line, post)).resolves.toMatchObject({
				...{ refused: why, made: false, mayHaveBeenDone: false },
			});
			expect(requests).toEqual([]);
			expect(line.stats).toEqual({ calls: 0, retries: 0 });
		});

		it('holds up no other call by one that was not made', async () => {
			const { line } = lineTo([good, good]);
			line.limiter.stop(why);
			await send(line, post);
			line.limiter.end = undefined;
			await expect(send(line, post)).resolves.toMatchObject({ answer: {} });
			await expect(send(line, post)).resolves.toMatchObject({ answer: {} });
		});

		it('finds out what became of a call that was made before', async () => {
			const { line, requests } = lineTo([lost, good]);
			const { result } = await afterItsWaits(async () => {
				const sending = send(line, post);
				await jest.advanceTimersByTimeAsync(10);
				line.limiter.stop(why);
				return await sending;
			});
			expect(result).toMatchObject({ answer: {}, made: true, mayHaveBeenDone: true });
			expect(requests).toHaveLength(2);
		});

		it('tells of a call that waited for its next attempt what its last one came to', async () => {
			const { line, requests } = lineTo([lost, good]);
			const { result } = await afterItsWaits(async () => {
				const sending = send(line, post);
				await jest.advanceTimersByTimeAsync(10);
				line.limiter.stop({ cause: 'cancelled', message: 'stopped' });
				return await sending;
			});
			expect(result).toMatchObject({
				refused: { cause: 'unanswered' },
				made: true,
				mayHaveBeenDone: true,
			});
			expect(requests).toHaveLength(1);
		});
	});
});
