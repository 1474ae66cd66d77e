import { sleep } from 'n8n-workflow';

import type { Policy } from '../../../nodes/CapillaryBadges/api/policy';
import type { Call } from '../../../nodes/CapillaryBadges/api/call';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { broken, type Answered } from './answering';
import { afterItsWaits, clientBy, clientTo } from '../engine/client';

const post: Call = { method: 'POST', path: '/x' };
const get: Call = { method: 'GET', path: '/x' };
const good = { body: '{"data":{"id":"a"}}' };
const status = (statusCode: number, headers = {}) => ({ statusCode, headers, body: '{}' });
/** Capillary's word that it did nothing. */
const capillarysOwn = (statusCode: number) => ({
	...{ statusCode, headers: {}, body: '{"errors":[{"code":4001,"message":"unavailable"}]}' },
});
const lost = broken('ECONNRESET');

async function sent(call: Call, answers: Answered[], policy: Partial<Policy> = {}) {
	const { client, requests, stats } = clientTo(answers, policy);
	const { result, took } = await afterItsWaits(async () => await client.send(call));
	return { result, took, requests, stats };
}

beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	jest.restoreAllMocks();
});

describe('Client', () => {
	it('makes a call once when it is answered', async () => {
		const { result, requests, stats, took } = await sent(post, [good]);
		expect(result).toMatchObject({
			status: 'succeeded',
			response: {},
			made: true,
			mayHaveBeenDone: false,
		});
		expect(requests).toHaveLength(1);
		expect(requests[0].options.timeout).toBe(60_000);
		expect(stats).toEqual({ calls: 1, retries: 0 });
		expect(took).toBe(0);
	});

	it('makes it again after growing waits while it may pass', async () => {
		const { result, stats, took } = await sent(post, [status(503), status(503), status(503), good]);
		expect(result).toMatchObject({ status: 'succeeded', response: {}, made: true });
		expect(stats).toEqual({ calls: 4, retries: 3 });
		expect(took).toBe(500 + 1000 + 2000);
	});

	it('knows when the first attempt began, after the wait for its turn', async () => {
		const { client } = clientTo([status(503), good]);
		const { result } = await afterItsWaits(async () => {
			const start = Date.now();
			const first = await client.limiter.acquire(false);
			const sending = client.send(post);
			void sleep(300).then(() => client.limiter.release(first!));
			return (await sending).begunAt - start;
		});
		expect(result).toBe(300);
	});

	it('tries soon after a 429, or when Capillary says, and counts no retry for it', async () => {
		const answers = [status(429), status(429, { 'Retry-After': '7' }), status(503), good];
		const { result, stats, took } = await sent(post, answers, { maxRetries: 1 });
		expect(result).toMatchObject({ status: 'succeeded' });
		expect(took).toBe(250 + 7000 + 500);
		expect(stats).toEqual({ calls: 4, retries: 3 });
	});

	it('gives up after five minutes of a limit that does not open, and sends nothing more', async () => {
		const { client, requests, stats } = clientTo(Array(999).fill(status(429)));
		const { result, took } = await afterItsWaits(async () => await client.send(post));
		expect(result).toMatchObject({ status: 'failed', refusal: { status: 429 }, made: true });
		expect(took).toBeGreaterThanOrEqual(5 * 60_000);
		expect(took).toBeLessThan(6 * 60_000);
		expect(requests.length).toBeLessThan(70);
		await expect(client.send(get, { isFollowUp: true })).resolves.toMatchObject({ made: false });
		expect(stats.calls).toBe(requests.length);
	});

	it('gives up a call that alone gets 429 while others get through', async () => {
		const { client, requests } = clientBy(({ path }) => (path === '/x' ? status(429) : good));
		const { result } = await afterItsWaits(async () => {
			await client.send({ ...get, path: '/others' });
			let isOver = false;
			const others = async () => {
				while (!isOver) {
					await client.send({ ...get, path: '/others' });
					await sleep(1000);
				}
			};
			const [refused] = await Promise.all([
				client.send(post).finally(() => {
					isOver = true;
				}),
				others(),
			]);
			return refused;
		});
		expect(result).toMatchObject({ status: 'failed', refusal: { status: 429 }, made: true });
		expect(requests.filter(({ options }) => options.url.endsWith('/x'))).toHaveLength(8);
		expect(client.limiter.end).toBeUndefined();
	});

	it('does not make it again when that would change nothing', async () => {
		const { result, requests } = await sent(post, [status(409), good]);
		expect(result).toMatchObject({
			status: 'failed',
			refusal: { status: 409 },
			made: true,
			mayHaveBeenDone: false,
		});
		expect(requests).toHaveLength(1);
	});

	it.each([0, 2])('makes it at most %d times again when told so', async (maxRetries) => {
		const { result, stats } = await sent(post, Array(9).fill(status(503)), { maxRetries });
		expect(result).toMatchObject({ status: 'failed', refusal: { status: 503 }, made: true });
		expect(stats).toEqual({ calls: maxRetries + 1, retries: maxRetries });
	});

	it('leaves the retries to the caller who decides about them', async () => {
		const { client, stats } = clientTo(Array(9).fill(status(503)));
		const retries = client.retries(post);
		await expect(client.send(post, { retries })).resolves.toMatchObject({ made: true });
		expect(stats).toEqual({ calls: 1, retries: 0 });
	});

	it('does not make it again when that would have to wait longer than it may', async () => {
		const busy = status(429, { 'Retry-After': '7' });
		const patient = await sent(post, [busy, good], { longestWait: 7000 });
		expect(patient.result).toMatchObject({ status: 'succeeded' });
		const hasty = await sent(post, [busy, good], { longestWait: 6999 });
		expect(hasty.result).toMatchObject({ status: 'failed', refusal: { status: 429 }, made: true });
		expect(hasty.stats).toEqual({ calls: 1, retries: 0 });
	});

	it('remembers that an attempt before the last may have been carried out', async () => {
		const unheard = await sent(post, [lost, status(503), status(409)]);
		expect(unheard.result).toMatchObject({
			status: 'failed',
			refusal: { status: 409 },
			mayHaveBeenDone: true,
		});
		const gateway = await sent(post, [status(504), good]);
		expect(gateway.result).toMatchObject({
			status: 'succeeded',
			response: {},
			mayHaveBeenDone: true,
		});
	});

	it("has no such doubt after Capillary's own refusal, and has it after a page under the same status", async () => {
		const own = await sent(post, [capillarysOwn(503), good]);
		expect(own.result).toMatchObject({ status: 'succeeded', response: {}, mayHaveBeenDone: false });
		const page = await sent(post, [status(503), good]);
		expect(page.result).toMatchObject({ status: 'succeeded', response: {}, mayHaveBeenDone: true });
	});

	it('asks what became of a call after the run has ended', async () => {
		const { client, requests } = clientTo([good]);
		client.limiter.stop({ cause: 'capillary', message: 'no' });
		await expect(client.send(get, { isFollowUp: true })).resolves.toMatchObject({
			status: 'succeeded',
			response: {},
		});
		expect(requests).toHaveLength(1);
	});

	it('has no such doubt about a call that reads', async () => {
		const { result } = await sent(get, [lost, good]);
		expect(result).toMatchObject({ status: 'succeeded', response: {}, mayHaveBeenDone: false });
	});

	it('does not repeat what may have been done and would then be done twice', async () => {
		const once: Call = { ...post, once: true };
		const unheard = await sent(once, [lost, good]);
		expect(unheard.result).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unanswered' },
			made: true,
		});
		expect(unheard.requests).toHaveLength(1);
		const page = await sent(once, [status(503), good]);
		expect(page.requests).toHaveLength(1);
		const refused = await sent(once, [capillarysOwn(503), good]);
		expect(refused.result).toMatchObject({
			status: 'succeeded',
			response: {},
			mayHaveBeenDone: false,
		});
	});

	it('ends the run when Capillary refuses the credential', async () => {
		const refused = { statusCode: 401, body: '{"errors":[{"code":401,"message":"no"}]}' };
		const { client, requests } = clientTo([refused, refused, good]);
		client.account.data.authentication = 'basic';

		await expect(client.send(post)).resolves.toMatchObject({
			status: 'failed',
			refusal: { cause: 'signIn' },
		});
		await expect(client.send(post)).resolves.toMatchObject({ made: false });
		expect(requests).toHaveLength(1);
	});

	describe('after the run has ended', () => {
		const why: Refusal = { cause: 'capillary', status: 409, message: 'no' };

		it('makes no call, and tells why', async () => {
			const { client, requests, stats } = clientTo([good]);
			client.limiter.stop(why);
			await expect(client.send(post)).resolves.toMatchObject({
				...{ status: 'failed', refusal: why, made: false, mayHaveBeenDone: false },
			});
			expect(requests).toEqual([]);
			expect(stats).toEqual({ calls: 0, retries: 0 });
		});

		it('holds up no other call by one that was not made', async () => {
			const { client } = clientTo([good, good]);
			client.limiter.stop(why);
			await client.send(post);
			client.limiter.end = undefined;
			await expect(client.send(post)).resolves.toMatchObject({ status: 'succeeded', response: {} });
			await expect(client.send(post)).resolves.toMatchObject({ status: 'succeeded', response: {} });
		});

		it('finds out what became of a call that was made before', async () => {
			const { client, requests } = clientTo([lost, good]);
			const { result } = await afterItsWaits(async () => {
				const sending = client.send(post);
				await jest.advanceTimersByTimeAsync(10);
				client.limiter.stop(why);
				return await sending;
			});
			expect(result).toMatchObject({
				status: 'succeeded',
				response: {},
				made: true,
				mayHaveBeenDone: true,
			});
			expect(requests).toHaveLength(2);
		});

		it('tells of a call that waited for its next attempt what its last one came to', async () => {
			const { client, requests } = clientTo([lost, good]);
			const { result } = await afterItsWaits(async () => {
				const sending = client.send(post);
				await jest.advanceTimersByTimeAsync(10);
				client.limiter.stop({ cause: 'cancelled', message: 'stopped' });
				return await sending;
			});
			expect(result).toMatchObject({
				status: 'failed',
				refusal: { cause: 'unanswered' },
				made: true,
				mayHaveBeenDone: true,
			});
			expect(requests).toHaveLength(1);
		});
	});
});
