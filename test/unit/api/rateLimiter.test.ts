import type { StartedCall } from '../../../nodes/CapillaryBadges/api/closedLimit';
import { RateLimit } from '../../../nodes/CapillaryBadges/api/rateLimit';
import { RateLimiter } from '../../../nodes/CapillaryBadges/api/rateLimiter';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';

const tooMany: Refusal = { cause: 'capillary', status: 429, message: '', retryAfter: 10_000 };
const conflict: Refusal = { cause: 'capillary', status: 409, message: '' };
const unavailable: Refusal = { cause: 'unreadable', status: 503, message: '' };
const cancelled: Refusal = { cause: 'cancelled', message: '' };

/**
 * Requests places for calls, and collects the calls that may start. Undefined means that a call
 * must not start.
 */
function acquire(limiter: RateLimiter, calls: number, again = false) {
	const started: Array<StartedCall | undefined> = [];
	for (let call = 0; call < calls; call++) {
		void limiter.acquire(again).then((one) => started.push(one));
	}
	return started;
}

/** Runs everything that waits for nothing, then advances the time. */
const advance = async (milliseconds = 0) => await jest.advanceTimersByTimeAsync(milliseconds);

/** A limiter whose first call got a response. */
async function afterFirst(callsPerMinute = 0, limit?: RateLimit) {
	const limiter = new RateLimiter(callsPerMinute, limit);
	const [first] = await started(limiter, 1);
	limiter.release(first);
	return limiter;
}

/** Calls that start at once. */
async function started(limiter: RateLimiter, calls: number): Promise<StartedCall[]> {
	const all = acquire(limiter, calls);
	await advance();
	expect(all).toHaveLength(calls);
	return all as StartedCall[];
}

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

describe('RateLimiter', () => {
	it('sends the first call alone, and the others after its response', async () => {
		const limiter = new RateLimiter(0);
		const calls = acquire(limiter, 5);
		await advance();
		expect(calls).toHaveLength(1);
		limiter.release(calls[0]!, conflict);
		await advance();
		expect(calls).toHaveLength(5);
	});

	it('holds all calls after a 429, then sends one ahead', async () => {
		const limiter = await afterFirst();
		const [one, two, three] = await started(limiter, 3);
		limiter.release(one, tooMany);
		limiter.release(two, tooMany);
		limiter.release(three);
		const calls = acquire(limiter, 4);
		await advance(9_999);
		expect(calls).toHaveLength(0);
		await advance(1);
		expect(calls).toHaveLength(1);
	});

	it('holds no other call after a 429 that concerns one call', async () => {
		const limiter = await afterFirst();
		const [call] = await started(limiter, 1);
		limiter.release(call, tooMany, false);
		await started(limiter, 4);
	});

	it('uses what another run learned of the limit', async () => {
		const limit = new RateLimit();
		const [first, second] = [await afterFirst(0, limit), await afterFirst(0, limit)];
		const [refused] = await started(first, 1);
		first.release(refused, tooMany);
		const [ours, theirs] = [acquire(first, 1), acquire(second, 1)];
		await advance(10_000);
		expect([...ours, ...theirs]).toHaveLength(1);
		first.release(ours[0]!);
		await advance(250);
		expect([...ours, ...theirs]).toHaveLength(2);
	});

	it('pauses during an outage and continues after the first success', async () => {
		const limiter = await afterFirst();
		const calls = await started(limiter, 10);
		for (const call of calls) limiter.release(call, unavailable);
		const next = acquire(limiter, 3);
		await advance(999);
		expect(next).toHaveLength(0);
		await advance(1);
		expect(next).toHaveLength(1);
		limiter.release(next[0]!, unavailable);
		await advance(1999);
		expect(next).toHaveLength(1);
		await advance(1);
		expect(next).toHaveLength(2);
		limiter.release(next[1]!, conflict);
		await advance();
		expect(next).toHaveLength(3);
	});

	it('does not count a probe that is limited or canceled as a sign of an outage', async () => {
		for (const refusal of [tooMany, cancelled]) {
			const limiter = await afterFirst();
			for (const call of await started(limiter, 10)) limiter.release(call, unavailable);
			const next = acquire(limiter, 2);
			await advance(1000);
			limiter.release(next[0]!, refusal);
			await advance(10_000);
			expect(next).toHaveLength(2);
		}
	});

	it('does not pause for a host that was never reached', async () => {
		const limiter = new RateLimiter(0);
		const unreachable: Refusal = { cause: 'unreachable', message: '' };
		for (let call = 0; call < 12; call++) {
			limiter.release((await started(limiter, 1))[0], unreachable);
		}
		expect(limiter.breaker.isPaused).toBe(false);
	});

	it('waits the whole time, whatever happens to other calls', async () => {
		const limiter = new RateLimiter(0);
		const [call] = await started(limiter, 1);
		let waited = false;
		void limiter.wait(1000).then(() => (waited = true));
		limiter.release(call);
		await advance(500);
		limiter.stop(conflict);
		await advance(499);
		expect(waited).toBe(false);
		await advance(1);
		expect(waited).toBe(true);
	});

	it('ends for the first reason, unless a later one stops all calls', () => {
		const limiter = new RateLimiter(0);
		const outage: Refusal = { cause: 'outage', message: '' };
		limiter.stop(conflict);
		limiter.stop(unavailable);
		expect(limiter.end).toBe(conflict);
		limiter.stop(outage);
		expect(limiter.end).toBe(outage);
		limiter.stop(tooMany);
		expect(limiter.end).toBe(outage);
		limiter.stop(cancelled);
		expect(limiter.end).toBe(cancelled);
		limiter.stop(outage);
		expect(limiter.end).toBe(cancelled);
	});

	it('spreads calls over the minute', async () => {
		const limiter = new RateLimiter(60);
		const calls = acquire(limiter, 3);
		await advance();
		limiter.release(calls[0]!);
		expect(calls).toHaveLength(1);
		await advance(999);
		expect(calls).toHaveLength(1);
		await advance(1);
		expect(calls).toHaveLength(2);
		await advance(1000);
		expect(calls).toHaveLength(3);
	});

	it('starts no new call after a failure, but follow-up calls', async () => {
		const limiter = await afterFirst();
		limiter.stop(conflict);
		const fresh = acquire(limiter, 1);
		const again = acquire(limiter, 1, true);
		await advance();
		expect(fresh).toEqual([undefined]);
		expect(again).toEqual([{ at: Date.now() }]);
	});

	it.each([
		['cancelled', cancelled],
		['signIn', { cause: 'signIn', message: '' }],
		['outage', { cause: 'outage', message: '' }],
		['a limit that does not open', tooMany],
	] as Array<[string, Refusal]>)('sends nothing at all after %s', async (_, why) => {
		const limiter = await afterFirst();
		limiter.release((await started(limiter, 1))[0], tooMany);
		const waiting = [acquire(limiter, 2), acquire(limiter, 1, true)];
		let waited = false;
		void limiter.wait(60_000).then(() => (waited = true));
		await advance(1000);
		limiter.stop(why);
		await advance();
		expect(waiting).toEqual([[undefined, undefined], [undefined]]);
		expect(waited).toBe(true);
	});
});
