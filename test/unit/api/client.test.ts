import { sleep } from 'n8n-workflow';

import type { Policy } from '../../../nodes/CapillaryBadges/api/policy';
import type { Call } from '../../../nodes/CapillaryBadges/api/call';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { broken, type Answered } from './answering';
import { withFakeTime, clientBy, clientTo } from '../engine/client';

const post: Call = { method: 'POST', path: '/x' };
const get: Call = { method: 'GET', path: '/x' };
const good = { body: '{"data":{"id":"a"}}' };
const status = (statusCode: number, headers = {}) => ({ statusCode, headers, body: '{}' });
/** Capillary's own refusal, which confirms that nothing was done. */
const capillarysOwn = (statusCode: number) => ({
	...{ statusCode, headers: {}, body: '{"errors":[{"code":4001,"message":"unavailable"}]}' },
});
const lost = broken('ECONNRESET');

async function sent(call: Call, answers: Answered[], policy: Partial<Policy> = {}) {
	const { client, requests, stats } = clientTo(answers, policy);
	const { result, took } = await withFakeTime(async () => await client.send(call));
	return { result, took, requests, stats };
}

beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	jest.restoreAllMocks();
});

describe('Client', () => {
	it('sends a call once when it gets a response', async () => {
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

	it('retries a temporary error after growing waits', async () => {
		const { result, stats, took } = await sent(post, [status(503), status(503), status(503), good]);
		expect(result).toMatchObject({ status: 'succeeded', response: {}, made: true });
		expect(stats).toEqual({ calls: 4, retries: 3 });
		expect(took).toBe(500 + 1000 + 2000);
	});

	it('notes the start of the first attempt after the wait for its turn', async () => {
		const { client } = clientTo([status(503), good]);
		const { result } = await withFakeTime(async () => {
			const start = Date.now();
			const first = await client.limiter.acquire(false);
			const sending = client.send(post);
			void sleep(300).then(() => client.limiter.release(first!));
			return (await sending).begunAt - start;
		});
		expect(result).toBe(300);
	});

	it('retries soon after a 429, or as Retry-After says, and does not count it as a retry', async () => {
		const answers = [status(429), status(429, { 'Retry-After': '7' }), status(503), good];
		const { result, stats, took } = await sent(post, answers, { maxRetries: 1 });
		expect(result).toMatchObject({ status: 'succeeded' });
		expect(took).toBe(250 + 7000 + 500);
		expect(stats).toEqual({ calls: 4, retries: 3 });
	});

	it('gives up after five minutes of 429 responses and sends nothing more', async () => {
		const { client, requests, stats } = clientTo(Array(999).fill(status(429)));
		const { result, took } = await withFakeTime(async () => await client.send(post));
		expect(result).toMatchObject({ status: 'failed', refusal: { status: 429 }, made: true });
		expect(took).toBeGreaterThanOrEqual(5 * 60_000);
		expect(took).toBeLessThan(6 * 60_000);
		expect(requests.length).toBeLessThan(70);
		await expect(client.send(get, { isFollowUp: true })).resolves.toMatchObject({ made: false });
		expect(stats.calls).toBe(requests.length);
	});

	it('gives up a call that alone gets 429 while others succeed', async () => {
		const { client, requests } = clientBy(({ path }) => (path === '/x' ? status(429) : good));
		const { result } = await withFakeTime(async () => {
			await client.send({ ...get, path: '/others' });
			let ended = false;
			const others = async () => {
				while (!ended) {
					await client.send({ ...get, path: '/others' });
					await sleep(1000);
				}
			};
			const [refused] = await Promise.all([
				client.send(post).finally(() => {
					ended = true;
				}),
				others(),
			]);
			return refused;
		});
		expect(result).toMatchObject({ status: 'failed', refusal: { status: 429 }, made: true });
		expect(requests.filter(({ options }) => options.url.endsWith('/x'))).toHaveLength(8);
		expect(client.limiter.end).toBeUndefined();
	});

	it('does not retry a permanent error', async () => {
		const { result, requests } = await sent(post, [status(409), good]);
		expect(result).toMatchObject({
			status: 'failed',
			refusal: { status: 409 },
			made: true,
			mayHaveBeenDone: false,
		});
		expect(requests).toHaveLength(1);
	});

	it.each([0, 2])('retries at most %d times with that Max Retries', async (maxRetries) => {
		const { result, stats } = await sent(post, Array(9).fill(status(503)), { maxRetries });
		expect(result).toMatchObject({ status: 'failed', refusal: { status: 503 }, made: true });
		expect(stats).toEqual({ calls: maxRetries + 1, retries: maxRetries });
	});

	it('leaves retries to a caller that passes its own', async () => {
		const { client, stats } = clientTo(Array(9).fill(status(503)));
		const retries = client.retries(post);
		await expect(client.send(post, { retries })).resolves.toMatchObject({ made: true });
		expect(stats).toEqual({ calls: 1, retries: 0 });
	});

	it('does not retry when the wait is longer than allowed', async () => {
		const busy = status(429, { 'Retry-After': '7' });
		const patient = await sent(post, [busy, good], { longestWait: 7000 });
		expect(patient.result).toMatchObject({ status: 'succeeded' });
		const impatient = await sent(post, [busy, good], { longestWait: 6999 });
		expect(impatient.result).toMatchObject({
			status: 'failed',
			refusal: { status: 429 },
			made: true,
		});
		expect(impatient.stats).toEqual({ calls: 1, retries: 0 });
	});

	it('reports that an earlier attempt may have made the change', async () => {
		const unanswered = await sent(post, [lost, status(503), status(409)]);
		expect(unanswered.result).toMatchObject({
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

	it("does not report so after Capillary's own refusal, but after a web page with the same status", async () => {
		const own = await sent(post, [capillarysOwn(503), good]);
		expect(own.result).toMatchObject({ status: 'succeeded', response: {}, mayHaveBeenDone: false });
		const page = await sent(post, [status(503), good]);
		expect(page.result).toMatchObject({ status: 'succeeded', response: {}, mayHaveBeenDone: true });
	});

	it('sends a follow-up call after the run has ended', async () => {
		const { client, requests } = clientTo([good]);
		client.limiter.stop({ cause: 'capillary', message: 'no' });
		await expect(client.send(get, { isFollowUp: true })).resolves.toMatchObject({
			status: 'succeeded',
			response: {},
		});
		expect(requests).toHaveLength(1);
	});

	it('does not report so for a call that only reads', async () => {
		const { result } = await sent(get, [lost, good]);
		expect(result).toMatchObject({ status: 'succeeded', response: {}, mayHaveBeenDone: false });
	});

	it('does not repeat a call that may be sent only once and may have been done', async () => {
		const once: Call = { ...post, once: true };
		const unanswered = await sent(once, [lost, good]);
		expect(unanswered.result).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unanswered' },
			made: true,
		});
		expect(unanswered.requests).toHaveLength(1);
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

		it('sends no call and gives the reason', async () => {
			const { client, requests, stats } = clientTo([good]);
			client.limiter.stop(why);
			await expect(client.send(post)).resolves.toMatchObject({
				...{ status: 'failed', refusal: why, made: false, mayHaveBeenDone: false },
			});
			expect(requests).toEqual([]);
			expect(stats).toEqual({ calls: 0, retries: 0 });
		});

		it('does not block other calls by one that was not sent', async () => {
			const { client } = clientTo([good, good]);
			client.limiter.stop(why);
			await client.send(post);
			client.limiter.end = undefined;
			await expect(client.send(post)).resolves.toMatchObject({ status: 'succeeded', response: {} });
			await expect(client.send(post)).resolves.toMatchObject({ status: 'succeeded', response: {} });
		});

		it('still finds out the outcome of a call that was sent before', async () => {
			const { client, requests } = clientTo([lost, good]);
			const { result } = await withFakeTime(async () => {
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

		it('reports the last attempt of a call that waited for its next attempt', async () => {
			const { client, requests } = clientTo([lost, good]);
			const { result } = await withFakeTime(async () => {
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
