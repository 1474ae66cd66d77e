import type { StartedCall } from '../../../nodes/CapillaryBadges/api/closedLimit';
import { RateLimit } from '../../../nodes/CapillaryBadges/api/rateLimit';
import { RateLimiter } from '../../../nodes/CapillaryBadges/api/rateLimiter';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';

const tooMany: Refusal = { cause: 'capillary', status: 429, message: '', retryAfter: 10_000 };
const conflict: Refusal = { cause: 'capillary', status: 409, message: '' };
const unavailable: Refusal = { cause: 'unreadable', status: 503, message: '' };
const cancelled: Refusal = { cause: 'cancelled', message: '' };

/** Asks for places for calls, and gathers the calls that may start; undefined stands for one that must not. */
function ask(limiter: RateLimiter, calls: number, again = false) {
	const started: Array<StartedCall | undefined> = [];
	for (let call = 0; call < calls; call++) {
		void limiter.acquire(again).then((one) => started.push(one));
	}
	return started;
}

/** Lets everything happen that waits for nothing, and then the given time pass. */
const pass = async (milliseconds = 0) => await jest.advanceTimersByTimeAsync(milliseconds);

/** A limiter whose first call was answered. */
async function afterFirst(callsPerMinute = 0, limit?: RateLimit) {
	const limiter = new RateLimiter(callsPerMinute, limit);
	const [first] = await started(limiter, 1);
	limiter.release(first);
	return limiter;
}

/** Calls that start at once. */
async function started(limiter: RateLimiter, calls: number): Promise<StartedCall[]> {
	const all = ask(limiter, calls);
	await pass();
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
	it('lets the first call go alone, and the others after its answer', async () => {
		const limiter = new RateLimiter(0);
		const calls = ask(limiter, 5);
		await pass();
		expect(calls).toHaveLength(1);
		limiter.release(calls[0]!, conflict);
		await pass();
		expect(calls).toHaveLength(5);
	});

	it('holds all calls after a 429, then sends one ahead', async () => {
		const limiter = await afterFirst();
		const [one, two, three] = await started(limiter, 3);
		limiter.release(one, tooMany);
		limiter.release(two, tooMany);
		limiter.release(three);
		const calls = ask(limiter, 4);
		await pass(9_999);
		expect(calls).toHaveLength(0);
		await pass(1);
		expect(calls).toHaveLength(1);
	});

	it('holds no other call after a 429 that is the fault of one call', async () => {
		const limiter = await afterFirst();
		const [call] = await started(limiter, 1);
		limiter.release(call, tooMany, false);
		await started(limiter, 4);
	});

	it('keeps to what another run has learned of the limit', async () => {
		const limit = new RateLimit();
		const [first, second] = [await afterFirst(0, limit), await afterFirst(0, limit)];
		const [refused] = await started(first, 1);
		first.release(refused, tooMany);
		const [ours, theirs] = [ask(first, 1), ask(second, 1)];
		await pass(10_000);
		expect([...ours, ...theirs]).toHaveLength(1);
		first.release(ours[0]!);
		await pass(250);
		expect([...ours, ...theirs]).toHaveLength(2);
	});

	it('pauses while the host does not work, and goes on with the first success', async () => {
		const limiter = await afterFirst();
		const calls = await started(limiter, 10);
		for (const call of calls) limiter.release(call, unavailable);
		const next = ask(limiter, 3);
		await pass(999);
		expect(next).toHaveLength(0);
		await pass(1);
		expect(next).toHaveLength(1);
		limiter.release(next[0]!, unavailable);
		await pass(1999);
		expect(next).toHaveLength(1);
		await pass(1);
		expect(next).toHaveLength(2);
		limiter.release(next[1]!, conflict);
		await pass();
		expect(next).toHaveLength(3);
	});

	it('takes a probe that is limited or canceled for no sign of an outage', async () => {
		for (const refusal of [tooMany, cancelled]) {
			const limiter = await afterFirst();
			for (const call of await started(limiter, 10)) limiter.release(call, unavailable);
			const next = ask(limiter, 2);
			await pass(1000);
			limiter.release(next[0]!, refusal);
			await pass(10_000);
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

	it('waits to the end, whatever happens to other calls and though no new one starts', async () => {
		const limiter = new RateLimiter(0);
		const [call] = await started(limiter, 1);
		let waited = false;
		void limiter.wait(1000).then(() => (waited = true));
		limiter.release(call);
		await pass(500);
		limiter.stop(conflict);
		await pass(499);
		expect(waited).toBe(false);
		await pass(1);
		expect(waited).toBe(true);
	});

	it('ends for the first reason, unless nothing at all is sent after a later one', () => {
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
		const calls = ask(limiter, 3);
		await pass();
		limiter.release(calls[0]!);
		expect(calls).toHaveLength(1);
		await pass(999);
		expect(calls).toHaveLength(1);
		await pass(1);
		expect(calls).toHaveLength(2);
		await pass(1000);
		expect(calls).toHaveLength(3);
	});

	it('starts no new call after a failure, but lets a call find out what became of it', async () => {
		const limiter = await afterFirst();
		limiter.stop(conflict);
		const fresh = ask(limiter, 1);
		const again = ask(limiter, 1, true);
		await pass();
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
		const waiting = [ask(limiter, 2), ask(limiter, 1, true)];
		let waited = false;
		void limiter.wait(60_000).then(() => (waited = true));
		await pass(1000);
		limiter.stop(why);
		await pass();
		expect(waiting).toEqual([[undefined, undefined], [undefined]]);
		expect(waited).toBe(true);
	});
});
